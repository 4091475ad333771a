package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankSearchTest {

    @TempDir
    Path folder;

    /** At L = 1, rank 7 ends at 0.016 and rank 8 is exact. */
    @ParameterizedTest
    @CsvSource({"0.0195,7", "0.01,8", "1e-12,8"})
    void findsTheRanksKnownAtDegreeOne(double tolerance, int rank) {
        Decomposition found = RankSearch.smallest(new FactorCache(folder), CouplingSpec.all(1), tolerance, 0, _ -> {}, _ -> {});
        assertEquals(rank, found.rank());
        assertTrue(found.relativeError() <= tolerance, found.toString());
    }

    @Test
    void refusesTolerancesThatNothingMeets() {
        FactorCache cache = new FactorCache(folder);
        for (double tolerance : new double[] {0, -1, 1e-16, 1, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RankSearch.smallest(cache, CouplingSpec.all(1), tolerance, 0, _ -> {}, _ -> {}));
        }
    }
}
