package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every study from its command on, with networks that train in a second. */
class StudyCommandTest {

    @TempDir
    private Path folder;

    private String[] small(String study, String... more) {
        List<String> words = new ArrayList<>(List.of("study", study, "--out=" + folder.resolve("out")));
        words.addAll(List.of("--structures=10", "--test-structures=4", "--channels=4", "--layers=1", "--cutoff=3", "--epochs=1"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> results) {
        assertEquals(true, results.get("complete"));
        assertEquals(false, results.get("interrupted"));
        assertTrue(Files.exists(Path.of((String) results.get("report"))));
        return (List<Map<String, Object>>) results.get("rows");
    }

    private static double number(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).doubleValue();
    }

    @Test
    void ranks() throws IOException {
        String[] command = small("ranks", "--degrees=1", "--ranks=quadratic,exact,full", "--seeds=1,2", "--only=accuracy");
        Map<String, Object> first = Program.json(command);
        assertEquals(false, first.get("complete"));
        command[command.length - 1] = "--only=speed";
        List<Map<String, Object>> rows = rows(Program.json(command));
        assertEquals(7, rows.size());
        assertEquals(7, number(rows.get(0), "rank"));
        assertTrue(number(rows.get(0), "relativeError") > 1e-3);
        assertTrue(number(rows.get(0), "forceEquivarianceError") > 1e-6);
        assertEquals(8, number(rows.get(1), "rank"));
        assertTrue(number(rows.get(1), "forceEquivarianceError") < 1e-9);
        assertEquals(16, number(rows.get(6), "rank"));
        assertTrue(number(rows.get(6), "structuresPerSecond") > 0 && number(rows.get(6), "structuresPerSecondByFactors") > 0);
        String text = Files.readString(folder.resolve("out").resolve("ranks.md"));
        assertTrue(text.contains("./tdn4j study ranks") && text.contains("| 1 | 16 | full |") && text.contains(" ± "), text);
        assertTrue(Files.exists(folder.resolve("out").resolve("ranks-tradeoff.svg")));
    }

    @Test
    void equivariance() throws IOException {
        List<Map<String, Object>> rows = rows(Program.json(
                small("equivariance", "--lmax=1", "--ranks=4,7,8", "--random", "--rotations=5")));
        assertEquals(3, rows.size());
        for (Map<String, Object> row : rows) {
            assertTrue(number(row, "worstFound") <= number(row, "equivarianceBound"));
        }
        assertTrue(number(rows.get(0), "forceEquivarianceError") > number(rows.get(1), "forceEquivarianceError"));
        assertTrue(number(rows.get(2), "forceEquivarianceError") < 1e-9);
    }

    @Test
    void sharing() throws IOException {
        Map<String, Object> results = Program.json(small("sharing", "--lmax=1", "--groups=2"));
        List<Map<String, Object>> rows = rows(results);
        assertEquals(List.of("shared", "path", "learned-2", "parity", "input", "edge", "output"),
                rows.stream().map(row -> row.get("grouping")).toList());
        // 65 c weights more for every further group: two radial networks, of the degree embedding and of the only block.
        double perGroup = 2 * 65 * 4;
        assertEquals(number(rows.get(0), "parameters") + 4 * perGroup, number(rows.get(1), "parameters"));
        assertEquals(number(rows.get(0), "parameters") + perGroup, number(rows.get(2), "parameters"));
        assertTrue(Program.text(small("sharing", "--lmax=1", "--groups=2")).contains("| learned-2 | 2 |"));
    }

    @Test
    void conservation() throws IOException {
        List<Map<String, Object>> rows = rows(Program.json(small("conservation", "--lmax=1", "--steps=20", "--temperature=50")));
        assertEquals(List.of("exact, conservative", "7L², conservative", "exact, direct", "7L², direct"),
                rows.stream().map(row -> row.get("name")).toList());
        assertTrue(number(rows.get(0), "driftPerAtomPerPs") < number(rows.get(2), "driftPerAtomPerPs"));
        Path out = folder.resolve("out");
        List<Map<String, Object>> given = rows(Program.json(
                "study", "conservation", "--out=" + folder.resolve("given"), "--steps=20", "--temperature=50",
                "--model=mine=" + out.resolve("exact-conservative.model"), "--model=other=" + out.resolve("exact-direct.model")));
        assertEquals(rows.get(0).get("energyChange"), given.get(0).get("energyChange"));
        assertEquals(rows.get(2).get("energyChange"), given.get(1).get("energyChange"));
    }

    @Test
    void withoutAStudyTheyAreListed() {
        String text = Program.text("study");
        assertTrue(text.contains("ranks") && text.contains("conservation"), text);
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Program.assertRefused("Missing required option: '--out=FOLDER'", "study", "ranks");
        Program.assertRefused("--degrees must be between 1 and 6, but is 7", small("ranks", "--degrees=7"));
        Program.assertRefused("rank is not to be set here", small("ranks", "--set", "rank=3"));
        Program.assertRefused("minutes is not to be set here", small("sharing", "--set", "minutes=3"));
        Program.assertRefused("seed is not to be set here", small("sharing", "--seed=3"));
        Program.assertRefused("--seeds names a seed twice", small("sharing", "--seeds=1,1"));
        Program.assertRefused("15 paths make 2 to 14 learned groups, not 15", small("sharing", "--groups=15"));
        Program.assertRefused("--ranks must be between 1 and 8, but is 9", small("equivariance", "--lmax=1", "--ranks=9"));
        Program.assertRefused("--steps must be positive", small("conservation", "--steps=0"));
        Program.assertRefused("name one seed", small("conservation", "--seeds=1,2"));
        Program.assertRefused("none.model: no such file", small("conservation", "--model=a=none.model"));
        Program.assertRefused("--train and --test go together", small("sharing", "--train=a.xyz"));
        Path file = Files.writeString(folder.resolve("out"), "");
        Program.assertRefused(file + " is no folder", small("sharing"));
    }
}
