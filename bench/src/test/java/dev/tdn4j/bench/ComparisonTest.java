package dev.tdn4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    private Path folder;

    private Path report(String name, String machine, String... rows) throws IOException {
        return Files.writeString(folder.resolve(name), "{\"machine\": \"%s\", \"rows\": [%s]}".formatted(machine, String.join(",", rows)));
    }

    private static String row(String name, double low, double median, double high, String more) {
        return "{\"name\": \"%s\", \"parameters\": {\"lmax\": \"3\"}, \"low\": %s, \"median\": %s, \"high\": %s, \"unit\": \"ns/op\"%s}"
                .formatted(name, low, median, high, more);
    }

    private Comparison compare(String before, String after) throws IOException {
        return Comparison.of(report("old.json", "here", before), report("new.json", "here", after));
    }

    private Comparison.Change change(String before, String after) throws IOException {
        List<Comparison.Change> changes = compare(before, after).changes();
        assertEquals(1, changes.size());
        return changes.getFirst();
    }

    @Test
    void slowerBeyondTheSpreadIsARegression() throws IOException {
        Comparison.Change change = change(row("a", 9.9, 10, 10.2, ""), row("a", 10.9, 11, 11.3, ""));
        assertEquals("a lmax=3", change.what());
        assertEquals(1.1, change.ratio(), 1e-12);
        assertTrue(change.isRegression());
        assertFalse(change(row("a", 10.9, 11, 11.3, ""), row("a", 9.9, 10, 10.2, "")).isRegression());
    }

    @Test
    void whatOverlapsOrIsSmallIsNoise() throws IOException {
        assertFalse(change(row("a", 9, 10, 11.5, ""), row("a", 11, 12, 13, "")).real());
        assertFalse(change(row("a", 9.99, 10, 10.01, ""), row("a", 10.39, 10.4, 10.41, "")).real());
    }

    @Test
    void ofRatesTheSmallerIsSlower() throws IOException {
        String rate = ", \"better\": \"larger\"";
        Comparison.Change change = change(row("a", 99, 100, 101, rate), row("a", 79, 80, 81, rate));
        assertEquals(1.25, change.ratio(), 1e-12);
        assertTrue(change.isRegression());
    }

    /** The clock was a fifth slower, and so was the peak of the same run. */
    @Test
    void sharesAreComparedWhereThereAreSome() throws IOException {
        assertFalse(change(row("a", 9.9, 10, 10.1, ", \"share\": 0.5"), row("a", 11.9, 12, 12.1, ", \"share\": 0.5")).real());
        assertTrue(change(row("a", 9.9, 10, 10.1, ", \"share\": 0.5"), row("a", 9.9, 10, 10.1, ", \"share\": 0.4")).isRegression());
    }

    @Test
    void differentMachinesAreComparedBySharesAlone() throws IOException {
        String withShare = row("a", 9.9, 10, 10.1, ", \"share\": 0.5"), without = row("b", 9.9, 10, 10.1, "");
        Comparison comparison = Comparison.of(
                report("old.json", "here", withShare, without), report("new.json", "there", withShare, without));
        assertEquals(List.of("a lmax=3"), comparison.changes().stream().map(Comparison.Change::what).toList());
        assertEquals(List.of("b lmax=3"), comparison.skipped());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Comparison comparison = compare(row("a", 1, 1, 1, ""), row("b", 1, 1, 1, ""));
        assertEquals(List.of("a lmax=3"), comparison.missing());
        assertTrue(comparison.toString().contains("missing: a lmax=3"), comparison::toString);
    }

    @Test
    void whatIsNoReportIsRefused() throws IOException {
        Path good = report("good.json", "here", row("a", 1, 1, 1, ""));
        for (String text : List.of("", "{", "[]", "{\"rows\": 3}", "{\"rows\": [{\"median\": 3}]}", "{\"rows\": [3]}",
                "{\"rows\": [{\"median\": 0, \"low\": 1, \"high\": 1}]}")) {
            Path bad = Files.writeString(folder.resolve("bad.json"), text);
            Exception refused = assertThrows(IllegalArgumentException.class, () -> Comparison.of(good, bad), text);
            assertTrue(refused.getMessage().contains("bad.json"), refused::getMessage);
            assertEquals(1, refused.getMessage().lines().count(), refused::getMessage);
        }
        assertThrows(IOException.class, () -> Comparison.of(good, folder.resolve("none.json")));
    }
}
