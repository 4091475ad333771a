package dev.tdn4j.tdn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.groups.PathGroups;
import dev.tdn4j.tdn.model.PathSharing;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearnedGroupsTest {

    private static final CouplingSpec WHOLE = CouplingSpec.all(1);

    private static String groups(double[][] weights, int count) {
        return PathSharing.text(LearnedGroups.of(WHOLE, weights, count));
    }

    @Test
    void likePathsMergeFirst() {
        double[][] weights = {{1, 5}, {3, 3}, {1, 5.1}, {-2, 0}, {3, 2.8}};
        assertEquals("000+101/011+111/110", groups(weights, 3));
        assertEquals("000+101+011+111/110".replace("101+011", "011+101"), groups(weights, 2));
        assertEquals("000+011+101+110+111", groups(weights, 1));
        assertEquals("000/011/101/110/111", groups(weights, 5));
    }

    /** Of two pairs that do not agree at all, the one with less weight costs less. */
    @Test
    void pathsOfLittleWeightMergeBeforeThoseOfMuch() {
        double[][] weights = {{9, 0, 0, 0, 0}, {0, 8, 0, 0, 0}, {0, 0, 7, 0, 0}, {0, 0, 0, 0.2, 0}, {0, 0, 0, 0, 0.1}};
        assertEquals("000/011/101/110+111", groups(weights, 4));
    }

    /** Each number of groups is a partition, made from the next larger one by one merge. */
    @Test
    void groupingsAreNested() {
        SplittableRandom random = new SplittableRandom(2);
        CouplingSpec whole = CouplingSpec.all(2);
        double[][] weights = new double[15][];
        for (int p = 0; p < 15; p++) {
            weights[p] = random.doubles(20, -1, 1).toArray();
        }
        PathGroups finer = LearnedGroups.of(whole, weights, 15);
        for (int count = 14; count >= 1; count--) {
            PathGroups coarser = LearnedGroups.of(whole, weights, count);
            assertEquals(count, coarser.size());
            List<CouplingSpec> kept = finer.groups().stream().filter(coarser.groups()::contains).toList();
            assertEquals(count - 1, kept.size());
            assertTrue(PathSharing.groups(PathSharing.text(coarser), whole).size() == count);
            finer = coarser;
        }
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> groups(new double[5][1], 6));
        assertThrows(IllegalArgumentException.class, () -> groups(new double[5][1], 0));
        assertThrows(IllegalArgumentException.class, () -> groups(new double[4][1], 2));
    }
}
