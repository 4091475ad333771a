package dev.tdn4j.cpdecomp.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.tensor.Factors;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvariantSearchTest {

    /** At L = 2 one term above the smallest rank known, which takes luck; even so most starts come to nothing, so several are made. */
    @ParameterizedTest
    @CsvSource({"1,false,C1,8", "2,false,C2,30", "2,true,C5,19"})
    void findsExactFactors(int lmax, boolean even, String group, int rank) {
        InvariantSearch search = new InvariantSearch(lmax, even);
        assertTrue(search.groups().contains(group), search.groups().toString());
        SplittableRandom random = new SplittableRandom(1);
        double least = 1;
        for (int start = 0; start < 60 && least > 1e-12; start++) {
            Optional<InvariantSearch.Attempt> attempt = search.start(group, rank, random, () -> false);
            if (attempt.isPresent()) {
                Factors factors = attempt.get().factors();
                assertTrue(factors.rank() <= rank);
                double error = Als.relativeError((even ? CouplingSpec.even(lmax) : CouplingSpec.all(lmax)).tensor(), factors);
                assertEquals(error, attempt.get().relativeError(), 1e-13);
                least = Math.min(least, error);
            }
        }
        assertTrue(least <= 1e-12, "error " + least);
    }

    /** The starts that made factors of the catalogue, those that take seconds. */
    @ParameterizedTest
    @CsvSource({"2,false,C1,28,1,28", "4,false,Th,216,39,214", "4,true,T,122,42,122"})
    void seedsOfTheCatalogue(int lmax, boolean even, String group, int most, long seed, int rank) {
        InvariantSearch.Attempt end = new InvariantSearch(lmax, even)
                .start(group, most, new SplittableRandom(seed), () -> false)
                .orElseThrow();
        assertEquals(rank, end.factors().rank());
        assertEquals(0, end.relativeError(), 1e-12);
    }

    @Test
    void aSeedGivesTheSameFactors() {
        InvariantSearch search = new InvariantSearch(1, false);
        Optional<InvariantSearch.Attempt> first = search.start("C1", 8, new SplittableRandom(5), () -> false);
        Optional<InvariantSearch.Attempt> second = new InvariantSearch(1, false).start("C1", 8, new SplittableRandom(5), () -> false);
        assertTrue(first.isPresent());
        assertEquals(first.get().factors(), second.orElseThrow().factors());
    }

    /** 4·R parameters at most cannot be 24 invariants. */
    @Test
    void tooFewTermsAreNotTried() {
        assertFalse(new InvariantSearch(1, false).start("C1", 5, new SplittableRandom(1), () -> false).isPresent());
        assertFalse(new InvariantSearch(1, false).start("C1", 8, new SplittableRandom(1), () -> true).isPresent());
    }
}
