package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.FactorCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsCommandTest {

    @TempDir
    private Path folder;

    private String before;

    @BeforeEach
    void useAnEmptyCache() {
        before = System.setProperty(FactorCache.FOLDER_PROPERTY, folder.resolve("cache").toString());
    }

    @AfterEach
    void useTheCacheOfBefore() {
        if (before == null) {
            System.clearProperty(FactorCache.FOLDER_PROPERTY);
        } else {
            System.setProperty(FactorCache.FOLDER_PROPERTY, before);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Number>> rows(Map<String, Object> results) {
        return (List<Map<String, Number>>) results.get("rows");
    }

    private static double number(Map<String, Number> row, String key) {
        return row.get(key).doubleValue();
    }

    /** At L = 1 the ranks are all up to 7 = 7L², and 8, which is exact. */
    @Test
    void boundsAreAboveErrorsAtEveryRank() throws IOException {
        Map<String, Object> results = Program.json("bounds", "--lmax=1");
        List<Map<String, Number>> rows = rows(results);
        assertEquals(8, rows.size());
        for (int r = 0; r < rows.size(); r++) {
            Map<String, Number> row = rows.get(r);
            assertEquals(r + 1, row.get("rank"));
            assertTrue(number(row, "rootMeanSquare") < number(row, "sampledMax"), row.toString());
            assertTrue(number(row, "sampledMax") <= number(row, "worstFound"), row.toString());
            assertTrue(number(row, "worstFound") <= number(row, "spectralBound"), row.toString());
            assertTrue(number(row, "spectralBound") <= number(row, "residualBound"), row.toString());
            assertTrue(number(row, "residualBound") <= number(row, "twoModes"), row.toString());
            assertTrue(number(row, "twoModes") <= number(row, "squareCore"), row.toString());
            assertTrue(number(row, "squareCore") <= number(row, "theorem31"), row.toString());
        }
        assertTrue(number(rows.get(6), "worstFound") > 1e-3 && number(rows.get(7), "worstFound") < 1e-10, rows.toString());
    }

    @Test
    void drawsAPanelForEachDegree() throws IOException {
        Path file = folder.resolve("bounds.svg");
        Map<String, Object> results = Program.json("bounds", "--lmax=1", "--ranks=3,2,3", "--out=" + file);
        assertEquals(List.of(2, 3), rows(results).stream().map(row -> row.get("rank")).toList());
        String svg = Files.readString(file);
        assertTrue(svg.contains("theorem 3.1") && svg.contains("L = 1"), svg);
        assertTrue(Program.text("bounds", "--lmax=1", "--ranks=2").contains("thm 3.1"));
    }

    @Test
    void mistakesAreNamed() {
        Program.assertRefused("--lmax must be between 1 and 6, but is 0", "bounds", "--lmax=0");
        Program.assertRefused("--lmax must be between 1 and 6, but is 7", "bounds", "--lmax=1,7");
        Program.assertRefused("--ranks must be between 1 and 16, but is 17", "bounds", "--lmax=1", "--ranks=3,17");
        Program.assertRefused("--ranks goes with one degree only", "bounds", "--lmax=1,2", "--ranks=3");
        Program.assertRefused("'few' is not an int", "bounds", "--lmax=1", "--ranks=few");
        Program.assertRefused("a folder that exists", "bounds", "--lmax=1", "--out=" + folder.resolve("none/b.svg"));
        Program.assertRefused("a folder that exists", "bounds", "--lmax=1", "--out=" + folder);
        Program.assertRefused("--lmax", "bounds");
    }
}
