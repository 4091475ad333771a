package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationBoundTest {

    private static void assertSingularValues(CouplingSpec spec) {
        Coupling m = spec.tensor();
        int n = m.size(0);
        for (int axis = 0; axis < 3; axis++) {
            Coupling first = m.permute(axis, (axis + 1) % 3, (axis + 2) % 3);
            DMatrixRMaj unfolding = new DMatrixRMaj(n, n * n, true, first.dense());
            double[] computed = SingularOps_DDRM.singularValues(unfolding);
            // Singular values are stable: off by a few roundings of the largest, which is below 10.
            assertArrayEquals(computed, TruncationBound.singularValues(spec, axis), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void closedFormIsTheSingularValueDecomposition(int lmax) {
        assertSingularValues(CouplingSpec.all(lmax));
        assertSingularValues(CouplingSpec.even(lmax));
    }

    @Test
    void closedFormHoldsForWeightedPaths() {
        assertSingularValues(new CouplingSpec(1, CouplingPath.all(1), List.of(1.0, -0.5, 2.0, 1.5, 0.7)));
    }

    /** Of ‖M‖, at R = 7L², L = 1..6: 1.3–1.6 for the theorem, 0.98–1.29 and 0.73–0.91 for its sharper forms. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void boundsAreAsLargeAsTheyWereKnownToBe(int lmax) {
        CouplingSpec spec = CouplingSpec.all(lmax);
        int rank = RankSchedule.QUADRATIC.rank(lmax);
        double norm = Math.sqrt(spec.paths().size());
        double theorem = TruncationBound.theorem31(spec, rank) / norm;
        double square = TruncationBound.squareCore(spec, rank) / norm;
        double two = TruncationBound.twoModes(spec, rank) / norm;
        assertTrue(theorem > 1.25 && theorem < 1.65, "theorem 3.1: " + theorem);
        assertTrue(square > 0.95 && square < 1.3, "square core: " + square);
        assertTrue(two > 0.725 && two < 0.915, "two modes: " + two);
    }

    @Test
    void fullRankLeavesNothing() {
        CouplingSpec spec = CouplingSpec.all(2);
        assertEquals(0, TruncationBound.theorem31(spec, 729));
        assertEquals(0, TruncationBound.squareCore(spec, 81));
        assertEquals(0, TruncationBound.twoModes(spec, 81));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 7, 8})
    void fittedFactorsAreBelowEveryBound(int rank) {
        CouplingSpec spec = CouplingSpec.all(1);
        Decomposition d = Decomposition.compute(spec, AlsOptions.suiting(spec, rank, 0), _ -> {});
        double residual = d.relativeError() * spec.tensor().norm();
        assertTrue(residual <= TruncationBound.twoModes(spec, rank));
        assertTrue(TruncationBound.twoModes(spec, rank) <= TruncationBound.squareCore(spec, rank));
        assertTrue(TruncationBound.squareCore(spec, rank) <= TruncationBound.theorem31(spec, rank));
    }
}
