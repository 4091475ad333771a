package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.train.Ethanol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The convolution preset on the command line: one option trains it, and every command takes the model. */
class ConvolutionCommandTest {

    private static final int FRAMES = 24;

    @TempDir
    private Path folder;

    private String data;
    private String model;

    @BeforeEach
    void write() {
        Path file = folder.resolve("train.xyz");
        ExtendedXyz.write(file, Ethanol.frames(FRAMES));
        data = file.toString();
        model = folder.resolve("m").toString();
    }

    @Test
    void oneOptionTrainsWhatAllCommandsTake() throws IOException {
        Map<String, Object> trained = Program.json(
                "train", "--preset=convolution", "--train=" + data, "--model=" + model, "--channels=8", "--epochs=20",
                "--set=warmUpSteps=2", "--set=averageDecay=0.9");
        assertEquals(20, trained.get("epochs"));
        Map<String, Object> shape = Program.json("describe", "--model=" + model);
        assertEquals("convolution", shape.get("architecture"));
        assertEquals(true, shape.get("evenPaths"));
        assertEquals(trained.get("parameters"), shape.get("parameters"));
        assertTrue(shape.get("factors").toString().contains("even paths of degree up to 2"), shape.toString());

        Map<String, Object> errors = Program.json("evaluate", "--model=" + model, "--data=" + data);
        assertEquals(FRAMES, errors.get("structures"));
        assertTrue(((Number) errors.get("forceRmse")).doubleValue() < 0.8 * firstForceRmse(), errors.toString());

        Map<String, Object> dynamics = Program.json(
                "md", "--model=" + model, "--structure=" + data, "--steps=20", "--timestep=0.2", "--temperature=100",
                "--out=" + folder.resolve("md"));
        assertTrue(Double.isFinite(((Number) dynamics.get("driftPerAtomPerPs")).doubleValue()), dynamics.toString());
    }

    /** On the validation set, after the first epoch. */
    private double firstForceRmse() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(model + ".csv"));
        int column = List.of(lines.get(0).split(",")).indexOf("valid_force_rmse_meV_per_A");
        return Double.parseDouble(lines.get(1).split(",")[column]);
    }

    @Test
    void theSettingOfTheArchitectureDoesToo() throws IOException {
        Program.json(
                "train", "--set=architecture=convolution", "--lmax=1", "--layers=1", "--train=" + data, "--model=" + model,
                "--channels=8", "--epochs=1");
        assertEquals("convolution", Program.json("describe", "--model=" + model).get("architecture"));
    }

    @Test
    void whatItHasNotIsRefused() throws IOException {
        String[] train = {"train", "--preset=convolution", "--train=" + data, "--model=" + model, ""};
        refused(train, "--set=dropout=0.1", "dropout is of attention weights, of which architecture convolution has none");
        refused(train, "--set=forces=direct", "forces must be gradient for architecture convolution, but is direct");
        refused(train, "--set=form=published", "form must be physical for architecture convolution, but is published");
        refused(train, "--lmax=11", "lmax must be between 0 and 10, but is 11");
        refused(train, "--set=lmax=two", "lmax must be a whole number");
        assertEquals(1, Files.list(folder).count());
    }

    private static void refused(String[] train, String option, String named) {
        train[train.length - 1] = option;
        Program.assertRefused(named, train);
    }
}
