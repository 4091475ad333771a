package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Factors;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditioningTest {

    private static CouplingSpec scalars(double weight) {
        return new CouplingSpec(0, List.of(new CouplingPath(0, 0, 0)), List.of(weight));
    }

    @Test
    void oneTermIsPerfectlyConditioned() {
        Factors factors = new Factors(1, new double[] {2}, new double[] {-3}, new double[] {4});
        Conditioning conditioning = Conditioning.of(factors, scalars(-24));
        assertEquals(1, conditioning.rank());
        assertEquals(24, conditioning.smallestWeight());
        assertEquals(24, conditioning.largestWeight());
        assertEquals(1, conditioning.spread());
        assertEquals(Math.cbrt(24), conditioning.largestEntry(), 1e-14);
        assertEquals(1, conditioning.condition(), 1e-15);
    }

    /** 5 − 4 = 1: rounding of the two terms weighs √(25 + 16) times as much as that of the sum would. */
    @Test
    void cancellationShows() {
        Factors factors = new Factors(2, new double[] {5, -4}, new double[] {1, 1}, new double[] {1, 1});
        assertEquals(Math.sqrt(41), Conditioning.of(factors, scalars(1)).condition(), 1e-14);
    }

    @Test
    void zeroTermsAddNothing() {
        Factors factors = new Factors(2, new double[] {1, 0}, new double[] {1, 7}, new double[] {1, 7});
        Conditioning conditioning = Conditioning.of(factors, scalars(1));
        assertEquals(1, conditioning.largestEntry(), 1e-15);
        assertEquals(1, conditioning.condition(), 1e-15);
    }

    @Test
    void refusesFactorsOfOtherSizes() {
        Factors factors = new Factors(1, new double[] {1}, new double[] {1}, new double[] {1});
        assertThrows(IllegalArgumentException.class, () -> Conditioning.of(factors, CouplingSpec.all(1)));
    }
}
