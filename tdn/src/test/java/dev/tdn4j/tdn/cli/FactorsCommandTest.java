package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.Catalogue;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.DType;
import dev.tdn4j.tensor.io.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        assertEquals(true, results.get("complete"));
        assertTrue(number(results, "relativeError") <= 1e-8, results.toString());
        List<?> curve = (List<?>) results.get("curve");
        assertTrue(curve.contains(List.of(8, results.get("relativeError"))), curve.toString());
        Program run = Program.run("factors", "--lmax=1", "--tolerance=0.5");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().contains("rank 5: relative error") && run.err().contains("too few"), run.err());
    }

    @Test
    void theTradeOffIsDrawn() throws Exception {
        Path file = folder.resolve("curve.svg");
        Map<String, Object> results = Program.json("factors", "--lmax=1", "--tolerance=0.1", "--plot=" + file);
        assertEquals(7, results.get("rank"));
        String svg = Files.readString(file);
        assertTrue(svg.startsWith("<svg") && svg.contains("relative error") && svg.contains("tolerance"), svg.substring(0, 200));
    }

    @Test
    void theEquivarianceToleranceFindsARank() throws IOException {
        Map<String, Object> results = Program.json("factors", "--lmax=1", "--equivariance-tolerance=0.001");
        assertEquals(8, results.get("rank"));
        assertTrue(number(results, "meanEquivarianceError") <= 0.001, results.toString());
    }

    @Test
    void aToleranceOutOfReachSaysWhatWasReached() {
        Program.assertRefused("no factors of relative error 1.0E-12 or less were found",
                "factors", "--lmax=7", "--tolerance=1e-12", "--minutes=0.001");
    }

    @Test
    void closedFormsAreMethods() throws IOException {
        for (String method : List.of("quadrature", "matrix")) {
            Map<String, Object> results = Program.json("factors", "--lmax=2", "--method=" + method);
            assertEquals(method, results.get("method"));
            assertTrue(number(results, "relativeError") <= 1e-12, results.toString());
        }
    }

    @Test
    void pathsCanBeListed() throws IOException {
        Map<String, Object> dot = Program.json("factors", "--lmax=1", "--paths=110", "--rank=3");
        assertTrue(number(dot, "relativeError") < 1e-10, dot.toString());
        assertEquals(dot.get("relativeError"), Program.json("factors", "--lmax=1", "--paths=1,1,0;", "--rank=3").get("relativeError"));
        Program.assertRefused("--paths names no path", "factors", "--lmax=1", "--paths=");
        Program.assertRefused("--paths names no path", "factors", "--lmax=1", "--paths=;");
        Program.assertRefused("no path 0⊗0→1", "factors", "--lmax=1", "--paths=000,001");
        Program.assertRefused("beyond --lmax 1", "factors", "--lmax=1", "--paths=000,022");
        Program.assertRefused("twice", "factors", "--lmax=1", "--paths=000,110,000");
        Program.assertRefused("\"0x1\" is no path", "factors", "--lmax=1", "--paths=0x1");
        Program.assertRefused("\"odd\" is no path", "factors", "--lmax=1", "--paths=odd");
    }

    @Test
    void theCatalogueIsListed() throws IOException {
        List<?> entries = (List<?>) Program.json("factors", "--list").get("entries");
        assertEquals(Catalogue.entries().size(), entries.size());
        assertEquals(Set.of("lmax", "paths", "unitWeights", "rank", "relativeError", "method"), ((Map<?, ?>) entries.getFirst()).keySet());
        Program text = Program.run("factors", "--list");
        assertEquals(Catalogue.entries().size() + 1, text.out().lines().count(), text.out());
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
        Program.assertRefused("--equivariance-tolerance must be", "factors", "--lmax=1", "--equivariance-tolerance=-1");
        Program.assertRefused("--rank must be between 1 and 16, but is 17", "factors", "--lmax=1", "--rank=17");
        Program.assertRefused("--lmax=L", "factors", "--rank=17");
        Program.assertRefused("--minutes must be", "factors", "--lmax=1", "--tolerance=0.1", "--minutes=0");
        Program.assertRefused("--minutes belongs to a search", "factors", "--lmax=1", "--minutes=1");
        Program.assertRefused("--plot belongs to a search", "factors", "--lmax=1", "--plot=" + folder.resolve("p.svg"));
        Program.assertRefused("--plot: cannot write", "factors", "--lmax=1", "--tolerance=0.1", "--plot=" + folder.resolve("none/p.svg"));
        Program.assertRefused("couples all paths", "factors", "--lmax=1", "--method=matrix", "--paths=even");
        Program.assertRefused("not of a list", "factors", "--lmax=1", "--method=quadrature", "--paths=000");
        Program.assertRefused("'few' is not an int", "factors", "--lmax=1", "--rank=few");
        Program.assertRefused("mutually exclusive", "factors", "--lmax=1", "--rank=8", "--schedule=full");
        Program.assertRefused("--lmax must be between 0 and 10, but is 11", "factors", "--lmax=11");
        Program.assertRefused("a folder that exists", "factors", "--lmax=1", "--out=" + folder.resolve("none/f.safetensors"));
        Program.assertRefused("a folder that exists", "factors", "--lmax=1", "--out=" + folder);
    }
}
