package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** At the paper's rank factors are inexact, and no product may be farther from equivariance than its bound allows. */
class EquivarianceBoundProperties {

    private static final int SAMPLES = 200;

    /** One start that ends early: the bound must hold for good and bad factors alike. */
    private static Decomposition factors(int lmax, long seed) {
        int rank = RankSchedule.QUADRATIC.rank(lmax);
        return Decomposition.compute(CouplingSpec.all(lmax), new AlsOptions(rank, seed, 0.1, 1, 1), _ -> {});
    }

    @Property(tries = 20)
    void noSampleExceedsTheBound(@ForAll @IntRange(min = 1, max = 3) int lmax, @ForAll long seed) {
        Decomposition factors = factors(lmax, seed);
        double error = EquivarianceError.sampled(factors.factors(), SAMPLES, ~seed);
        double bound = EquivarianceError.bound(factors);
        assertTrue(error > 0 && error <= bound, "error " + error + ", bound " + bound);
    }

    /** The nearest equivariant tensor is no farther than M_w, so that E‖ε‖² = 2‖M̂ − nearest‖² ≤ 2‖M̂ − M_w‖². */
    @Property(tries = 20)
    void theMeanKeepsToTheBound(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll long seed) {
        Decomposition factors = factors(lmax, seed);
        double rms = Math.sqrt(EquivarianceError.meanSquare(factors.factors()));
        double bound = EquivarianceError.bound(factors) / Math.sqrt(2);
        assertTrue(rms > 0 && rms <= bound, "root mean square " + rms + ", bound " + bound);
    }
}
