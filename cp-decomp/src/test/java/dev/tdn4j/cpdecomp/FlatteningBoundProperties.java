package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FlatteningBoundProperties {

    private static double[] normal(int count, SplittableRandom random) {
        return random.doubles(count, -1, 1).toArray();
    }

    /** Some factors of any rank, some tensor: their distance is no tolerance that the bound excludes at that rank. */
    @Property
    void noFactorsFallBelowIt(
            @ForAll @IntRange(min = 1, max = 6) int rank,
            @ForAll @IntRange(min = 1, max = 6) int terms,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Factors own = new Factors(rank, normal(4 * rank, random), normal(5 * rank, random), normal(6 * rank, random));
        double[] dense = own.toCoupling().dense();
        // A little beside them, so that all errors from 1e-6 to 1 are met.
        Factors other = new Factors(terms, normal(4 * terms, random), normal(5 * terms, random), normal(6 * terms, random));
        double[] beside = other.toCoupling().dense();
        double share = Math.pow(10, -6 * random.nextDouble());
        for (int t = 0; t < dense.length; t++) {
            dense[t] += share * beside[t];
        }
        Coupling m = Coupling.ofDense(4, 5, 6, dense);
        double error = Als.relativeError(m, own);
        assertTrue(FlatteningBound.leastRank(m, error) <= rank, "rank " + rank + " has the error " + error);
    }

    /** σ² of all paths at L = 1: 2 once, 1 three times in every unfolding; ‖M‖² = 5. */
    @Example
    void knownSingularValuesGiveKnownBounds() {
        Coupling m = CouplingSpec.all(1).tensor();
        assertEquals(4, FlatteningBound.leastRank(m, 1e-12));
        assertEquals(4, FlatteningBound.leastRank(m, 0.99 * Math.sqrt(0.2)));
        assertEquals(3, FlatteningBound.leastRank(m, 1.01 * Math.sqrt(0.2)));
        assertEquals(1, FlatteningBound.leastRank(m, 0.9));
        assertEquals(1, FlatteningBound.leastRank(m, 1.5));
        // Every weight of the free map must be in a term of its own.
        So2Linear linear = new So2Linear(3);
        assertEquals(linear.weights(), FlatteningBound.leastRank(linear.tensor(), 1e-6));
    }
}
