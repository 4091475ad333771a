package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Factors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankProfileTest {

    private static final List<Double> TOLERANCES = List.of(1e-3, 1e-12);

    @TempDir
    private Path folder;

    @Test
    void aSearchLowersTheRankOfItsToleranceAndOfLargerOnes() {
        CouplingSpec all = CouplingSpec.all(1);
        RankProfile profile = new RankProfile(all, TOLERANCES);
        int closed = profile.rows().getFirst().rank();
        assertEquals(ClosedForm.of(all).rank(), closed);
        profile.search(1e-12, new FactorCache(folder), 0, () -> false, _ -> {});
        RankProfile.Row exact = profile.rows().getFirst();
        assertEquals(1e-12, exact.tolerance());
        assertTrue(exact.rank() <= 8 && exact.rank() < closed && exact.searched(), exact.toString());
        assertTrue(exact.relativeError() <= 1e-12, exact.toString());
        assertTrue(exact.largestEntry() > 0.1 && exact.largestEntry() < 100, exact.toString());
        RankProfile.Row rough = profile.rows().getLast();
        assertTrue(rough.rank() <= exact.rank() && !rough.searched(), rough.toString());
    }

    @Test
    void aSearchThatIsStoppedLeavesTheClosedForm() {
        So2Linear linear = new So2Linear(1);
        RankProfile profile = new RankProfile(linear, TOLERANCES);
        profile.search(1e-12, new FactorCache(folder), 0, () -> true, _ -> {});
        for (RankProfile.Row row : profile.rows()) {
            assertEquals(7, row.rank());
            assertEquals(So2Linear.TETRAHEDRAL, row.method());
            assertFalse(row.searched());
        }
    }

    /** The scale of a term can be spread over its columns in any way; the largest entry is that of equal lengths. */
    @Test
    void theLargestEntryDoesNotDependOnScales() {
        PlainTensor tensor = new PlainTensor(new Factors(1, new double[] {2, 0}, new double[] {4}, new double[] {1}).toCoupling());
        assertEquals(2, new RankProfile(tensor, TOLERANCES).rows().getFirst().largestEntry(), 1e-15);
    }

    @Test
    void mistakesAreNamed() {
        CouplingSpec spec = CouplingSpec.even(1);
        assertThrows(IllegalArgumentException.class, () -> new RankProfile(spec, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new RankProfile(spec, List.of(1e-14)));
        assertThrows(IllegalArgumentException.class, () -> new RankProfile(spec, List.of(Double.NaN)));
        RankProfile profile = new RankProfile(spec, TOLERANCES);
        assertThrows(
                IllegalArgumentException.class, () -> profile.search(0.1, new FactorCache(folder), 0, () -> false, _ -> {}));
    }
}
