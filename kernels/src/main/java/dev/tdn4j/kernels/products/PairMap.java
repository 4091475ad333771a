package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor product by its non-zeros where every channel has its own y, O(L⁵): products of components are combined so that
 * half of the non-zeros remain, and used for all degrees of the output.
 */
final class PairMap implements BilinearMap.WithPaths {

    private final boolean weighted;
    private final int length;
    private final int aLength;
    private final int bLength;
    private final int outLength;
    private final int weightLength;
    private final PairMatrix matrix;
    private final OrderMatrix ordered;

    /** With path weights the rows of the matrix are paths' components, each with its place in the output and its weight. */
    private final int[] outputs;

    private final int[] paths;
    private final float[] results;

    /** @param paths the index of the weights, or null for a map without */
    PairMap(Coupling coupling, PathIndex paths, int length) {
        this.weighted = paths != null;
        this.length = length;
        this.aLength = coupling.size(0) * length;
        this.bLength = coupling.size(1) * length;
        this.outLength = coupling.size(2) * length;
        this.weightLength = weighted ? paths.paths().size() * length : 0;
        List<PairForm> forms = PairForm.of(coupling, true);
        this.outputs = forms.stream().flatMapToInt(f -> Arrays.stream(f.outputs())).map(k -> k * length).toArray();
        int[][] rows = new int[forms.size()][];
        int[] weights = new int[outputs.length];
        int at = 0;
        for (int f = 0; f < rows.length; f++) {
            PairForm form = forms.get(f);
            rows[f] = new int[form.outputs().length];
            for (int r = 0; r < rows[f].length; r++, at++) {
                rows[f][r] = weighted ? at * length : form.outputs()[r] * length;
                weights[at] = weighted ? length * paths.of(form.la(), form.lb(), Degrees.degree(form.outputs()[r])) : 0;
            }
        }
        this.paths = weights;
        this.ordered = weighted || !Kernels.AVAILABLE ? null : new OrderMatrix(coupling, length);
        this.matrix = ordered == null ? new PairMatrix(forms, rows, length) : null;
        this.results = new float[weighted ? outputs.length * length : 0];
    }

    /** The multiplications a sample and channel. */
    long multiplications() {
        return ordered != null ? ordered.multiplications() : matrix.multiplications() + (weighted ? outputs.length : 0);
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + samples * outLength, 0);
        for (int s = 0; s < samples; s++) {
            int from = aAt + s * aLength, with = bAt + s * bLength, to = outAt + s * outLength;
            if (ordered != null) {
                ordered.apply(a, from, b, with, out, to);
                continue;
            }
            if (!weighted) {
                matrix.apply(a, from, b, with, out, to, length, true);
                continue;
            }
            matrix.apply(a, from, b, with, results, 0, length, false);
            for (int r = 0; r < outputs.length; r++) {
                int weight = wAt + s * weightLength + paths[r];
                ChannelRows.multiplyAdd(results, r * length, w, weight, out, to + outputs[r], length);
            }
        }
    }

    @Override
    public void weightGradient(int samples, float[] a, float[] b, float[] g, float[] gradient) {
        Arrays.fill(gradient, 0, samples * weightLength, 0);
        for (int s = 0; s < samples; s++) {
            matrix.apply(a, s * aLength, b, s * bLength, results, 0, length, false);
            for (int r = 0; r < outputs.length; r++) {
                ChannelRows.multiplyAdd(results, r * length, g, s * outLength + outputs[r],
                        gradient, s * weightLength + paths[r], length);
            }
        }
    }
}
