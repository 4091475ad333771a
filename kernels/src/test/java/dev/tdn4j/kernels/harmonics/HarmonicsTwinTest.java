package dev.tdn4j.kernels.harmonics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.harmonics.HarmonicsBasis.Domain;
import dev.tdn4j.kernels.harmonics.Precision.Kernels;
import dev.tdn4j.tensor.Degrees;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every layout and type against the scalar oracle, at sizes around the widths of blocks and chunks. */
class HarmonicsTwinTest {

    private static final int[] SIZES = {1, 2, 7, 15, 16, 17, 33, 1000};

    /** Lengths from 0.5 to 2, so that r^20 stays within six digits of 1 and degrees can be compared one by one. */
    static double[] vectors(Precision precision, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] vectors = new double[3 * n];
        for (int v = 0; v < n; v++) {
            double[] direction = new double[3];
            double length = 0;
            while (length < 0.1 || length > 1) {
                for (int a = 0; a < 3; a++) {
                    direction[a] = random.nextDouble(-1, 1);
                }
                length = length(direction, 0);
            }
            double scale = Math.pow(2, random.nextDouble(-1, 1)) / length;
            for (int a = 0; a < 3; a++) {
                vectors[3 * v + a] = precision.round(direction[a] * scale);
            }
        }
        return vectors;
    }

    static double length(double[] vectors, int v) {
        return Math.sqrt(vectors[3 * v] * vectors[3 * v] + vectors[3 * v + 1] * vectors[3 * v + 1]
                + vectors[3 * v + 2] * vectors[3 * v + 2]);
    }

    /** The length of the harmonics of degree l, at a vector of length r, over r^derivatives. */
    static double scale(HarmonicsBasis basis, int l, double r, int derivatives) {
        double power = basis.domain() == Domain.SPHERE ? 0 : l;
        return basis.normalization().scale(l) * Math.pow(r, power - derivatives);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT, SPHERE, COMPONENT, E3NN", "FLOAT, SPHERE, INTEGRAL, STANDARD", "FLOAT, SPHERE, NORM, E3NN",
        "FLOAT, SOLID, COMPONENT, E3NN", "FLOAT, SOLID, NORM, STANDARD",
        "DOUBLE, SPHERE, COMPONENT, E3NN", "DOUBLE, SPHERE, INTEGRAL, STANDARD", "DOUBLE, SPHERE, NORM, E3NN",
        "DOUBLE, SOLID, COMPONENT, E3NN", "DOUBLE, SOLID, NORM, STANDARD"
    })
    void valuesAndGradientsAgree(Precision precision, Domain domain, Normalization normalization, AxisOrder order) {
        for (int lmax : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 20}) {
            HarmonicsBasis basis = new HarmonicsBasis(lmax, domain, normalization, order);
            Kernels kernels = precision.kernels(basis);
            for (int n : SIZES) {
                if (n > 100 && lmax > 3 && lmax < 10) {
                    continue;
                }
                double[] vectors = vectors(precision, n, n + 1000 * lmax);
                double[] values = new double[n * basis.components()];
                double[] gradients = new double[3 * values.length];
                kernels.rows(vectors, n, values, null);
                compare(precision, basis, vectors, n, values, null, "rows");
                kernels.rows(vectors, n, values, gradients);
                compare(precision, basis, vectors, n, values, gradients, "rows");
                kernels.columns(vectors, n, values, null);
                compare(precision, basis, vectors, n, values, null, "columns");
                kernels.columns(vectors, n, values, gradients);
                compare(precision, basis, vectors, n, values, gradients, "columns");
                kernels.blocks(vectors, n, values, null);
                compare(precision, basis, vectors, n, values, null, "blocks");
                kernels.blocks(vectors, n, values, gradients);
                compare(precision, basis, vectors, n, values, gradients, "blocks");
            }
        }
    }

    private static void compare(
            Precision precision, HarmonicsBasis basis, double[] vectors, int n, double[] values, double[] gradients,
            String layout) {
        int k = basis.components();
        Oracle oracle = new Oracle(basis);
        double[] expected = new double[k];
        double[] slopes = new double[3 * k];
        for (int v = 0; v < n; v++) {
            oracle.at(vectors[3 * v], vectors[3 * v + 1], vectors[3 * v + 2], expected, slopes);
            double r = length(vectors, v);
            for (int c = 0; c < k; c++) {
                int l = Degrees.degree(c);
                String where = layout + " of " + basis + ", vector " + v + " of " + n + ", component " + c;
                assertEquals(expected[c], values[v * k + c], precision.tolerance(l, 0, scale(basis, l, r, 0)), where);
                if (gradients != null) {
                    double tolerance = precision.tolerance(l, 1, scale(basis, l, r, 1));
                    for (int a = 0; a < 3; a++) {
                        assertEquals(slopes[a * k + c], gradients[(v * 3 + a) * k + c], tolerance, where + ", axis " + a);
                    }
                }
            }
        }
    }

    /** d·∇Y and Σ w ∇Y from the gradients that the oracle gives. */
    @ParameterizedTest
    @CsvSource({"FLOAT, SPHERE", "FLOAT, SOLID", "DOUBLE, SPHERE", "DOUBLE, SOLID"})
    void contractionsAgreeWithGradients(Precision precision, Domain domain) {
        for (int lmax : new int[] {0, 1, 2, 3, 6, 10, 20}) {
            HarmonicsBasis basis = new HarmonicsBasis(lmax, domain, Normalization.COMPONENT, AxisOrder.E3NN);
            Kernels kernels = precision.kernels(basis);
            Oracle oracle = new Oracle(basis);
            int k = basis.components();
            double[] slopes = new double[3 * k];
            for (int n : SIZES) {
                double[] vectors = vectors(precision, n, n);
                double[] d = vectors(precision, n, n + 1);
                double[] weights = weights(precision, n * k, n);
                double[] changes = new double[n * k];
                double[] gradient = kernels.weightedGradient(vectors, n, weights);
                kernels.differential(vectors, n, d, weights, changes);
                for (int v = 0; v < n; v++) {
                    double r = length(vectors, v);
                    oracle.at(vectors[3 * v], vectors[3 * v + 1], vectors[3 * v + 2], new double[k], slopes);
                    double[] sum = new double[3];
                    double tolerance = 0;
                    for (int c = 0; c < k; c++) {
                        double change = 0;
                        int l = Degrees.degree(c);
                        double own = precision.tolerance(l, 1, scale(basis, l, r, 1));
                        for (int a = 0; a < 3; a++) {
                            sum[a] += weights[v * k + c] * slopes[a * k + c];
                            change += d[3 * v + a] * slopes[a * k + c];
                        }
                        tolerance += own * Math.abs(weights[v * k + c]);
                        assertEquals(change, changes[v * k + c], 2 * own * length(d, v), basis + ", component " + c);
                    }
                    for (int a = 0; a < 3; a++) {
                        assertEquals(sum[a], gradient[3 * v + a], tolerance, basis + ", axis " + a);
                    }
                }
            }
        }
    }

    /**
     * Second derivatives against central differences of {@link Kernels#weightedGradient} in double. The step 2⁻¹⁷
     * leaves an error of h² times third derivatives over 6, of order (l+1)⁴ with the first, and of a rounding over h.
     */
    @ParameterizedTest
    @CsvSource({"FLOAT, SPHERE", "FLOAT, SOLID", "DOUBLE, SPHERE", "DOUBLE, SOLID"})
    void secondDerivativesAgreeWithDifferences(Precision precision, Domain domain) {
        double h = 0x1p-17;
        for (int lmax : new int[] {1, 2, 3, 6, 10}) {
            HarmonicsBasis basis = new HarmonicsBasis(lmax, domain, Normalization.COMPONENT, AxisOrder.STANDARD);
            Kernels exact = Precision.DOUBLE.kernels(basis);
            int n = 17;
            int k = basis.components();
            double[] vectors = vectors(precision, n, 1);
            double[] d = vectors(precision, n, 2);
            double[] weights = weights(precision, n * k, 3);
            double[] actual = precision.kernels(basis).differential(vectors, n, d, weights, new double[n * k]);
            double[] ahead = exact.weightedGradient(moved(vectors, d, h), n, weights);
            double[] behind = exact.weightedGradient(moved(vectors, d, -h), n, weights);
            for (int v = 0; v < n; v++) {
                double r = length(vectors, v);
                double step = h * length(d, v);
                double tolerance = 0;
                for (int c = 0; c < k; c++) {
                    int l = Degrees.degree(c);
                    double truncation = step * step / 6 * Math.pow(l + 1, 4) * scale(basis, l, r, 4);
                    double rounding = Precision.DOUBLE.tolerance(l, 1, scale(basis, l, r, 1)) / step;
                    double own = 2 * precision.tolerance(l, 2, scale(basis, l, r, 2));
                    tolerance += Math.abs(weights[v * k + c]) * length(d, v) * (truncation + rounding + own);
                }
                for (int a = 0; a < 3; a++) {
                    double expected = (ahead[3 * v + a] - behind[3 * v + a]) / (2 * h);
                    assertEquals(expected, actual[3 * v + a], tolerance, basis + ", vector " + v + ", axis " + a);
                }
            }
        }
    }

    /** What one vector gives is what it gives among others: a lane knows nothing of its neighbours. */
    @ParameterizedTest
    @EnumSource
    void layoutsAgreeBitForBit(Precision precision) {
        for (int lmax : new int[] {1, 3, 5, 9}) {
            Kernels kernels = precision.kernels(HarmonicsBasis.sphere(lmax));
            int n = 333;
            int size = n * kernels.basis().components();
            double[] vectors = vectors(precision, n, lmax);
            double[] rows = new double[size];
            double[] rowGradients = new double[3 * size];
            double[] others = new double[size];
            double[] otherGradients = new double[3 * size];
            kernels.rows(vectors, n, rows, rowGradients);
            kernels.columns(vectors, n, others, otherGradients);
            assertArrayEquals(rows, others);
            assertArrayEquals(rowGradients, otherGradients);
            kernels.blocks(vectors, n, others, otherGradients);
            assertArrayEquals(rows, others);
            assertArrayEquals(rowGradients, otherGradients);
        }
    }

    /** Nothing is singular on the axes, where angles would be. */
    @ParameterizedTest
    @EnumSource
    void axesAreNotSpecial(Precision precision) {
        double[] vectors = {1, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, 0, 0, -1, 0, 0, 0, -1, 1e-8, 1, 0, 0, 1, 1e-8};
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = precision.round(vectors[i]);
        }
        int n = vectors.length / 3;
        for (AxisOrder order : AxisOrder.values()) {
            HarmonicsBasis basis = new HarmonicsBasis(20, Domain.SPHERE, Normalization.COMPONENT, order);
            double[] values = new double[n * basis.components()];
            double[] gradients = new double[3 * values.length];
            precision.kernels(basis).rows(vectors, n, values, gradients);
            compare(precision, basis, vectors, n, values, gradients, "rows");
        }
    }

    /** Solid harmonics and their derivatives at the zero vector. */
    @ParameterizedTest
    @EnumSource
    void zeroVectorsHaveSolidHarmonics(Precision precision) {
        HarmonicsBasis basis = HarmonicsBasis.solid(4);
        int k = basis.components();
        double[] values = new double[k];
        double[] gradients = new double[3 * k];
        precision.kernels(basis).rows(new double[3], 1, values, gradients);
        for (int c = 0; c < k; c++) {
            assertEquals(c == 0 ? 1 : 0, values[c]);
            for (int a = 0; a < 3; a++) {
                // e3nn's order: component 1 + a of degree 1 is √3 times coordinate a.
                assertEquals(c == 1 + a ? Math.sqrt(3) : 0, gradients[a * k + c], 1e-6);
            }
        }
    }

    static double[] weights(Precision precision, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = new double[length];
        for (int i = 0; i < length; i++) {
            weights[i] = precision.round(random.nextDouble(-1, 1));
        }
        assertTrue(length == 0 || weights[0] != 0);
        return weights;
    }

    private static double[] moved(double[] vectors, double[] d, double h) {
        double[] moved = new double[vectors.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = vectors[i] + h * d[i];
        }
        return moved;
    }
}
