package dev.tdn4j.cpdecomp.bounds;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonEquivariantPartTest {

    /** Few terms leave Gram matrices of low rank, on whose eigenvalues iterations have been seen to give up. */
    @ParameterizedTest
    @CsvSource({"1, 442", "3, 2363", "2, 3152", "1, 3177", "5, 1", "20, 2"})
    void theSpectralBoundLiesBetweenAnyRowAndTheNorm(int rank, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CouplingPath> paths = CouplingPath.even(3);
        List<Double> weights = paths.stream().map(_ -> random.nextGaussian()).toList();
        Decomposition d =
                Decomposition.compute(new CouplingSpec(3, paths, weights), new AlsOptions(rank, seed, 0.1, 1, 1), _ -> {});
        NonEquivariantPart part = new NonEquivariantPart(d.factors());
        int n = d.factors().size(0);
        double bound = part.spectralBound();
        // The trace of n eigenvalues is at most n times the largest; each sum of n³ products rounds by at most n³ units.
        double rounding = 1 + n * n * n * Math.ulp(1.0);
        assertTrue(bound <= part.norm() * rounding, () -> bound + " exceeds the norm " + part.norm());
        assertTrue(bound >= part.norm() / Math.sqrt(n) / rounding, () -> bound + " is below any largest singular value");
    }
}
