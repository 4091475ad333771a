package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** An item's own matrix, of which only some places are kept, times its rows: four vectors of a result row at a time. */
final class SparseMatrixStep extends Step {

    private static final int WIDE = 4 * WIDTH;

    private final int[] start;
    private final int[] place;
    private final int[] row;

    /**
     * Prepares.
     *
     * @param coupling of a {@link SparseMatrixForm} with the matrix on axis 0 or 1
     * @param axis that axis
     */
    SparseMatrixStep(Coupling coupling, int axis, Slot out, Slot matrix, Slot x) {
        super(out, matrix, x);
        this.start = new int[coupling.size(2) + 1];
        this.place = new int[coupling.nonzeros()];
        this.row = new int[coupling.nonzeros()];
        for (int t = 0; t < place.length; t++) {
            place[t] = axis == 0 ? coupling.i(t) : coupling.j(t);
            row[t] = axis == 0 ? coupling.j(t) : coupling.i(t);
            start[coupling.k(t) + 1]++;
        }
        for (int k = 1; k < start.length; k++) {
            start[k] += start[k - 1];
        }
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot matrix = in[0];
        Slot x = in[1];
        for (int i = 0; i < count; i++) {
            item(
                    matrix.in(worker), matrix.at(from) + i, matrix.rowStride,
                    x.in(worker), x.at(from) + i * x.itemStride,
                    out.in(worker), out.at(from) + i * out.itemStride);
        }
    }

    private void item(float[] m, int mAt, int mStep, float[] x, int xAt, float[] z, int zAt) {
        int n = out.rowStride;
        for (int k = 0; k + 1 < start.length; k++) {
            int at = zAt + k * n;
            if (start[k] == start[k + 1]) {
                Arrays.fill(z, at, at + n, 0);
                continue;
            }
            int c = 0;
            for (; c + WIDE <= n; c += WIDE) {
                wide(start[k], start[k + 1], m, mAt, mStep, x, xAt + c, n, z, at + c);
            }
            for (; c < n; c += WIDTH) {
                narrow(start[k], start[k + 1], m, mAt, mStep, x, xAt + c, n, z, at + c);
            }
        }
    }

    private void wide(int first, int end, float[] m, int mAt, int mStep, float[] x, int xAt, int xStep, float[] z, int zAt) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int t = first; t < end; t++) {
            FloatVector f = FloatVector.broadcast(FLOATS, m[mAt + place[t] * mStep]);
            int at = xAt + row[t] * xStep;
            s0 = fromArray(FLOATS, x, at).fma(f, s0);
            s1 = fromArray(FLOATS, x, at + WIDTH).fma(f, s1);
            s2 = fromArray(FLOATS, x, at + 2 * WIDTH).fma(f, s2);
            s3 = fromArray(FLOATS, x, at + 3 * WIDTH).fma(f, s3);
        }
        s0.intoArray(z, zAt);
        s1.intoArray(z, zAt + WIDTH);
        s2.intoArray(z, zAt + 2 * WIDTH);
        s3.intoArray(z, zAt + 3 * WIDTH);
    }

    private void narrow(int first, int end, float[] m, int mAt, int mStep, float[] x, int xAt, int xStep, float[] z, int zAt) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int t = first; t < end; t++) {
            FloatVector f = FloatVector.broadcast(FLOATS, m[mAt + place[t] * mStep]);
            sum = fromArray(FLOATS, x, xAt + row[t] * xStep).fma(f, sum);
        }
        sum.intoArray(z, zAt);
    }
}
