package dev.tdn4j.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What defines the harmonics and their gradient, at any vector. */
class SolidHarmonicsProperties {

    private static final int LMAX = 14;

    /** Unsöld's theorem: Σ_m S_lm² = (2l+1)|v|^{2l}; relative, since every S_lm is small against the sum. */
    @Property
    void sumOfSquaresDependsOnTheLengthAlone(
            @ForAll @DoubleRange(min = -2, max = 2) double x,
            @ForAll @DoubleRange(min = -2, max = 2) double y,
            @ForAll @DoubleRange(min = -2, max = 2) double z) {
        double[] values = SolidHarmonicsTest.at(LMAX, x, y, z);
        for (int l = 0; l <= LMAX; l++) {
            double expected = (2 * l + 1) * Math.pow(x * x + y * y + z * z, l);
            double sum = 0;
            for (int m = -l; m <= l; m++) {
                double value = values[Degrees.index(l, m)];
                sum += value * value;
            }
            assertEquals(expected, sum, 1e-13 * expected + Double.MIN_NORMAL);
        }
    }

    /** Euler's theorem on homogeneous functions: v·∇S_l = l S_l, to rounding of terms of size l |v|^l √(2l+1). */
    @Property
    void eulersTheorem(
            @ForAll @DoubleRange(min = -2, max = 2) double x,
            @ForAll @DoubleRange(min = -2, max = 2) double y,
            @ForAll @DoubleRange(min = -2, max = 2) double z) {
        double[] values = SolidHarmonicsTest.at(LMAX, x, y, z);
        double[][] gradient = SolidHarmonicsTest.gradientAt(LMAX, x, y, z);
        for (int j = 0; j < values.length; j++) {
            int l = Degrees.degree(j);
            double euler = x * gradient[j][0] + y * gradient[j][1] + z * gradient[j][2];
            double scale = l * Math.sqrt(2 * l + 1) * Math.pow(x * x + y * y + z * z, l / 2.0);
            assertEquals(l * values[j], euler, 1e-13 * scale + Double.MIN_NORMAL);
        }
    }

    /**
     * The gradient against central differences along each axis: their error is h²/6 times a third derivative, at most
     * l³ √(2l+1) r^{l−3} on the ball of radius r, plus rounding of the values divided by h.
     */
    @Property
    void gradientIsTheLimitOfDifferences(
            @ForAll @DoubleRange(min = -1, max = 1) double x,
            @ForAll @DoubleRange(min = -1, max = 1) double y,
            @ForAll @DoubleRange(min = -1, max = 1) double z) {
        double h = 1e-5;
        double[][] gradient = SolidHarmonicsTest.gradientAt(LMAX, x, y, z);
        double radius = Math.max(1, Math.sqrt(x * x + y * y + z * z)) + h;
        for (int axis = 0; axis < 3; axis++) {
            double[] step = new double[3];
            step[axis] = h;
            double[] after = SolidHarmonicsTest.at(LMAX, x + step[0], y + step[1], z + step[2]);
            double[] before = SolidHarmonicsTest.at(LMAX, x - step[0], y - step[1], z - step[2]);
            for (int j = 0; j < gradient.length; j++) {
                int l = Degrees.degree(j);
                double size = Math.sqrt(2 * l + 1) * Math.pow(radius, l);
                double bound = size * (h * h * l * l * l / 6 + 1e-14 / h);
                assertEquals((after[j] - before[j]) / (2 * h), gradient[j][axis], bound);
            }
        }
    }

    /** The Laplacian, by the gradient applied twice, vanishes as a polynomial: Σ_{j,a} D_{ija} D_{jka} = 0. */
    @Property(tries = 8)
    void harmonic(@ForAll @IntRange(min = 0, max = 8) int lmax) {
        int n = Degrees.components(lmax);
        double[] d = SolidHarmonics.gradient(lmax).dense();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double laplacian = 0;
                for (int j = 0; j < n; j++) {
                    for (int a = 0; a < 3; a++) {
                        laplacian += d[(i * n + j) * 3 + a] * d[(j * n + k) * 3 + a];
                    }
                }
                // Three products of coefficients below (2l)² cancel.
                assertEquals(0, laplacian, 1e-15 * (4 * lmax * lmax + 1));
            }
        }
    }

    @Property(tries = 15)
    void gradientLowersTheDegreeByOne(@ForAll @IntRange(min = 0, max = 14) int lmax) {
        Coupling d = SolidHarmonics.gradient(lmax);
        assertEquals(Degrees.components(lmax), d.size(0));
        assertEquals(Degrees.components(lmax), d.size(1));
        assertEquals(3, d.size(2));
        assertTrue(lmax == 0 || d.nonzeros() > 0);
        for (int t = 0; t < d.nonzeros(); t++) {
            assertEquals(Degrees.degree(d.j(t)) - 1, Degrees.degree(d.i(t)));
        }
    }
}
