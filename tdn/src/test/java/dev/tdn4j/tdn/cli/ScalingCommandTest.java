package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingCommandTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> results, String key) {
        return (List<Map<String, Object>>) results.get(key);
    }

    private static double number(Map<String, Object> row, String key) {
        return ((Number) row.get(key)).doubleValue();
    }

    @Test
    void timesEveryAlgorithmBesideItsCounts() throws IOException {
        Map<String, Object> results = Program.json("scaling", "--lmax=2", "--millis=1", "--out=" + folder);
        List<Map<String, Object>> rows = list(results, "rows");
        for (Map<String, Object> row : rows) {
            assertTrue(number(row, "operations") > 0 && number(row, "median") > 0 && number(row, "share") > 0, row.toString());
            assertTrue(number(row, "low") <= number(row, "median") && number(row, "median") <= number(row, "high"), row.toString());
        }
        assertEquals(Set.of("shared", "own", "neighbours"), rows.stream().map(r -> r.get("setting")).collect(Collectors.toSet()));
        assertEquals(Set.of("forward", "grad_x", "grad_y"), rows.stream().map(r -> r.get("direction")).collect(Collectors.toSet()));
        Set<Object> algorithms = rows.stream().map(r -> r.get("algorithm")).collect(Collectors.toSet());
        assertTrue(algorithms.containsAll(Set.of("dense", "sparse", "matrix", "edge_aligned", "cp", "spin")), algorithms.toString());
        assertTrue(rows.stream().anyMatch(r -> r.get("part").equals("accumulation")));
        Map<String, Object> exponent = list(results, "exponents").getFirst();
        assertEquals(Set.of("setting", "algorithm", "source", "direction", "part", "from", "to", "time", "operations"), exponent.keySet());
        for (String key : List.of("version", "machine", "peak", "crossovers", "winners", "breakEven", "absent")) {
            assertTrue(results.containsKey(key), key);
        }
        String page = Files.readString(Path.of((String) results.get("report")));
        assertTrue(page.contains("CP per node") && page.contains("spin matrices"), "what was timed is not on the page");
        assertTrue(Files.readString(folder.resolve("scaling.svg")).startsWith("<svg"));
        assertFalse(list(results, "winners").isEmpty());
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Program.assertRefused("--lmax must be between 2 and 10, but is 1", "scaling", "--lmax=1");
        Program.assertRefused("--lmax must be between 2 and 10, but is 11", "scaling", "--lmax=11");
        Program.assertRefused("'many' is not an int", "scaling", "--lmax=many");
        Program.assertRefused("--millis must be between 1 and 1000, but is 0", "scaling", "--millis=0");
        Path file = Files.writeString(folder.resolve("file"), "");
        Program.assertRefused("is no folder", "scaling", "--out=" + file);
        Program.assertRefused("file/inside", "scaling", "--out=" + file.resolve("inside"));
    }
}
