package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.DType;
import dev.tdn4j.tensor.io.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorsCommandTest {

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

    private static double number(Map<String, Object> results, String key) {
        return ((Number) results.get(key)).doubleValue();
    }

    /** 0.018 is what a good start reaches at L = 1, R = 7; poor ones end at 0.0188 and above. */
    @Test
    void theDefaultIsThePapersRank() throws IOException {
        Map<String, Object> results = Program.json("factors", "--lmax=1");
        assertEquals(1, results.get("lmax"));
        assertEquals(7, results.get("rank"));
        assertEquals("als", results.get("method"));
        assertTrue(number(results, "relativeError") > 1e-3 && number(results, "relativeError") < 0.018, results.toString());
        assertTrue(number(results, "seconds") > 0);
        assertTrue(number(results, "equivarianceError") > 0);
        assertTrue(number(results, "equivarianceError") <= number(results, "equivarianceBound"), results.toString());
        assertEquals(results, Program.json("factors", "--lmax=1"), "the second time they come from the cache");
    }

    @Test
    void schedulesAreThePapers() throws IOException {
        assertEquals(7, Program.json("factors", "--lmax=1", "--schedule=linear").get("rank"));
        assertEquals(16, Program.json("factors", "--lmax=1", "--schedule=full").get("rank"));
    }

    @Test
    void evenPathsNeedFewerTerms() throws IOException {
        Map<String, Object> results = Program.json("factors", "--lmax=1", "--paths=even", "--rank=6");
        assertTrue(number(results, "relativeError") < 1e-10, results.toString());
        assertEquals("even", results.get("paths"));
    }

    /** The smallest exact rank known at L = 1 is 8, and the best error at 7 is 0.0156. */
    @Test
    void theToleranceFindsTheRank() throws IOException {
        Map<String, Object> results = Program.json("factors", "--lmax=1", "--tolerance=1e-8");
        assertEquals(8, results.get("rank"));
        assertTrue(number(results, "relativeError") <= 1e-8, results.toString());
        Program run = Program.run("factors", "--lmax=1", "--tolerance=0.5");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().contains("rank 4: relative error") && run.err().contains("too few"), run.err());
    }

    /** What is written is what was found: its residual is that reported, to the rounding of measuring it. */
    @Test
    void writesFactorsAndTheirProvenance() throws IOException {
        Path file = folder.resolve("l1.safetensors");
        Map<String, Object> results = Program.json("factors", "--lmax=1", "--rank=8", "--seed=0", "--out=" + file);
        Safetensors stored = Safetensors.read(file);
        double[][] matrices = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            var tensor = stored.tensors().get("ABC".substring(axis, axis + 1));
            assertEquals(DType.F64, tensor.dtype());
            assertArrayEquals(new long[] {4, 8}, tensor.shape());
            matrices[axis] = tensor.doubles();
        }
        Factors factors = new Factors(8, matrices[0], matrices[1], matrices[2]);
        assertEquals(number(results, "relativeError"), Als.relativeError(CouplingTensor.all(1), factors), 1e-15);
        assertEquals("8", stored.metadata().get("rank"));
        assertEquals("als", stored.metadata().get("method"));
        assertEquals("0", stored.metadata().get("seed"));
    }

    @Test
    void mistakesAreNamed() {
        Program.assertRefused("--rank must be between 1 and 16, but is 0", "factors", "--lmax=1", "--rank=0");
        Program.assertRefused("R = 0 at L = 1", "factors", "--lmax=1", "--schedule=log");
        Program.assertRefused("has a rank of its own", "factors", "--lmax=1", "--method=quadrature", "--rank=8");
        Program.assertRefused("--tolerance must be", "factors", "--lmax=1", "--tolerance=0");
        Program.assertRefused("--tolerance must be", "factors", "--lmax=1", "--tolerance=NaN");
        Program.assertRefused("'few' is not an int", "factors", "--lmax=1", "--rank=few");
        Program.assertRefused("mutually exclusive", "factors", "--lmax=1", "--rank=8", "--schedule=full");
        Program.assertRefused("--lmax must be between 0 and 10, but is 11", "factors", "--lmax=11");
        Program.assertRefused("a folder that exists", "factors", "--lmax=1", "--out=" + folder.resolve("none/f.safetensors"));
        Program.assertRefused("a folder that exists", "factors", "--lmax=1", "--out=" + folder);
    }
}
