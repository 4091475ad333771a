package dev.tdn4j.cpdecomp.bounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Nothing that sampling or maximisation finds exceeds a bound that applies to the factors. */
class ErrorBoundsProperties {

    private static final int SAMPLES = 100;
    private static final int STARTS = 4;

    /** One start that ends early, good or bad: bounds for any factors must hold for either. */
    private static Decomposition factors(int lmax, int rank, boolean even, long seed) {
        List<CouplingPath> paths = even ? CouplingPath.even(lmax) : CouplingPath.all(lmax);
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> weights = paths.stream().map(_ -> random.nextGaussian()).toList();
        return Decomposition.compute(new CouplingSpec(lmax, paths, weights), new AlsOptions(rank, seed, 0.1, 1, 1), _ -> {});
    }

    @Property(tries = 60)
    void noErrorExceedsABoundThatApplies(
            @ForAll @IntRange(min = 1, max = 3) int lmax,
            @ForAll @IntRange(min = 1, max = 20) int rank,
            @ForAll boolean even,
            @ForAll long seed) {
        Decomposition d = factors(lmax, Math.min(rank, 8 * lmax), even, seed);
        ErrorBounds bounds = ErrorBounds.of(d, SAMPLES, STARTS, seed);
        assertTrue(bounds.sampledMax() <= bounds.worstFound(), bounds.toString());
        assertTrue(bounds.worstFound() <= bounds.spectralBound(), bounds.toString());
        // Both have the same allowance, whose addition rounds.
        assertTrue(bounds.spectralBound() <= bounds.residualBound() * (1 + 1e-14), bounds.toString());
        assertTrue(bounds.rootMeanSquare() <= bounds.spectralBound(), bounds.toString());
        // Theorem 3.1 and its sharper forms are about the best fit, so about every fit no worse than a truncation.
        double residual = d.relativeError() * d.spec().tensor().norm();
        for (double truncation : new double[] {bounds.theorem31(), bounds.squareCore(), bounds.twoModes()}) {
            assertTrue(2 * residual > truncation || bounds.worstFound() <= truncation, bounds.toString());
        }
        // The bounds are not so loose that nothing could fail them, short of factors that fit a few paths alone and exactly.
        double allowance = EquivarianceError.roundingAllowance(d.factors());
        assertTrue(bounds.worstFound() >= (bounds.spectralBound() - 2 * allowance) / 20, bounds.toString());
    }

    /** Fits from several starts are no worse than truncations at these ranks, so every bound applies. */
    @Property(tries = 12)
    void goodFitsKeepToTheTheorem(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 8) int rank) {
        CouplingSpec spec = CouplingSpec.all(lmax);
        Decomposition d = Decomposition.compute(spec, AlsOptions.of(rank, 1), _ -> {});
        ErrorBounds bounds = ErrorBounds.of(d, SAMPLES, STARTS, rank);
        assertTrue(bounds.residualBound() <= bounds.twoModes() * (1 + 1e-9), bounds.toString());
        assertTrue(bounds.worstFound() <= bounds.twoModes(), bounds.toString());
        assertTrue(bounds.twoModes() <= bounds.squareCore() && bounds.squareCore() <= bounds.theorem31(), bounds.toString());
    }

    /** The mean of ‖ε‖²/(‖x‖²‖y‖²) over samples is that of the formula, to five standard errors. */
    @Property(tries = 6)
    void theMeanIsThatOfSamples(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 1, max = 6) int rank) {
        Decomposition d = factors(lmax, rank, false, rank);
        SplittableRandom random = new SplittableRandom(rank);
        int samples = 4000;
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < samples; s++) {
            double squared = Math.pow(EquivarianceError.sample(d.factors(), random).error(), 2);
            sum += squared;
            squares += squared * squared;
        }
        double mean = sum / samples;
        double standardError = Math.sqrt((squares / samples - mean * mean) / samples);
        assertEquals(mean, Math.pow(ErrorBounds.of(d, 1, 1, 0).rootMeanSquare(), 2), 5 * standardError);
    }
}
