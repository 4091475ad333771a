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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvarianceCommandTest {

    /** Of the energy in double, as derived for whole networks beside the properties of their symmetry. */
    private static final double ENERGY = 1e-10;

    private static final double FLOAT_ENERGY = 6e-5;

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
    private static double change(Map<String, Object> results, String executor, String key) {
        for (Map<String, Object> row : (List<Map<String, Object>>) results.get("rows")) {
            if (row.get("executor").equals(executor)) {
                return ((Number) row.get(key)).doubleValue();
            }
        }
        throw new AssertionError(executor + " is not in " + results);
    }

    @ParameterizedTest
    @CsvSource({"als,all,1,8", "quadrature,all,1,14", "matrix,all,1,8", "als,even,1,6", "quadrature,even,2,18"})
    void exactFactorsKeepTheEnergy(String method, String paths, int lmax, int rank) throws IOException {
        Map<String, Object> results = Program.json(
                "invariance", "--lmax=" + lmax, "--method=" + method, "--paths=" + paths, "--rotations=10");
        assertEquals(rank, results.get("rank"));
        assertTrue(change(results, "scalar", "relativeEnergyChange") <= ENERGY, results.toString());
        assertTrue(change(results, "scalar", "forceEquivarianceError") <= 10 * ENERGY, results.toString());
        assertTrue(change(results, "vector", "relativeEnergyChange") <= FLOAT_ENERGY, results.toString());
        assertEquals(change(results, "scalar", "energy"), change(results, "vector", "energy"), FLOAT_ENERGY * Math.abs(change(results, "scalar", "energy")));
    }

    /** What would pass for any factors would say nothing about these. */
    @Test
    void tooFewTermsChangeIt() throws IOException {
        Map<String, Object> results = Program.json("invariance", "--lmax=1", "--rank=4", "--rotations=5");
        assertTrue(change(results, "scalar", "relativeEnergyChange") > 1e-4, results.toString());
        assertTrue(change(results, "scalar", "forceEquivarianceError") > 1e-4, results.toString());
    }

    @Test
    void mistakesAreOneLine() throws IOException {
        Program.assertRefused("--rotations", "invariance", "--rotations=0");
        Program.assertRefused("leave out --rank", "invariance", "--method=matrix", "--rank=9");
        Program.assertRefused("--paths must be all or even", "invariance", "--paths=other");
        Program.assertRefused("--method matrix", "invariance", "--method=matrix", "--paths=even");
        Path crystal = Files.writeString(folder.resolve("crystal.xyz"), """
                1
                Lattice="4 0 0 0 4 0 0 0 4" Properties=species:S:1:pos:R:3 pbc="T T T"
                Cu 0 0 0
                """);
        Program.assertRefused("is periodic", "invariance", "--data=" + crystal);
    }
}
