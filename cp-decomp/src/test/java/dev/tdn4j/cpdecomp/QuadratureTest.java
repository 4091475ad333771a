package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {

    /** Rounding of sums over at most some hundred points of products of a few harmonics, each of size up to √(2l+1). */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void factorsOfAllPathsAreExact(int lmax) {
        Decomposition quadrature = Quadrature.all(lmax);
        assertTrue(quadrature.relativeError() <= ROUNDING, quadrature.relativeError() + " at L = " + lmax);
        assertEquals(CouplingSpec.all(lmax).paths(), quadrature.spec().paths());
        assertSpread(lmax <= 6 ? 1.4 : 1.5, quadrature.spec(), CouplingPath.even(lmax));
        assertSpread(lmax <= 6 ? 1.2 : 1.3, quadrature.spec(), CouplingPath.all(lmax).stream().filter(p -> !p.isEven()).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void factorsOfEvenPathsAreExact(int lmax) {
        Decomposition quadrature = Quadrature.even(lmax);
        assertTrue(quadrature.relativeError() <= ROUNDING, quadrature.relativeError() + " at L = " + lmax);
        assertEquals(CouplingSpec.even(lmax).paths(), quadrature.spec().paths());
        assertSpread(lmax <= 6 ? 1.4 : 1.5, quadrature.spec(), CouplingPath.even(lmax));
    }

    /** The weights are positive, centred on 1, and no farther apart than a ratio. */
    private static void assertSpread(double ratio, CouplingSpec spec, List<CouplingPath> paths) {
        for (CouplingPath path : paths) {
            double weight = spec.weights().get(spec.paths().indexOf(path));
            assertEquals(0, Math.log(weight), Math.log(ratio) / 2, "path " + path + " has weight " + weight);
        }
    }

    /** The ranks with Lebedev's points are an upper bound. */
    @ParameterizedTest
    @CsvSource({"1, 18, 6", "2, 54, 26", "3, 114, 38", "4, 174, 74", "5, 258, 86", "6, 366, 146"})
    void ranksAreAtMostLebedevs(int lmax, int all, int even) {
        assertTrue(Quadrature.all(lmax).rank() <= all);
        assertTrue(Quadrature.even(lmax).rank() <= even);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void termsHardlyCancel(int lmax) {
        Decomposition q = Quadrature.all(lmax);
        Conditioning conditioning = Conditioning.of(q.factors(), q.spec());
        assertEquals(q.rank(), conditioning.rank());
        assertTrue(conditioning.spread() <= 1.4, conditioning.toString());
        // Terms as large as the whole, as if they were orthogonal.
        assertTrue(conditioning.condition() <= 1, conditioning.toString());
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
