package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tdn4j.tdn.model.ForceKind;
import dev.tdn4j.tdn.model.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPublishedCommandTest {

    @TempDir
    private Path folder;

    private static Path reference() {
        Path file = Path.of(System.getProperty("tdn4j.shared", ""), "reference", "tdn_published_L2.safetensors");
        assumeTrue(Files.exists(file), "no reference file " + file + ": set -Dtdn4j.shared to the folder that holds reference/");
        return file;
    }

    @Test
    void theModelHasTheShapeOfTheWeights() throws Exception {
        Path out = folder.resolve("model");
        Map<String, Object> results =
                Program.json("import-published", "--weights=" + reference(), "--lmax=2", "--model=" + out);
        assertEquals(28, results.get("rank"));
        var config = ModelFile.read(out).config();
        assertEquals(16, config.channels());
        assertEquals(2, config.layers());
        assertEquals(12, config.radialHidden());
        assertEquals(ForceKind.DIRECT, config.forces());
    }

    @Test
    void mistakesAreNamed() throws Exception {
        String out = "--model=" + folder.resolve("model");
        Program.assertRefused("no such file", "import-published", "--weights=none", "--lmax=1", out);
        Program.assertRefused("rows are 4", "import-published", "--weights=" + reference(), "--lmax=1", out);
        Program.assertRefused("--cutoff", "import-published", "--weights=" + reference(), "--lmax=2", "--cutoff=-1", out);
        Program.assertRefused("--lmax must be between 1", "import-published", "--weights=" + reference(), "--lmax=0", out);
    }
}
