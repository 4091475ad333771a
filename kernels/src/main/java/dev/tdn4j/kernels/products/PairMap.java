package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A tensor product by its non-zeros where every channel has its own y, O(L⁵): products of components are combined so that
 * half of the non-zeros remain, and used for all degrees of the output.
 */
final class PairMap implements BilinearMap.WithPaths {

    /** With path weights, a generated kernel's tiles are so small that below so many non-zeros those of tables are faster. */
    private static final int FEWEST_BY_PATH = 300;

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
        boolean generated = Kernels.AVAILABLE && (!weighted || coupling.nonzeros() >= FEWEST_BY_PATH);
        this.ordered = generated ? new OrderMatrix(weighted ? byPath(coupling, forms) : coupling, length) : null;
        this.matrix = ordered == null ? new PairMatrix(forms, rows, length) : null;
        this.results = new float[weighted ? outputs.length * length : 0];
    }

    /** The coupling with an output of its own for every component of every path, in the order of the forms. */
    private static Coupling byPath(Coupling coupling, List<PairForm> forms) {
        Map<List<Integer>, Integer> rows = new HashMap<>();
        for (PairForm form : forms) {
            for (int k : form.outputs()) {
                rows.put(List.of(form.la(), form.lb(), k), rows.size());
            }
        }
        int[] all = IntStream.range(0, coupling.nonzeros()).toArray();
        return Coupling.of(coupling.size(0), coupling.size(1), rows.size(),
                IntStream.of(all).map(coupling::i).toArray(), IntStream.of(all).map(coupling::j).toArray(),
                IntStream.of(all).map(t -> rows.get(List.of(
                        Degrees.degree(coupling.i(t)), Degrees.degree(coupling.j(t)), coupling.k(t)))).toArray(),
                IntStream.of(all).mapToDouble(coupling::value).toArray());
    }

    /** The multiplications a sample and channel. */
    long multiplications() {
        return (ordered != null ? ordered.multiplications() : matrix.multiplications()) + (weighted ? outputs.length : 0);
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + samples * outLength, 0);
        for (int s = 0; s < samples; s++) {
            int from = aAt + s * aLength, with = bAt + s * bLength, to = outAt + s * outLength;
            if (!weighted) {
                if (ordered != null) {
                    ordered.apply(a, from, b, with, out, to);
                } else {
                    matrix.apply(a, from, b, with, out, to, length, true);
                }
                continue;
            }
            byPath(a, from, b, with);
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
            byPath(a, s * aLength, b, s * bLength);
            for (int r = 0; r < outputs.length; r++) {
                ChannelRows.multiplyAdd(results, r * length, g, s * outLength + outputs[r],
                        gradient, s * weightLength + paths[r], length);
            }
        }
    }

    /** The results of all paths before they are weighted. */
    private void byPath(float[] a, int aAt, float[] b, int bAt) {
        if (ordered != null) {
            Arrays.fill(results, 0);
            ordered.apply(a, aAt, b, bAt, results, 0);
        } else {
            matrix.apply(a, aAt, b, bAt, results, 0, length, false);
        }
    }
}
