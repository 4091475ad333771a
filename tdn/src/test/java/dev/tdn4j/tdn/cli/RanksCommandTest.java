package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RanksCommandTest {

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

    private String file(String name, Tensor tensor) throws IOException {
        Path file = folder.resolve("own.safetensors");
        new Safetensors(Map.of(), Map.of(name, tensor)).write(file);
        return "--tensor=" + file;
    }

    private static List<?> rows(Map<String, Object> results) {
        return (List<?>) results.get("rows");
    }

    private static int rank(Object row) {
        return ((Number) ((Map<?, ?>) row).get("rank")).intValue();
    }

    /** The exact ranks known at L = 1: 8 for all paths, 6 for the even ones; 7 is enough for 0.1. */
    @Test
    void theTableHoldsARowForEachProductAndTolerance() throws IOException {
        List<?> rows = rows(Program.json("ranks", "--lmax=1", "--product=all,even", "--tolerances=1e-8,0.1"));
        assertEquals(4, rows.size());
        assertEquals(8, rank(rows.get(0)));
        assertTrue(rank(rows.get(1)) < 8, rows.toString());
        assertEquals(6, rank(rows.get(2)));
        Map<?, ?> first = (Map<?, ?>) rows.get(0);
        assertEquals("all", first.get("product"));
        assertEquals(1, first.get("lmax"));
        assertEquals(1e-8, first.get("tolerance"));
        assertEquals(true, first.get("searched"));
        assertTrue(((Number) first.get("relativeError")).doubleValue() <= 1e-8);
        assertTrue(((Number) first.get("largestEntry")).doubleValue() > 0);
    }

    /** With free path weights L = 1 takes one term less: 7, a product of 2×2 matrices. */
    @Test
    void freeWeightsTakeFewerTerms() throws IOException {
        List<?> rows = rows(Program.json("ranks", "--lmax=1", "--product=all_free", "--tolerances=1e-12", "--minutes=0.2"));
        assertEquals(1, rows.size());
        assertTrue(rank(rows.getFirst()) <= 8, rows.toString());
        Program.assertRefused("free path weights", "ranks", "--lmax=1", "--product=even_free", "--tolerances=0.1");
    }

    /** Without time for a search the closed forms remain; every product has one. */
    @Test
    void theTimeIsKept() {
        long begin = System.nanoTime();
        String text = Program.text("ranks", "--lmax=3", "--minutes=0.00001", "--tolerances=1e-12");
        assertTrue(System.nanoTime() - begin < 60e9, "closed forms take no minute");
        for (String line : List.of("all L=1", "even L=2", "gaunt L=3", "aligned L=1", "so2 L=3 +≤56")) {
            assertTrue(text.lines().anyMatch(l -> l.matches(line + ".*")), line + " is not in: " + text);
        }
    }

    @Test
    void aTensorOfTheUsersOwn() throws IOException {
        Tensor matrix = Tensor.ofDoubles(Coupling.matrixProduct(2, 2).dense(), 4, 2, 2);
        Program run = Program.run("ranks", file("M", matrix), "--tolerances=1e-8", "--json");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("\"product\":\"own.safetensors\",\"tolerance\":") && run.out().contains("\"rank\":4,"), run.out());
        assertTrue(run.err().contains("own.safetensors: 1e-8") || run.err().contains("own.safetensors: 1e-08"), run.err());
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Program.assertRefused("--lmax must be between 1 and 6, but is 7", "ranks", "--lmax=7");
        Program.assertRefused("--minutes must be positive", "ranks", "--minutes=0");
        Program.assertRefused("--minutes must be positive", "ranks", "--minutes=NaN");
        Program.assertRefused("--tolerances", "ranks", "--lmax=1", "--tolerances=2");
        Program.assertRefused("--tolerances", "ranks", "--lmax=1", "--tolerances=1e-3,small");
        Program.assertRefused("--product", "ranks", "--product=odd");
        Program.assertRefused("none.safetensors", "ranks", "--tensor=" + folder.resolve("none.safetensors"));
        Program.assertRefused("holds no tensor M, only [A]", "ranks", file("A", Tensor.ofDoubles(new double[] {1}, 1, 1, 1)));
        Program.assertRefused("must be F32 or F64, but is I32", "ranks", file("M", Tensor.ofInts(new int[] {1}, 1, 1, 1)));
        Program.assertRefused("3 dimensions [n1, n2, n3], but this has 1: [2]", "ranks", file("M", Tensor.ofDoubles(new double[2], 2)));
        Program.assertRefused(
                "entry [0, 1, 0] of the tensor is NaN", "ranks", file("M", Tensor.ofFloats(new float[] {1, Float.NaN}, 1, 2, 1)));
        Program.assertRefused("zero tensor", "ranks", file("M", Tensor.ofDoubles(new double[8], 2, 2, 2)));
        Program.assertRefused("sizes of at least 1", "ranks", file("M", Tensor.ofDoubles(new double[0], 2, 0, 2)));
    }

    /** 17 terms are shipped, where quadrature takes 18. */
    @Test
    void shippedFactorsAreKnown() throws IOException {
        List<?> rows = rows(Program.json("ranks", "--lmax=2", "--product=even_free", "--tolerances=1e-12", "--minutes=0.001"));
        assertEquals(17, ((Map<?, ?>) rows.getLast()).get("rank"));
    }
}
