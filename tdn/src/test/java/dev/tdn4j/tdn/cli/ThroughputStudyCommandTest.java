package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughputStudyCommandTest {

    private static final String[] SMALL = {"--channels=4", "--layers=1", "--warm-up=0"};

    @TempDir
    private Path folder;

    private Map<String, Object> study(String... more) throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of("study", "throughput", "--out=" + folder));
        words.addAll(List.of(SMALL));
        words.addAll(List.of(more));
        return Program.json(words.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked") // a JSON array of objects
    private static List<Map<String, Object>> rows(Map<String, Object> results) {
        return (List<Map<String, Object>>) results.get("rows");
    }

    @Test
    void timesEveryNetworkAndKeepsWhatItHas() throws Exception {
        Map<String, Object> first = study("--degrees=1", "--networks=tdn,equiformer");
        assertEquals(true, first.get("complete"));
        assertEquals(List.of("equiformer-L1", "tdn-L1"), rows(first).stream().map(row -> row.get("key")).toList());
        for (Map<String, Object> row : rows(first)) {
            double rate = ((Number) row.get("structuresPerSecond")).doubleValue();
            assertTrue(rate > 0 && ((Number) row.get("low")).doubleValue() <= rate, row::toString);
            double share = ((Number) row.get("share")).doubleValue();
            assertTrue(share > 0 && share < 1, row::toString);
        }
        // A later call adds to what is there, and does not measure it again.
        Map<String, Object> second = study("--degrees=1,2");
        assertEquals(10, rows(second).size());
        assertEquals(rows(first).getFirst(), rows(second).getFirst());
        String page = Files.readString(folder.resolve("throughput.md"));
        assertTrue(page.contains("| 1 | ") && page.contains("| TDN without CP + PS + PS-linear |") && page.contains("2.47"), page);
        assertTrue(Files.exists(folder.resolve("throughput-networks.svg")));
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Program.assertRefused("--channels must be a multiple of 4", "study", "throughput", "--out=" + folder, "--channels=6");
        Program.assertRefused("--degrees must be between 1 and 6", "study", "throughput", "--out=" + folder, "--degrees=7");
        Program.assertRefused("--out", "study", "throughput");
    }
}
