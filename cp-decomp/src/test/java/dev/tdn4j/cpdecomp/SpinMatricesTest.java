package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import dev.tdn4j.cpdecomp.matrix.MatrixProduct;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpinMatricesTest {

    /** Rounding of sums of at most some hundred terms of size 1. */
    private static final double ROUNDING = 1e-13;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void factorsAreExactAndEveryPathIsPresent(int lmax) {
        Decomposition exact = SpinMatrices.all(lmax);
        assertTrue(exact.relativeError() <= ROUNDING, exact.relativeError() + " at L = " + lmax);
        assertEquals(CouplingPath.all(lmax), exact.spec().paths());
        double sampled = EquivarianceError.sampled(exact.factors(), 100, 1);
        assertTrue(sampled <= EquivarianceError.bound(exact.spec(), exact.relativeError(), exact.factors()), "sampled " + sampled);
        assertTrue(sampled <= 1e-12, "sampled " + sampled);
    }

    /** The rank of a real matrix product of L+1 rows, or eight times that of (L+1)/2 rows; L = 3 needs the path 222 besides. */
    @ParameterizedTest
    @CsvSource({"1, 8", "2, 23", "4, 99", "5, 184"})
    void theRankIsThatOfTheMatrixProduct(int lmax, int known) {
        int rank = SpinMatrices.all(lmax).rank();
        assertTrue(rank <= known, "rank " + rank);
        int rows = lmax + 1;
        int product = rows % 2 == 1 ? MatrixProduct.rank(rows, rows, rows) : 8 * MatrixProduct.rank(rows / 2, rows / 2, rows / 2);
        assertEquals(product, rank);
    }

    @Test
    void degreeThreeTakesTenTermsMoreForThePathItsMatricesLack() {
        assertEquals(8 * MatrixProduct.rank(2, 2, 2) + 10, SpinMatrices.all(3).rank());
    }

    /** The matrices form an algebra: products of two are sums of others, with coefficients that couple only by paths. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void matricesAreOrthonormalAndClosed(int lmax) {
        double[][] x = SpinMatrices.matrices(lmax);
        int d = lmax + 1;
        int n = Degrees.components(lmax);
        double[] dense = new double[n * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(i == j ? 1 : 0, dot(x[i], x[j]), ROUNDING);
                double[] product = product(d, x[i], x[j]);
                for (int k = 0; k < n; k++) {
                    double entry = dot(x[k], product);
                    dense[(i * n + j) * n + k] = Math.abs(entry) < ROUNDING ? 0 : entry;
                }
            }
        }
        Coupling product = Coupling.ofDense(n, n, n, dense);
        for (int t = 0; t < product.nonzeros(); t++) {
            int l1 = Degrees.degree(product.i(t));
            int l2 = Degrees.degree(product.j(t));
            int l3 = Degrees.degree(product.k(t));
            assertTrue(l3 >= Math.abs(l1 - l2) && l3 <= l1 + l2, l1 + "⊗" + l2 + "→" + l3);
        }
        double[] identity = new double[d * d];
        for (int t = 0; t < d; t++) {
            identity[t * d + t] = 1 / Math.sqrt(d);
        }
        double[] scalar = Arrays.stream(x[0]).map(v -> v * Math.signum(x[0][0])).toArray();
        assertArrayEquals(identity, scalar, ROUNDING);
    }

    @Test
    void quaternionsMultiplyWithEightProducts() {
        double[] dense = QuaternionMatrices.quaternion().toCoupling().dense();
        int[][] table = {{0, 1, 2, 3}, {1, 0, 3, 2}, {2, 3, 0, 1}, {3, 2, 1, 0}};
        int[][] sign = {{1, 1, 1, 1}, {1, -1, 1, -1}, {1, -1, -1, 1}, {1, 1, -1, -1}};
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) {
                    assertEquals(table[i][j] == k ? sign[i][j] : 0, dense[(i * 4 + j) * 4 + k], 1e-15, List.of(i, j, k).toString());
                }
            }
        }
    }

    @Test
    void oddDegreesHaveNoRealMatrices() {
        assertThrows(IllegalArgumentException.class, () -> SpinMatrices.matrices(3));
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            sum += x[t] * y[t];
        }
        return sum;
    }

    private static double[] product(int d, double[] x, double[] y) {
        double[] product = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                for (int j = 0; j < d; j++) {
                    product[i * d + k] += x[i * d + j] * y[j * d + k];
                }
            }
        }
        return product;
    }
}
