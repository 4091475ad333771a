package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlsTest {

    private static Decomposition decompose(CouplingSpec spec, int rank, long seed) {
        return Decomposition.compute(spec, AlsOptions.suiting(spec, rank, seed), _ -> {});
    }

    /** The residual once more, without the code under test: M̂ summed entry by entry. */
    private static double residual(Coupling target, Factors f) {
        double[] exact = target.dense();
        double squared = 0;
        for (int i = 0, t = 0; i < f.size(0); i++) {
            for (int j = 0; j < f.size(1); j++) {
                for (int k = 0; k < f.size(2); k++, t++) {
                    double sum = -exact[t];
                    for (int r = 0; r < f.rank(); r++) {
                        sum += f.get(0, i, r) * f.get(1, j, r) * f.get(2, k, r);
                    }
                    squared += sum * sum;
                }
            }
        }
        return Math.sqrt(squared) / target.norm();
    }

    @ParameterizedTest
    @CsvSource({"0,1,0", "1,8,0", "1,8,1", "1,8,2", "1,8,3", "1,8,4", "2,33,0", "2,33,1", "3,105,1"})
    void isExactAtTheExactRanks(int lmax, int rank, long seed) {
        Decomposition d = decompose(CouplingSpec.all(lmax), rank, seed);
        assertTrue(d.relativeError() <= 1e-12, d.toString());
        assertEquals(d.relativeError(), residual(d.spec().tensor(), d.factors()), 1e-14);
    }

    /** Within 1.15 of 0.017 and 0.013, the errors that patient restarts were known to reach. */
    @ParameterizedTest
    @CsvSource({"1,0,0.01955", "1,1,0.01955", "1,2,0.01955", "1,3,0.01955", "1,4,0.01955", "2,2,0.01495"})
    void reachesTheKnownErrorsAtThePapersRank(int lmax, long seed, double most) {
        Decomposition d = decompose(CouplingSpec.all(lmax), RankSchedule.QUADRATIC.rank(lmax), seed);
        assertTrue(d.relativeError() <= most, d.toString());
        assertEquals(d.relativeError(), residual(d.spec().tensor(), d.factors()), 1e-13);
    }

    @Test
    void evenPathsAreExactAtALowerRank() {
        for (int lmax = 1; lmax <= 2; lmax++) {
            CouplingSpec spec = CouplingSpec.even(lmax);
            assertTrue(decompose(spec, lmax == 1 ? 6 : 20, 0).relativeError() <= 1e-12);
        }
    }

    @Test
    void pathWeightsEnterTheFactors() {
        List<CouplingPath> paths = CouplingPath.all(1);
        CouplingSpec spec = new CouplingSpec(1, paths, List.of(1.0, 0.5, -2.0, 1.5, 0.7));
        Decomposition d = decompose(spec, 8, 0);
        assertTrue(d.relativeError() <= 1e-12, d.toString());
        assertTrue(residual(CouplingSpec.all(1).tensor(), d.factors()) > 0.1, "the weights were ignored");
    }

    @Test
    void aSeedGivesTheSameFactorsBitForBit() {
        CouplingSpec spec = CouplingSpec.all(2);
        AlsOptions options = new AlsOptions(20, 7, 0, 0, 2);
        Factors first = Decomposition.compute(spec, options, _ -> {}).factors();
        assertEquals(first, Decomposition.compute(spec, options, _ -> {}).factors());
        AlsOptions other = new AlsOptions(20, 8, 0, 0, 2);
        assertNotEquals(first, Decomposition.compute(spec, other, _ -> {}).factors());
    }

    @Test
    void recoversATensorOfThreeDifferentSizes() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] planted = new double[3][];
        int[] size = {3, 4, 6};
        for (int axis = 0; axis < 3; axis++) {
            planted[axis] = IntStream.range(0, size[axis] * 3).mapToDouble(_ -> random.nextGaussian()).toArray();
        }
        Coupling target = new Factors(3, planted[0], planted[1], planted[2]).toCoupling();
        Factors found = Als.decompose(target, AlsOptions.of(3, 0), _ -> {});
        assertTrue(residual(target, found) <= 1e-12, "error " + residual(target, found));
    }

    /** Nothing in the algorithm has a scale of its own. */
    @ParameterizedTest
    @CsvSource({"1e-12", "1e9"})
    void scaleDoesNotMatter(double scale) {
        Coupling m = CouplingSpec.all(1).tensor();
        double[] scaled = Arrays.stream(m.dense()).map(v -> scale * v).toArray();
        Coupling target = Coupling.ofDense(4, 4, 4, scaled);
        assertTrue(residual(target, Als.decompose(target, AlsOptions.of(8, 0), _ -> {})) <= 1e-12);
    }

    @Test
    void rankOneLessThanPlantedIsNotExact() {
        Coupling identity = Coupling.of(2, 2, 2, new int[] {0, 1}, new int[] {0, 1}, new int[] {0, 1}, new double[] {2, 1});
        Factors found = Als.decompose(identity, AlsOptions.of(1, 0), _ -> {});
        // The best rank-one approximation keeps the larger of two orthogonal terms and loses 1 of √5.
        assertEquals(1 / Math.sqrt(5), residual(identity, found), 1e-6);
    }

    @Test
    void columnsOfATermHaveOneNorm() {
        Factors f = decompose(CouplingSpec.all(1), 8, 3).factors();
        for (int r = 0; r < f.rank(); r++) {
            double[] norm = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                for (int row = 0; row < 4; row++) {
                    norm[axis] += f.get(axis, row, r) * f.get(axis, row, r);
                }
            }
            assertEquals(norm[0], norm[1], 1e-12 * norm[0]);
            assertEquals(norm[0], norm[2], 1e-12 * norm[0]);
        }
    }

    @Test
    void reportsProgressOfEveryStart() {
        List<AlsProgress> reports = new ArrayList<>();
        CouplingSpec spec = CouplingSpec.all(1);
        Decomposition d = Decomposition.compute(spec, new AlsOptions(6, 0, 0, 0, 3), reports::add);
        assertEquals(List.of(1, 2, 3), reports.stream().map(AlsProgress::start).distinct().toList());
        assertTrue(reports.stream().allMatch(p -> p.relativeError() >= 0 && p.starts() == 3));
        double best = reports.stream().mapToDouble(AlsProgress::relativeError).min().orElseThrow();
        // The last few steps of a start are not reported, and lower its error by less than a hundredth.
        assertEquals(best, d.relativeError(), 0.01 * best);
    }

    @Test
    void refusesWhatCannotBeDecomposed() {
        Coupling zero = Coupling.ofDense(2, 2, 2, new double[8]);
        assertThrows(IllegalArgumentException.class, () -> Als.decompose(zero, AlsOptions.of(1, 0), _ -> {}));
        assertThrows(IllegalArgumentException.class, () -> AlsOptions.of(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new AlsOptions(1, 0, Double.NaN, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new AlsOptions(1, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new CouplingSpec(1, List.of(), List.of()));
    }
}
