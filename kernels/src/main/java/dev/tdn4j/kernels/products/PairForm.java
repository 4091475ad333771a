package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a coupling that multiplies degree la of its first argument with degree lb of its second, as a constant matrix
 * times the products of their components.
 *
 * <p>Real harmonics of orders ±m are a complex number's parts, and coupling coefficients multiply complex numbers: of the
 * four products of (a₊, a₋) and (b₊, b₋) a component of the output takes only a₊b₊ − a₋b₋ or a₊b₋ + a₋b₊ (orders added), or
 * a₊b₊ + a₋b₋ or a₊b₋ − a₋b₊ (orders subtracted), so that these combinations halve the non-zeros. As a change of basis
 * they are right for any coupling.
 *
 * @param la the degree of the first argument
 * @param lb that of the second
 * @param quads pairs of pairs of components, (a₊, a₋, b₊, b₋) each; every one gives the four rows a₊b₊ − a₋b₋,
 *     a₊b₊ + a₋b₋, a₊b₋ + a₋b₊, a₊b₋ − a₋b₊
 * @param singles pairs of components (a, b); every one gives the row a·b, after those of the quads
 * @param outputs the components of the output that this part gives
 * @param matrix [outputs][rows]
 */
record PairForm(int la, int lb, int[] quads, int[] singles, int[] outputs, double[][] matrix) {

    /** The rows of products. */
    int rows() {
        return quads.length + singles.length / 2;
    }

    /** Splits a coupling; with {@code combined} false there are products alone, no combinations of them. */
    static List<PairForm> of(Coupling coupling, boolean combined) {
        double[] dense = coupling.dense();
        int n2 = coupling.size(1), n3 = coupling.size(2);
        List<PairForm> forms = new ArrayList<>();
        for (int la = 0; la <= Degrees.lmax(coupling.size(0)); la++) {
            for (int lb = 0; lb <= Degrees.lmax(n2); lb++) {
                PairForm form = part(dense, n2, n3, la, lb, combined);
                if (form.outputs.length > 0) {
                    forms.add(form);
                }
            }
        }
        return forms;
    }

    private static PairForm part(double[] dense, int n2, int n3, int la, int lb, boolean combined) {
        List<Integer> quads = new ArrayList<>();
        List<Integer> singles = new ArrayList<>();
        for (int ma = combined ? 0 : -la; ma <= la; ma++) {
            for (int mb = combined ? 0 : -lb; mb <= lb; mb++) {
                if (combined && ma > 0 && mb > 0) {
                    quads.addAll(List.of(
                            Degrees.index(la, ma), Degrees.index(la, -ma), Degrees.index(lb, mb), Degrees.index(lb, -mb)));
                } else {
                    for (int sa = combined && ma > 0 ? -1 : 1; sa <= 1; sa += 2) {
                        for (int sb = combined && mb > 0 ? -1 : 1; sb <= 1; sb += 2) {
                            singles.addAll(List.of(Degrees.index(la, sa * ma), Degrees.index(lb, sb * mb)));
                        }
                    }
                }
            }
        }
        int[] q = quads.stream().mapToInt(Integer::intValue).toArray();
        int[] s = singles.stream().mapToInt(Integer::intValue).toArray();
        List<Integer> outputs = new ArrayList<>();
        List<double[]> matrix = new ArrayList<>();
        for (int k = 0; k < n3; k++) {
            double[] row = row(dense, n2, n3, k, q, s);
            if (java.util.Arrays.stream(row).anyMatch(v -> v != 0)) {
                outputs.add(k);
                matrix.add(row);
            }
        }
        return new PairForm(
                la, lb, q, s, outputs.stream().mapToInt(Integer::intValue).toArray(), matrix.toArray(double[][]::new));
    }

    private static double[] row(double[] dense, int n2, int n3, int k, int[] quads, int[] singles) {
        double[] row = new double[quads.length + singles.length / 2];
        for (int t = 0; t < quads.length; t += 4) {
            double pp = dense[(quads[t] * n2 + quads[t + 2]) * n3 + k];
            double mm = dense[(quads[t + 1] * n2 + quads[t + 3]) * n3 + k];
            double pm = dense[(quads[t] * n2 + quads[t + 3]) * n3 + k];
            double mp = dense[(quads[t + 1] * n2 + quads[t + 2]) * n3 + k];
            row[t] = (pp - mm) / 2;
            row[t + 1] = (pp + mm) / 2;
            row[t + 2] = (pm + mp) / 2;
            row[t + 3] = (pm - mp) / 2;
        }
        for (int t = 0; t < singles.length; t += 2) {
            row[quads.length + t / 2] = dense[(singles[t] * n2 + singles[t + 1]) * n3 + k];
        }
        return row;
    }

    /** The offsets of components whose rows are so far apart. */
    static int[] offsets(int[] components, int distance) {
        return java.util.Arrays.stream(components).map(i -> i * distance).toArray();
    }

    /** The offsets of consecutive rows. */
    static int[] offsets(int count, int distance) {
        return java.util.stream.IntStream.range(0, count).map(i -> i * distance).toArray();
    }
}
