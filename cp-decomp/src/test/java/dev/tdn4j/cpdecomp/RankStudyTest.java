package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Factors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankStudyTest {

    private static final RankProblem FREE = new RankProblem(1, false, true);

    /** More than any of these searches takes, so that none is cut off. */
    private static final double LONG = 1000;

    @TempDir
    Path folder;

    @Test
    void freeWeightsAtDegreeOneEndExactAndWithinTheirRange() throws IOException {
        List<RankRow> rows = RankStudy.search(FREE, folder, LONG, 6, _ -> {});
        assertEquals(RankStudy.TOLERANCES, rows.stream().map(RankRow::tolerance).toList());
        RankRow exact = rows.getFirst();
        assertTrue(exact.rank() <= 8, "rank " + exact.rank());
        Decomposition found = exact.found();
        assertTrue(found.relativeError() <= 1e-12, found.toString());
        assertEquals(found.relativeError(), Als.relativeError(found.spec().tensor(), found.factors()));
        for (double w : found.spec().weights()) {
            assertEquals(w, WeightRange.DEFAULT.nearest(w));
        }
        assertTrue(exact.weightSpread() >= 1 && exact.weightSpread() <= 25, "spread " + exact.weightSpread());
    }

    /** 8 and 6: the ranks that alternating least squares reaches too, by other steps. */
    @ParameterizedTest
    @CsvSource({"false,8", "true,6"})
    void unitWeightsAtDegreeOneEndAtTheKnownRanks(boolean even, int rank) throws IOException {
        List<RankRow> rows = RankStudy.search(new RankProblem(1, even, false), folder, LONG, 12, _ -> {});
        assertEquals(rank, rows.getFirst().rank());
        assertEquals(1, rows.getFirst().weightSpread());
    }

    @ParameterizedTest
    @CsvSource({"1,1e-12,0", "1,1e-3,1", "2,1e-6,0"})
    void compressionStaysWithinTheTolerance(int lmax, double tolerance, long seed) {
        RankProblem problem = new RankProblem(lmax, true, true);
        Factors start = Quadrature.even(lmax).factors();
        List<Factors> attempts = new ArrayList<>();
        Compression compression = new Compression(
                problem, problem::fit, new RidgeDescent(() -> attempts.size() >= 12), tolerance, 2, new SplittableRandom(seed));
        Factors found = compression.run(start, attempts::add);
        assertTrue(problem.relativeError(found) <= tolerance, "error " + problem.relativeError(found));
        assertTrue(found.rank() < start.rank(), "no term of " + start.rank() + " was removed");
        assertTrue(found == start || attempts.contains(found));
    }

    @Test
    void theSameTrialsFindTheSameFactors() throws IOException {
        Path second = folder.resolve("second");
        List<RankTrial> trials = new ArrayList<>();
        List<RankTrial> again = new ArrayList<>();
        List<RankRow> rows = RankStudy.search(FREE, folder.resolve("first"), LONG, 4, trials::add);
        // Interrupted and carried on: the chance in a trial depends on its number alone.
        RankStudy.search(FREE, second, LONG, 2, again::add);
        List<RankRow> carriedOn = RankStudy.search(FREE, second, LONG, 4, again::add);
        assertEquals(
                rows.stream().map(row -> row.found().factors()).toList(),
                carriedOn.stream().map(row -> row.found().factors()).toList());
        assertEquals(trials.stream().map(RankTrial::relativeError).toList(), again.stream().map(RankTrial::relativeError).toList());
        assertEquals(4, Files.readAllLines(second.resolve("L1-all-free.jsonl")).size());
        assertEquals(4, trials.size());
    }

    @Test
    void knownRowsAreThoseFound() throws IOException {
        List<RankRow> rows = RankStudy.search(FREE, folder, LONG, 1, _ -> {});
        List<RankRow> known = RankStudy.known(FREE, folder);
        assertEquals(rows.stream().map(row -> row.found().factors()).toList(), known.stream().map(row -> row.found().factors()).toList());
        assertTrue(RankTable.of(folder, 1).contains("| 1 | all | free | 8 | 8 | 8 |"), RankTable.of(folder, 1));
        assertEquals(List.of(), RankStudy.known(new RankProblem(2, true, false), folder));
    }

    @Test
    void noTimeFindsNothing() throws IOException {
        assertEquals(List.of(), RankStudy.search(FREE, folder, 0, 1000, _ -> {}));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        RankStudy.search(FREE, folder, LONG, 1, _ -> {});
        Path file = folder.resolve("L1-all-free-1e-12.safetensors");
        Files.write(file, new byte[] {1, 2, 3});
        IOException e = assertThrows(IOException.class, () -> RankStudy.known(FREE, folder));
        assertTrue(e.getMessage().contains("L1-all-free-1e-12.safetensors"), e.getMessage());
    }

    @Test
    void refusesWhatCannotBeSearched() {
        assertThrows(IllegalArgumentException.class, () -> new RankProblem(0, false, false));
        assertThrows(IllegalArgumentException.class, () -> new RankProblem(13, false, false));
        assertThrows(IllegalArgumentException.class, () -> RankStudy.search(FREE, folder, Double.NaN, 1, _ -> {}));
        assertThrows(IllegalArgumentException.class, () -> RankStudy.search(FREE, folder, -1, 1, _ -> {}));
        assertThrows(IllegalArgumentException.class, () -> RankStudy.search(FREE, folder, 1, -1, _ -> {}));
        assertThrows(IllegalArgumentException.class, () -> FREE.random(0, 1, new SplittableRandom(0)));
    }
}
