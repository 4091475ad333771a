package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.Coupling;
import jdk.incubator.vector.FloatVector;

/** A tensor product by its non-zeros, O(L⁵): vectors of channels, or of items where both arguments have one channel. */
final class SparseProductStep extends Step {

    private final int[] start;
    private final int[] i;
    private final int[] j;
    private final float[] value;
    private final boolean contracted;

    SparseProductStep(Coupling coupling, boolean contracted, Slot out, Slot a, Slot b) {
        super(out, a, b);
        this.contracted = contracted;
        this.start = new int[coupling.size(2) + 1];
        this.i = new int[coupling.nonzeros()];
        this.j = new int[coupling.nonzeros()];
        this.value = new float[coupling.nonzeros()];
        for (int t = 0; t < value.length; t++) {
            i[t] = coupling.i(t);
            j[t] = coupling.j(t);
            value[t] = (float) coupling.value(t);
            start[coupling.k(t) + 1]++;
        }
        for (int k = 1; k < start.length; k++) {
            start[k] += start[k - 1];
        }
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot a = in[0];
        Slot b = in[1];
        if (a.itemsFastest && b.itemsFastest) {
            items(worker, from, count);
            return;
        }
        for (int e = 0; e < count; e++) {
            for (int k = 0; k + 1 < start.length; k++) {
                if (contracted) {
                    out.in(worker)[out.at(from) + k * out.rowStride + e] = contract(worker, from, e, k);
                } else {
                    for (int c = 0; c < out.padded; c += WIDTH) {
                        channels(worker, from, e, k, c)
                                .intoArray(out.in(worker), out.at(from) + e * out.itemStride + k * out.rowStride + c);
                    }
                }
            }
        }
    }

    private FloatVector channels(Worker worker, int from, int e, int k, int c) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int t = start[k]; t < start[k + 1]; t++) {
            FloatVector x = load(in[0], worker, from, e, i[t], c);
            FloatVector y = load(in[1], worker, from, e, j[t], c);
            sum = x.mul(value[t]).fma(y, sum);
        }
        return sum;
    }

    private static FloatVector load(Slot slot, Worker worker, int from, int e, int row, int c) {
        int at = slot.at(from) + e * slot.itemStride + row * slot.rowStride;
        return slot.itemsFastest
                ? FloatVector.broadcast(FLOATS, slot.in(worker)[at])
                : FloatVector.fromArray(FLOATS, slot.in(worker), at + c);
    }

    /** Channel by channel, in order: the rare case of an adjoint that no faster form covers. */
    private float contract(Worker worker, int from, int e, int k) {
        float sum = 0;
        int channels = Math.max(in[0].type.channels(), in[1].type.channels());
        for (int t = start[k]; t < start[k + 1]; t++) {
            for (int c = 0; c < channels; c++) {
                sum += value[t] * entry(in[0], worker, from, e, i[t], c) * entry(in[1], worker, from, e, j[t], c);
            }
        }
        return sum;
    }

    private static float entry(Slot slot, Worker worker, int from, int e, int row, int c) {
        int at = slot.at(from) + e * slot.itemStride + row * slot.rowStride;
        return slot.in(worker)[slot.itemsFastest ? at : at + c];
    }

    private void items(Worker worker, int from, int count) {
        Slot a = in[0];
        Slot b = in[1];
        float[] x = a.in(worker);
        float[] y = b.in(worker);
        float[] z = out.in(worker);
        for (int k = 0; k + 1 < start.length; k++) {
            row(k, x, a.at(from), a.rowStride, y, b.at(from), b.rowStride, z, out.at(from) + k * out.rowStride, count);
        }
    }

    private void row(int k, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float[] z, int zAt, int n) {
        int whole = n & -WIDTH;
        for (int e = 0; e < whole; e += WIDTH) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int t = start[k]; t < start[k + 1]; t++) {
                FloatVector p = FloatVector.fromArray(FLOATS, x, xAt + i[t] * xStep + e).mul(value[t]);
                sum = p.fma(FloatVector.fromArray(FLOATS, y, yAt + j[t] * yStep + e), sum);
            }
            sum.intoArray(z, zAt + e);
        }
        for (int e = whole; e < n; e++) {
            float sum = 0;
            for (int t = start[k]; t < start[k + 1]; t++) {
                sum = Math.fma(x[xAt + i[t] * xStep + e] * value[t], y[yAt + j[t] * yStep + e], sum);
            }
            z[zAt + e] = sum;
        }
    }
}
