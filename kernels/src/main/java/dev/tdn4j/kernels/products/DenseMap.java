package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor product path by path with dense coefficients, O(L⁶), as in the einsum a path that e3nn uses: the products of all
 * components of two degrees, then a dense matrix.
 */
final class DenseMap implements BilinearMap.WithPaths {

    /** One pair of degrees, with components as offsets. */
    private record Part(int[] singles, SparseMatrix matrix, int[] outputs, int[] paths) {}

    private final boolean shared;
    private final boolean weighted;
    private final int length;
    private final int aLength;
    private final int bLength;
    private final int outLength;
    private final int weightLength;
    private final Part[] parts;
    private final float[] products;
    private final float[] results;

    /** @param paths the index of the weights, or null for a map without */
    DenseMap(Coupling coupling, boolean shared, PathIndex paths, int length) {
        this.shared = shared;
        this.weighted = paths != null;
        this.length = length;
        this.aLength = coupling.size(0) * length;
        this.bLength = coupling.size(1) * (shared ? 1 : length);
        this.outLength = coupling.size(2) * length;
        this.weightLength = weighted ? paths.paths().size() * length : 0;
        List<PairForm> forms = PairForm.of(coupling, false);
        this.parts = forms.stream().map(form -> part(form, paths)).toArray(Part[]::new);
        this.products = new float[forms.stream().mapToInt(PairForm::rows).max().orElse(0) * length];
        this.results = new float[weighted ? forms.stream().mapToInt(f -> f.outputs().length).max().orElse(0) * length : 0];
    }

    private Part part(PairForm form, PathIndex paths) {
        int[] singles = form.singles().clone();
        for (int t = 0; t < singles.length; t++) {
            singles[t] *= shared && t % 2 > 0 ? 1 : length;
        }
        int[] outputs = PairForm.offsets(form.outputs(), length);
        int[] rows = weighted ? PairForm.offsets(outputs.length, length) : outputs;
        SparseMatrix matrix = new SparseMatrix(form.matrix(), rows, PairForm.offsets(form.rows(), length), true);
        int[] weights = paths == null
                ? null
                : Arrays.stream(form.outputs())
                        .map(k -> length * paths.of(form.la(), form.lb(), dev.tdn4j.tensor.Degrees.degree(k)))
                        .toArray();
        return new Part(singles, matrix, outputs, weights);
    }

    /** The multiplications a sample and channel. */
    long multiplications() {
        return Arrays.stream(parts)
                .mapToLong(p -> p.matrix.multiplications() + p.singles.length / 2
                        + (weighted ? p.outputs.length : 0))
                .sum();
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + samples * outLength, 0);
        for (int s = 0; s < samples; s++) {
            for (Part part : parts) {
                multiply(part, a, aAt + s * aLength, b, bAt + s * bLength);
                int at = outAt + s * outLength;
                if (!weighted) {
                    part.matrix.apply(products, 0, out, at, length, true);
                    continue;
                }
                part.matrix.apply(products, 0, results, 0, length, false);
                for (int r = 0; r < part.outputs.length; r++) {
                    ChannelRows.multiplyAdd(
                            results, r * length, w, wAt + s * weightLength + part.paths[r], out, at + part.outputs[r], length);
                }
            }
        }
    }

    @Override
    public void weightGradient(int samples, float[] a, float[] b, float[] g, float[] gradient) {
        Arrays.fill(gradient, 0, samples * weightLength, 0);
        for (int s = 0; s < samples; s++) {
            for (Part part : parts) {
                multiply(part, a, s * aLength, b, s * bLength);
                part.matrix.apply(products, 0, results, 0, length, false);
                for (int r = 0; r < part.outputs.length; r++) {
                    ChannelRows.multiplyAdd(results, r * length, g, s * outLength + part.outputs[r],
                            gradient, s * weightLength + part.paths[r], length);
                }
            }
        }
    }

    private void multiply(Part part, float[] a, int aAt, float[] b, int bAt) {
        if (shared) {
            PairProducts.shared(a, aAt, b, bAt, part.singles, products, length);
        } else {
            PairProducts.own(a, aAt, b, bAt, part.singles, products, length);
        }
    }
}
