package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/** A tensor product with shared y by its non-zeros, O(L⁵): one multiplication a non-zero and channel. */
final class NonzeroMap implements BilinearMap.WithPaths {

    private final boolean weighted;
    private final int length;
    private final int aLength;
    private final int bLength;
    private final int outLength;
    private final int weightLength;

    /** Non-zeros with the same output, and the same path if paths have weights, from start[r] on. */
    private final int[] start;

    private final int[] output;
    private final int[] path;
    private final int[] i;
    private final int[] j;
    private final float[] value;
    private final float[] factor;

    /** @param paths the index of the weights, or null for a map without */
    NonzeroMap(Coupling coupling, PathIndex paths, int length) {
        this.weighted = paths != null;
        this.length = length;
        this.aLength = coupling.size(0) * length;
        this.bLength = coupling.size(1);
        this.outLength = coupling.size(2) * length;
        this.weightLength = weighted ? paths.paths().size() * length : 0;
        int count = coupling.nonzeros();
        int[] pathOf = IntStream.range(0, count)
                .map(t -> weighted
                        ? paths.of(Degrees.degree(coupling.i(t)), Degrees.degree(coupling.j(t)), Degrees.degree(coupling.k(t)))
                        : 0)
                .toArray();
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt((Integer t) -> coupling.k(t)).thenComparingInt(t -> pathOf[t]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] first = IntStream.range(0, count)
                .filter(t -> t == 0
                        || coupling.k(order[t]) != coupling.k(order[t - 1])
                        || pathOf[order[t]] != pathOf[order[t - 1]])
                .toArray();
        start = Arrays.copyOf(first, first.length + 1);
        start[first.length] = count;
        output = Arrays.stream(first).map(t -> coupling.k(order[t]) * length).toArray();
        path = Arrays.stream(first).map(t -> pathOf[order[t]] * length).toArray();
        i = Arrays.stream(order).map(t -> coupling.i(t) * length).toArray();
        j = Arrays.stream(order).map(coupling::j).toArray();
        value = new float[count];
        for (int t = 0; t < count; t++) {
            value[t] = (float) coupling.value(order[t]);
        }
        factor = new float[count];
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + samples * outLength, 0);
        for (int s = 0; s < samples; s++) {
            contract(b, bAt + s * bLength);
            for (int r = 0; r < output.length; r++) {
                int at = outAt + s * outLength + output[r];
                for (int u = 0; u < length; u += WIDTH) {
                    FloatVector sum = sum(a, aAt + s * aLength + u, r);
                    FloatVector old = fromArray(FLOATS, out, at + u);
                    FloatVector weight = weighted ? fromArray(FLOATS, w, wAt + s * weightLength + path[r] + u) : null;
                    (weighted ? sum.fma(weight, old) : sum.add(old)).intoArray(out, at + u);
                }
            }
        }
    }

    @Override
    public void weightGradient(int samples, float[] a, float[] b, float[] g, float[] gradient) {
        Arrays.fill(gradient, 0, samples * weightLength, 0);
        for (int s = 0; s < samples; s++) {
            contract(b, s * bLength);
            for (int r = 0; r < output.length; r++) {
                int at = s * weightLength + path[r];
                for (int u = 0; u < length; u += WIDTH) {
                    FloatVector sum = sum(a, s * aLength + u, r);
                    FloatVector other = fromArray(FLOATS, g, s * outLength + output[r] + u);
                    sum.fma(other, fromArray(FLOATS, gradient, at + u)).intoArray(gradient, at + u);
                }
            }
        }
    }

    private void contract(float[] b, int at) {
        for (int t = 0; t < factor.length; t++) {
            factor[t] = value[t] * b[at + j[t]];
        }
    }

    private FloatVector sum(float[] a, int at, int r) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int t = start[r]; t < start[r + 1]; t++) {
            sum = broadcast(FLOATS, factor[t]).fma(fromArray(FLOATS, a, at + i[t]), sum);
        }
        return sum;
    }
}
