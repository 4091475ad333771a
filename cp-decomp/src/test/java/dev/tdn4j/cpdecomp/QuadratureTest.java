package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {

    /** Rounding of sums over at most some hundred points of products of a few harmonics, each of size up to √(2l+1). */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9, 14, 20})
    void gridsAreExactOnHarmonics(int degree) {
        double[] mean = new double[Degrees.components(degree)];
        double[] y = new double[mean.length];
        for (SphereGrid.Point point : SphereGrid.exactTo(degree)) {
            SolidHarmonics.values(degree, point.x(), point.y(), point.z(), y, 0);
            for (int i = 0; i < y.length; i++) {
                mean[i] += point.weight() * y[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            assertEquals(i == 0 ? 1 : 0, mean[i], 1e-13, "component " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void factorsOfAllPathsAreExact(int lmax) {
        Decomposition quadrature = Quadrature.all(lmax);
        assertTrue(quadrature.relativeError() <= ROUNDING, quadrature.relativeError() + " at L = " + lmax);
        quadrature.spec().weights().forEach(w -> assertTrue(w > 0.5 && w < 2, "a path of weight " + w));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6})
    void factorsOfEvenPathsAreExact(int lmax) {
        Decomposition quadrature = Quadrature.even(lmax);
        assertTrue(quadrature.relativeError() <= ROUNDING, quadrature.relativeError() + " at L = " + lmax);
        assertEquals(CouplingSpec.even(lmax).paths(), quadrature.spec().paths());
        assertEquals((3 * lmax / 2 + 1) * (3 * lmax + 1), quadrature.factors().rank());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void sampledEquivarianceErrorIsBelowItsBound(int lmax) {
        Decomposition q = Quadrature.all(lmax);
        double sampled = EquivarianceError.sampled(q.factors(), 200, 1);
        assertTrue(sampled <= EquivarianceError.bound(q.spec(), q.relativeError(), q.factors()));
        assertTrue(sampled <= 1e-11, "sampled " + sampled);
    }
}
