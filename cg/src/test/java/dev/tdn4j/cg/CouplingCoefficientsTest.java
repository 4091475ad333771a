package dev.tdn4j.cg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tdn4j.tensor.Coupling;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CouplingCoefficientsTest {

    /** e3nn's own coefficients are good to about 1e-15. */
    @Test
    void agreesWithE3nn() throws IOException {
        List<?> entries = (List<?>) Reference.read("w3j_e3nn_l3.json").get("entries");
        assertEquals(CouplingPath.all(3).size(), entries.size());
        for (Object object : entries) {
            Map<?, ?> entry = (Map<?, ?>) object;
            int[] l = Reference.indices(entry.get("l"));
            int[] sizes = {2 * l[0] + 1, 2 * l[1] + 1, 2 * l[2] + 1};
            double[] expected = new double[sizes[0] * sizes[1] * sizes[2]];
            double[] values = Reference.numbers(entry.get("c"));
            List<?> indices = (List<?>) entry.get("ijk");
            for (int t = 0; t < values.length; t++) {
                int[] at = Reference.indices(indices.get(t));
                expected[(at[0] * sizes[1] + at[1]) * sizes[2] + at[2]] = values[t];
            }
            Coupling actual = CouplingCoefficients.of(new CouplingPath(l[0], l[1], l[2]));
            assertEquals(values.length, actual.nonzeros());
            assertArrayEquals(expected, actual.dense(), 4e-15);
        }
    }

    @Test
    void crossProduct() {
        double e = 1 / Math.sqrt(6);
        double[] epsilon = new double[27];
        epsilon[(0 * 3 + 1) * 3 + 2] = epsilon[(1 * 3 + 2) * 3 + 0] = epsilon[(2 * 3 + 0) * 3 + 1] = e;
        epsilon[(2 * 3 + 1) * 3 + 0] = epsilon[(1 * 3 + 0) * 3 + 2] = epsilon[(0 * 3 + 2) * 3 + 1] = -e;
        assertArrayEquals(epsilon, CouplingCoefficients.of(new CouplingPath(1, 1, 1)).dense(), Math.ulp(e));
    }

    @Test
    void scalarProductAndMultiplicationByAScalar() {
        for (int l = 0; l <= 10; l++) {
            int size = 2 * l + 1;
            double[] delta = new double[size * size];
            for (int m = 0; m < size; m++) {
                delta[m * size + m] = 1 / Math.sqrt(size);
            }
            double ulp = Math.ulp(1 / Math.sqrt(size));
            assertArrayEquals(delta, CouplingCoefficients.of(new CouplingPath(l, l, 0)).dense(), ulp);
            assertArrayEquals(delta, CouplingCoefficients.of(new CouplingPath(0, l, l)).dense(), ulp);
            assertArrayEquals(delta, CouplingCoefficients.of(new CouplingPath(l, 0, l)).dense(), ulp);
        }
    }

    /**
     * Even paths are symmetric under permutations of their axes and degrees, odd ones antisymmetric. Exactly: the roots
     * are of equal rational numbers, each rounded once.
     */
    @Test
    void permutingAxesChangesAtMostTheSign() {
        for (CouplingPath path : CouplingPath.all(6)) {
            double[] c = CouplingCoefficients.of(path).dense();
            double sign = path.isEven() ? 1 : -1;
            double[] swapped = CouplingCoefficients.of(new CouplingPath(path.l2(), path.l1(), path.l3()))
                    .permute(1, 0, 2)
                    .dense();
            double[] cycled = CouplingCoefficients.of(new CouplingPath(path.l2(), path.l3(), path.l1()))
                    .permute(2, 0, 1)
                    .dense();
            for (int t = 0; t < c.length; t++) {
                assertEquals(c[t], sign * swapped[t], 0);
                assertEquals(c[t], cycled[t], 0);
            }
        }
    }

    /** Σ_ij C^{l1 l2 l3}_ijk C^{l1 l2 l3'}_ijk' = δ δ / (2l3+1): coupling is an isometry up to the norms. */
    @Test
    void orthogonality() {
        int lmax = 6;
        for (int l1 = 0; l1 <= lmax; l1++) {
            for (int l2 = 0; l2 <= lmax; l2++) {
                orthogonality(l1, l2);
            }
        }
    }

    private static void orthogonality(int l1, int l2) {
        int pairs = (2 * l1 + 1) * (2 * l2 + 1);
        double[][] rows = new double[pairs][];
        int at = 0;
        for (int l3 = Math.abs(l1 - l2); l3 <= l1 + l2; l3++) {
            double[] c = CouplingCoefficients.of(new CouplingPath(l1, l2, l3)).dense();
            for (int k = 0; k < 2 * l3 + 1; k++) {
                rows[at] = new double[pairs];
                for (int ij = 0; ij < pairs; ij++) {
                    rows[at][ij] = c[ij * (2 * l3 + 1) + k] * Math.sqrt(2 * l3 + 1);
                }
                at++;
            }
        }
        assertEquals(pairs, at);
        for (int a = 0; a < pairs; a++) {
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int ij = 0; ij < pairs; ij++) {
                    product += rows[a][ij] * rows[b][ij];
                }
                // Unit vectors of numbers rounded once, with few non-zeros.
                assertEquals(a == b ? 1 : 0, product, 4e-15);
            }
        }
    }

    @Test
    void highDegreesKeepNormOne() {
        for (CouplingPath path : List.of(new CouplingPath(20, 19, 18), new CouplingPath(20, 20, 40), new CouplingPath(25, 3, 23))) {
            assertEquals(1, CouplingCoefficients.of(path).norm(), 4e-15);
        }
    }

    @Test
    void remembers() {
        CouplingPath path = new CouplingPath(3, 2, 4);
        assertSame(CouplingCoefficients.of(path), CouplingCoefficients.of(new CouplingPath(3, 2, 4)));
    }
}
