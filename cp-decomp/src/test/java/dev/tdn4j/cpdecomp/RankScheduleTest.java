package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "QUADRATIC,1,7", "QUADRATIC,4,112", "QUADRATIC,6,252", "LINEAR,1,7", "LINEAR,5,35", "FULL,0,1", "FULL,1,16",
        "FULL,4,625", "LOG,2,16", "LOG,4,32", "LOG,6,48"
    })
    void givesThePublishedRanks(RankSchedule schedule, int lmax, int rank) {
        assertEquals(rank, schedule.rank(lmax));
    }

    @Test
    void saysWhyThereIsNoLogRankAtDegreeOne() {
        String message = assertThrows(IllegalArgumentException.class, () -> RankSchedule.LOG.rank(1)).getMessage();
        assertTrue(message.contains("16·⌊ln²(L+1)⌋ gives R = 0 at L = 1"), message);
    }

    @Test
    void refusesRanksThatNoFactorsHave() {
        assertThrows(IllegalArgumentException.class, () -> RankSchedule.QUADRATIC.rank(0));
        assertThrows(IllegalArgumentException.class, () -> RankSchedule.FULL.rank(1000));
        assertThrows(IllegalArgumentException.class, () -> RankSchedule.LINEAR.rank(-1));
    }

    /** At L = 1, 7 is the border rank and 8 the smallest that is exact. */
    @Test
    void knowsExactRanksToDegreeSix() {
        assertEquals(1, ExactRank.of(0));
        assertEquals(8, ExactRank.of(1));
        for (int lmax = 2; lmax <= 6; lmax++) {
            assertTrue(ExactRank.isKnown(lmax) && ExactRank.of(lmax) < RankSchedule.FULL.rank(lmax) / 2);
        }
        String message = assertThrows(IllegalArgumentException.class, () -> ExactRank.of(7)).getMessage();
        assertTrue(message.contains("L = 7"), message);
        assertThrows(IllegalArgumentException.class, () -> ExactRank.of(-1));
    }
}
