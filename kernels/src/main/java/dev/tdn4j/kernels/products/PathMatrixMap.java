package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.kernels.vector.Gemm;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor product with shared y and a weight a path and channel, y contracted first: a small matrix a path,
 * out_k += w_path ⊙ Σ_i K^path_ki x_i. The paths of one pair (l1, l3) multiply the same rows of x, so that their matrices
 * are stacked into a taller one.
 */
final class PathMatrixMap implements BilinearMap.WithPaths {

    /** Samples whose matrices are made at once, in vectors over samples. */
    private static final int BATCH = WIDTH;

    /** The paths of a pair (l1, l3): rows [path][component of l3], of which each has its place in the output and its weight. */
    private record Stack(int columns, int column, int matrixAt, int[] outputs, int[] paths) {}

    private final int length;
    private final int n2;
    private final int aLength;
    private final int outLength;
    private final int weightLength;
    private final Stack[] stacks;
    private final SparseMatrix fromY;
    private final int size;
    private final float[] transposed = new float[Transpose.BUFFER];
    private final float[] ys;
    private final float[] bySample;
    private final float[] matrices;
    private final float[] results;

    PathMatrixMap(Coupling coupling, PathIndex paths, int length) {
        this.length = length;
        this.n2 = coupling.size(1);
        this.aLength = coupling.size(0) * length;
        this.outLength = coupling.size(2) * length;
        this.weightLength = paths.paths().size() * length;
        double[] dense = coupling.dense();
        List<double[]> entries = new ArrayList<>();
        List<Stack> all = new ArrayList<>();
        for (int l1 = 0; l1 <= Degrees.lmax(coupling.size(0)); l1++) {
            for (int l3 = 0; l3 <= Degrees.lmax(coupling.size(2)); l3++) {
                Stack stack = stack(coupling, dense, l1, l3, paths, entries);
                if (stack.outputs.length > 0) {
                    all.add(stack);
                }
            }
        }
        this.stacks = all.toArray(Stack[]::new);
        this.size = entries.size();
        this.fromY = new SparseMatrix(
                entries.toArray(double[][]::new), PairForm.offsets(size, BATCH), PairForm.offsets(n2, BATCH), false);
        this.ys = new float[n2 * BATCH];
        this.bySample = new float[size * BATCH];
        this.matrices = new float[size * BATCH];
        this.results = new float[all.stream().mapToInt(s -> s.outputs.length).max().orElse(0) * length];
    }

    private Stack stack(Coupling coupling, double[] dense, int l1, int l3, PathIndex paths, List<double[]> entries) {
        int at = entries.size(), n3 = coupling.size(2);
        List<Integer> outputs = new ArrayList<>();
        List<Integer> weights = new ArrayList<>();
        for (int l2 = 0; l2 <= Degrees.lmax(n2); l2++) {
            List<double[]> block = new ArrayList<>();
            for (int k = l3 * l3; k < (l3 + 1) * (l3 + 1); k++) {
                for (int i = l1 * l1; i < (l1 + 1) * (l1 + 1); i++) {
                    double[] entry = new double[n2];
                    for (int j = l2 * l2; j < (l2 + 1) * (l2 + 1); j++) {
                        entry[j] = dense[(i * n2 + j) * n3 + k];
                    }
                    block.add(entry);
                }
            }
            if (block.stream().flatMapToDouble(Arrays::stream).anyMatch(v -> v != 0)) {
                int path = paths.of(l1, l2, l3);
                entries.addAll(block);
                for (int k = l3 * l3; k < (l3 + 1) * (l3 + 1); k++) {
                    outputs.add(k * length);
                    weights.add(path * length);
                }
            }
        }
        return new Stack(
                2 * l1 + 1,
                l1 * l1,
                at,
                outputs.stream().mapToInt(Integer::intValue).toArray(),
                weights.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The multiplications a sample and channel. */
    long multiplications() {
        return size + Arrays.stream(stacks).mapToLong(s -> s.outputs.length).sum();
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] y, int yAt, float[] w, int wAt, float[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + samples * outLength, 0);
        for (int s = 0; s < samples; s++) {
            contract(samples, y, yAt, s);
            for (Stack stack : stacks) {
                multiply(stack, s, a, aAt);
                for (int r = 0; r < stack.outputs.length; r++) {
                    ChannelRows.multiplyAdd(results, r * length, w, wAt + s * weightLength + stack.paths[r],
                            out, outAt + s * outLength + stack.outputs[r], length);
                }
            }
        }
    }

    @Override
    public void weightGradient(int samples, float[] a, float[] y, float[] g, float[] gradient) {
        Arrays.fill(gradient, 0, samples * weightLength, 0);
        for (int s = 0; s < samples; s++) {
            contract(samples, y, 0, s);
            for (Stack stack : stacks) {
                multiply(stack, s, a, 0);
                for (int r = 0; r < stack.outputs.length; r++) {
                    ChannelRows.multiplyAdd(results, r * length, g, s * outLength + stack.outputs[r],
                            gradient, s * weightLength + stack.paths[r], length);
                }
            }
        }
    }

    /** The matrices of the samples from s on, if s begins a batch. */
    private void contract(int samples, float[] y, int yAt, int s) {
        if (s % BATCH == 0) {
            int count = Math.min(BATCH, samples - s);
            Transpose.apply(y, yAt + s * n2, n2, ys, 0, BATCH, count, n2, transposed);
            fromY.apply(ys, 0, bySample, 0, BATCH, false);
            Transpose.apply(bySample, 0, BATCH, matrices, 0, size, size, count, transposed);
        }
    }

    private void multiply(Stack stack, int s, float[] a, int aAt) {
        Gemm.multiply(matrices, s % BATCH * size + stack.matrixAt, stack.columns, 1,
                a, aAt + s * aLength + stack.column * length, length,
                results, 0, length, stack.outputs.length, length, stack.columns, false);
    }
}
