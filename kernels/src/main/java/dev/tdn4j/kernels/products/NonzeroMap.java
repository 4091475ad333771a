package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** A tensor product with shared y by its non-zeros, O(L⁵): one multiplication a non-zero and channel. */
final class NonzeroMap implements BilinearMap.WithPaths {

    private final boolean weighted;
    private final int length;
    private final int aLength;
    private final int bLength;
    private final int outLength;
    private final int weightLength;

    /** For {@link SparseTiles4}: tiles of one row, the non-zeros with the same output and, if they have weights, path. */
    private final int[] program;

    private final int[] output;
    private final int[] path;
    private final int[] j;
    private final float[] value;
    private final float[] factor;
    private final float[] results;

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
        output = Arrays.stream(first).map(t -> coupling.k(order[t]) * length).toArray();
        path = Arrays.stream(first).map(t -> pathOf[order[t]] * length).toArray();
        j = Arrays.stream(order).map(coupling::j).toArray();
        value = new float[count];
        IntStream.Builder steps = IntStream.builder();
        for (int t = 0, row = 0; t < count; t++) {
            value[t] = (float) coupling.value(order[t]);
            if (row < first.length && first[row] == t) {
                if (row > 0) {
                    steps.add(SparseMatrix.END);
                }
                steps.add(row++ * length);
            }
            steps.add(coupling.i(order[t]) * length);
        }
        program = steps.add(SparseMatrix.END).build().toArray();
        factor = new float[count];
        results = new float[output.length * length];
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + samples * outLength, 0);
        for (int s = 0; s < samples; s++) {
            multiply(a, aAt + s * aLength, b, bAt + s * bLength);
            int at = outAt + s * outLength;
            for (int r = 0; r < output.length; r++) {
                if (weighted) {
                    int weight = wAt + s * weightLength + path[r];
                    ChannelRows.multiplyAdd(results, r * length, w, weight, out, at + output[r], length);
                } else {
                    System.arraycopy(results, r * length, out, at + output[r], length);
                }
            }
        }
    }

    @Override
    public void weightGradient(int samples, float[] a, float[] b, float[] g, float[] gradient) {
        Arrays.fill(gradient, 0, samples * weightLength, 0);
        for (int s = 0; s < samples; s++) {
            multiply(a, s * aLength, b, s * bLength);
            for (int r = 0; r < output.length; r++) {
                ChannelRows.multiplyAdd(results, r * length, g, s * outLength + output[r],
                        gradient, s * weightLength + path[r], length);
            }
        }
    }

    private void multiply(float[] a, int aAt, float[] b, int bAt) {
        for (int t = 0; t < factor.length; t++) {
            factor[t] = value[t] * b[bAt + j[t]];
        }
        for (int u = 0; u < length; ) {
            if (length - u >= 4 * WIDTH) {
                SparseTiles4.rows1(a, aAt + u, program, 0, output.length, factor, 0, results, u, false);
                u += 4 * WIDTH;
            } else {
                SparseTiles1.rows1(a, aAt + u, program, 0, output.length, factor, 0, results, u, false);
                u += WIDTH;
            }
        }
    }
}
