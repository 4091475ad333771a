package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeCommandTest {

    @TempDir
    private Path folder;

    private Path config(String json) throws IOException {
        return Files.writeString(folder.resolve("config.json"), json);
    }

    private static long sum(Map<String, Object> results) {
        return ((Map<?, ?>) results.get("parametersByPart"))
                .values().stream().mapToLong(count -> ((Number) count).longValue()).sum();
    }

    @Test
    void thePresetIsPhysical() throws IOException {
        Map<String, Object> results = Program.json("describe", "--preset=physical");
        assertEquals(2, results.get("lmax"));
        assertEquals(64, results.get("channels"));
        assertEquals(3, results.get("layers"));
        assertEquals(28, results.get("rank"));
        assertEquals(((Number) results.get("parameters")).longValue(), sum(results));
    }

    @Test
    void optionsAndConfigurationsReplaceSettings() throws IOException {
        Path file = config("{\"channels\": 8, \"layers\": 1, \"lmax\": 3}");
        Map<String, Object> results = Program.json("describe", "--preset=physical", "--lmax=1", "--config=" + file);
        assertEquals(1, results.get("lmax"));
        assertEquals(8, results.get("channels"));
        TdnConfig expected = ConfigJson.fromMap(Map.of("channels", 8, "layers", 1, "lmax", 1), "test");
        TdnNetwork network = new TdnNetwork(expected, SharedProduct.exact(expected).coupling());
        assertEquals(
                Parameters.zeros(network.parameters().values()).count(), ((Number) results.get("parameters")).longValue());
    }

    @Test
    void describesAModel() throws IOException {
        // Even paths have no factors yet, so that the file is small and made at once.
        TdnConfig shape = new TdnConfig(1, 8, 1, 4, 6, 2, true, FactorMethod.ALS, 0, 3, 1);
        SharedProduct products = SharedProduct.exact(shape);
        Parameters parameters = Parameters.zeros(
                new TdnNetwork(shape, products.coupling()).parameters().values());
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, new Model(shape, products, parameters, new ReferenceEnergies(new TreeMap<>(Map.of(1, -13.6)))));
        Map<String, Object> results = Program.json("describe", "--model=" + file);
        assertEquals(8, results.get("channels"));
        assertEquals(true, results.get("evenPaths"));
        assertEquals(parameters.count(), ((Number) results.get("parameters")).longValue());
        Program.assertRefused("leave out", "describe", "--model=" + file, "--lmax=1");
    }

    @Test
    void peopleReadATable() {
        String text = Program.text("describe", "--preset=physical");
        assertTrue(text.contains("parametersByPart") && text.contains("  block2 "), text);
    }

    /** The number that the published code gives. */
    @Test
    void thePaperPresetHasThePublishedNumberOfParameters() throws Exception {
        assertEquals(4_476_676, Program.json("describe", "--preset=paper", "--lmax=1").get("parameters"));
    }

    /** The paper's 5.0, 6.3 and 8.9 million: each of the other paths adds (64 + 1)c to each of the 8 radial networks. */
    @ParameterizedTest
    @CsvSource({"1, 5", "2, 15", "3, 34"})
    void aWeightForEveryPathCostsThePublishedNumberOfParameters(int lmax, int paths) throws Exception {
        Path file = config("{\"rank\": 0, \"pathGroups\": \"path\"}");
        long shared = ((Number) Program.json("describe", "--preset=paper", "--lmax=" + lmax).get("parameters")).longValue();
        Object parameters = Program.json("describe", "--preset=paper", "--lmax=" + lmax, "--config=" + file).get("parameters");
        assertEquals(shared + 8L * (paths - 1) * 65 * 256, ((Number) parameters).longValue());
        double[] published = {5.0, 6.3, 8.9};
        assertEquals(published[lmax - 1], ((Number) parameters).doubleValue() / 1e6, 0.05);
    }

    @Test
    void equiformerIsAPreset() throws Exception {
        Map<String, Object> described = Program.json("describe", "--preset=equiformer", "--lmax=2");
        assertEquals("equiformer", described.get("architecture"));
        assertEquals("degree", described.get("linears"));
        assertEquals(27.9, ((Number) described.get("parameters")).doubleValue() * 1e-6, 0.04 * 27.9);
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Program.assertRefused("expected one of [PHYSICAL, PAPER, CONVOLUTION, EQUIFORMER] (case-insensitive) but was 'large'", "describe", "--preset=large");
        Program.assertRefused("--preset physical|paper|convolution|equiformer or --model FILE", "describe");
        Program.assertRefused("--lmax must be between 0 and 10, but is 11", "describe", "--preset=physical", "--lmax=11");
        String option = "--config=" + config("{\"chanels\": 8}");
        Program.assertRefused("did you mean channels?", "describe", "--preset=physical", option);
        config("{\"channels\": \"many\"}");
        Program.assertRefused("channels must be a whole number", "describe", "--preset=physical", option);
        config("{\"channels\": 7}");
        Program.assertRefused("multiple of heads", "describe", "--preset=physical", option);
        config("{\"pathGroups\": \"degree\"}");
        Program.assertRefused("pathGroups: it must be one of shared, parity, input,", "describe", "--preset=physical", option);
        config("{\"pathGroups\": \"path\", \"rank\": 28}");
        Program.assertRefused("rank must be 0 where paths have several weights", "describe", "--preset=physical", option);
        config("{\"channels\": 8,\n x}");
        Program.assertRefused("config.json, line 2", "describe", "--preset=physical", option);
        config("[1]");
        Program.assertRefused("a configuration is a JSON object", "describe", "--preset=physical", option);
        Program.assertRefused("none.json: no such file", "describe", "--preset=physical", "--config=none.json");
        Program.assertRefused("safetensors", "describe", "--model=" + config("{}"));
    }
}
