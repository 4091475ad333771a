package dev.tdn4j.cpdecomp.bounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /**
     * The singular vectors are the components themselves, so truncating x and y to ⌊√R⌋ components each is the truncation
     * of the theorem's proof, and gives factors of rank R: what bounds the best factors bounds these.
     */
    @ParameterizedTest
    @CsvSource({"1,4", "1,9", "2,9", "2,36", "3,49", "3,100"})
    void truncationsMeetTheBounds(int lmax, int rank) {
        CouplingSpec spec = CouplingSpec.all(lmax);
        Coupling m = spec.tensor();
        int n = m.size(0);
        int kept = (int) Math.sqrt(rank);
        // For unit weights N(l)/(2l+1) falls with l from l = 1 on; sorting the components by it puts the largest first.
        int[] order = IntStream.range(0, n).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -share(spec, Degrees.degree(i))))
                .mapToInt(i -> i).toArray();
        double[] a = new double[n * rank];
        double[] b = new double[n * rank];
        double[] c = new double[n * rank];
        double[] dense = m.dense();
        for (int r = 0; r < rank; r++) {
            int i = order[r / kept];
            int j = order[r % kept];
            a[i * rank + r] = 1;
            b[j * rank + r] = 1;
            for (int k = 0; k < n; k++) {
                c[k * rank + r] = dense[(i * n + j) * n + k];
            }
        }
        Factors factors = new Factors(rank, a, b, c);
        Decomposition truncated = new Decomposition(spec, factors, Als.relativeError(m, factors), 0, "truncation", "");
        double residual = truncated.relativeError() * m.norm();
        assertTrue(residual > 0 && residual <= TruncationBound.squareCore(spec, rank), "residual " + residual);
        ErrorBounds bounds = ErrorBounds.of(truncated, 200, 8, 0);
        assertTrue(bounds.worstFound() <= bounds.squareCore(), bounds.toString());
        assertTrue(bounds.squareCore() <= bounds.theorem31(), bounds.toString());
    }

    private static double share(CouplingSpec spec, int l) {
        return spec.paths().stream().filter(path -> path.l1() == l).count() / (2.0 * l + 1);
    }
}
