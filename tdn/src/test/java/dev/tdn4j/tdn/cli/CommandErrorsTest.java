package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.train.Ethanol;
import dev.tdn4j.tensor.io.Safetensors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a small model: what they give, and that every mistake of a user ends in exit code 2 and one line. */
class CommandErrorsTest {

    private static final int FRAMES = 24;

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path model;
    private static Map<String, Object> trained;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void trainOnce() throws IOException {
        data = folder.resolve("train.xyz");
        ExtendedXyz.write(data, Ethanol.frames(FRAMES));
        model = folder.resolve("small.model");
        CommandErrorsTest run = new CommandErrorsTest();
        trained = run.json(
                "train", "--train", data.toString(), "--model", model.toString(), "--lmax", "1", "--channels", "8",
                "--layers", "1", "--cutoff", "4", "--epochs", "2");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    /** Exactly one object, and nothing around it. */
    private Map<String, Object> json(String... arguments) throws IOException {
        String[] withJson = Arrays.copyOf(arguments, arguments.length + 1);
        withJson[arguments.length] = "--json";
        assertEquals(0, run(withJson), err.toString());
        assertEquals("", err.toString());
        String text = out.toString();
        assertEquals(1, text.lines().count(), text);
        return JSON.std.mapFrom(text);
    }

    private void assertMistake(List<String> named, String... arguments) {
        int code = run(arguments);
        String line = err.toString();
        assertEquals(2, code, line);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.startsWith("tdn4j: "), line);
        named.forEach(part -> assertTrue(line.contains(part), "\"" + part + "\" is not in: " + line));
        assertEquals("", out.toString());
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String frame(String second) {
        return "2\nenergy=-1.5 Properties=species:S:1:pos:R:3:forces:R:3\nH 0 0 0 0 0 0\n" + second + "\n";
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void trainingGivesTheContractsKeysAndItsFiles() {
        assertTrue(trained.keySet().containsAll(Set.of("epochs", "forceRmse", "energyMae", "parameters")), trained.toString());
        assertEquals(2, trained.get("epochs"));
        assertTrue(((Number) trained.get("forceRmse")).doubleValue() > 0);
        for (String suffix : List.of("", ".checkpoint", ".csv", ".svg", ".html")) {
            assertTrue(Files.isRegularFile(Path.of(model + suffix)), suffix);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz", ".xz"})
    void predictionsAgreeWithEvaluation(String suffix) throws IOException {
        Path predicted = folder.resolve("predicted.xyz" + suffix);
        Map<String, Object> results =
                json("predict", "--model", model.toString(), "--data", data.toString(), "--out", predicted.toString());
        assertEquals(FRAMES, results.get("structures"));
        List<Structure> reference = ExtendedXyz.readAll(data);
        List<Structure> own = ExtendedXyz.readAll(predicted);
        double energy = 0;
        double force = 0;
        for (int s = 0; s < FRAMES; s++) {
            energy += Math.abs(own.get(s).energy().orElseThrow() - reference.get(s).energy().orElseThrow()) / 9;
            for (int i = 0; i < 27; i++) {
                force += Math.pow(own.get(s).forces().orElseThrow()[i] - reference.get(s).forces().orElseThrow()[i], 2);
            }
        }
        out.getBuffer().setLength(0);
        Map<String, Object> errors = json("evaluate", "--model", model.toString(), "--data", data.toString());
        assertTrue(errors.keySet().containsAll(
                Set.of("energyMae", "energyRmse", "forceMae", "forceRmse", "structures", "structuresPerSecond")));
        assertEquals(FRAMES, errors.get("structures"));
        // The files hold what doubles are, or eight decimals: far below a millionth of these errors.
        double energyMae = ((Number) errors.get("energyMae")).doubleValue();
        assertEquals(1000 * energy / FRAMES, energyMae, 1e-5 * energyMae);
        double forceRmse = ((Number) errors.get("forceRmse")).doubleValue();
        assertEquals(1000 * Math.sqrt(force / (27 * FRAMES)), forceRmse, 1e-5 * forceRmse);
    }

    /** Whatever the format, the same structures have the same errors. */
    @Test
    void convertedDataEvaluateAlike() throws IOException {
        Map<String, Object> before = json("evaluate", "--model", model.toString(), "--data", data.toString());
        out.getBuffer().setLength(0);
        Path converted = folder.resolve("converted.extxyz.xz");
        Map<String, Object> results = json("convert", "--data", data.toString(), "--out", converted.toString());
        assertEquals(FRAMES, results.get("structures"));
        out.getBuffer().setLength(0);
        Map<String, Object> after = json("evaluate", "--model", model.toString(), "--data", converted.toString(), "--format", "xyz");
        assertEquals(before.get("forceRmse"), after.get("forceRmse"));
        out.getBuffer().setLength(0);
        assertMistake(List.of("converted.extxyz.xz", "companion"), "evaluate", "--model", model.toString(), "--data",
                converted.toString(), "--format", "s2ef");
        err.getBuffer().setLength(0);
        assertMistake(List.of("DFT_3rd", "DFT_2nd"), "evaluate", "--model", model.toString(), "--data", data.toString(),
                "--stage", "DFT_3rd");
    }

    @Test
    void dynamicsGivesTheContractsKeysAndItsFiles() throws IOException {
        Map<String, Object> results = json(
                "md", "--model", model.toString(), "--structure", data.toString(), "--steps", "40", "--timestep", "0.5",
                "--out", path("run"));
        assertTrue(results.keySet().containsAll(Set.of("driftPerAtomPerPs", "stepsPerSecond")), results.toString());
        for (String suffix : List.of(".xyz", ".csv", ".svg")) {
            assertTrue(Files.size(folder.resolve("run" + suffix)) > 0, suffix);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "predict", "md"})
    void missingAndEmptyFiles(String command) throws IOException {
        assertMistake(List.of("missing.xyz"), with(command, path("missing.xyz")));
        err.getBuffer().setLength(0);
        file("empty.xyz", "");
        assertMistake(List.of("empty.xyz"), with(command, path("empty.xyz")));
        err.getBuffer().setLength(0);
        Files.createDirectories(folder.resolve("empty"));
        assertMistake(List.of(path("empty")), with(command, path("empty")));
    }

    /** A command that reads a file of structures. */
    private static String[] with(String command, String structures) {
        return switch (command) {
            case "train" -> new String[] {"train", "--lmax", "1", "--train", structures, "--model", path("new.model")};
            case "evaluate" -> new String[] {"evaluate", "--model", model.toString(), "--data", structures};
            case "predict" ->
                new String[] {"predict", "--model", model.toString(), "--data", structures, "--out", path("new.xyz")};
            case "md" ->
                new String[] {
                    "md", "--model", model.toString(), "--structure", structures, "--steps", "2", "--timestep", "0.5",
                    "--out", path("new")
                };
            default -> throw new IllegalArgumentException(command);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "predict", "md"})
    void wrongFrames(String command) throws IOException {
        String good = frame("H 0 0 0.9 0 0 0");
        wrong(command, good.substring(0, good.indexOf("H 0 0 0.9")), "bad.xyz:");
        wrong(command, frame("H 0 0 nan 0 0 0"), "bad.xyz:4", "nan");
        wrong(command, frame("Qq 0 0 0.9 0 0 0"), "bad.xyz:4", "Qq");
        wrong(command, frame("H 0 0 far 0 0 0"), "bad.xyz:4", "far");
        wrong(command, frame("H 0 0 0 0 0 0"), "bad.xyz:1");
        wrong(command, good.replace("energy", "Lattice=\"1 0 0 0 1 0 1 1 0\" pbc=\"T T T\" energy"), "bad.xyz:2");
        wrong(command, "two\n\n", "bad.xyz:1", "two");
    }

    private void wrong(String command, String text, String... named) throws IOException {
        file("bad.xyz", text);
        err.getBuffer().setLength(0);
        assertMistake(List.of(named), with(command, path("bad.xyz")));
    }

    @Test
    void trainingNeedsItsLabels() throws IOException {
        wrong("train", "2\nenergy=-1.5\nH 0 0 0\nH 0 0 0.9\n", "bad.xyz:1", "forces");
        wrong("train", frame("H 0 0 0.9 0 0 0").replace("energy=-1.5 ", ""), "bad.xyz:1", "energy");
        wrong("train", frame("H 0 0 0.9 0 0 0"), "at least 2 structures");
        wrong("evaluate", "2\n\nH 0 0 0\nH 0 0 0.9\n", "bad.xyz:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "predict", "md"})
    void elementsThatWereNotTrained(String command) throws IOException {
        wrong(command, frame("Au 0 0 0.9 0 0 0"), "bad.xyz:1", "Au");
    }

    @ParameterizedTest
    @CsvSource({"md, --steps, 0", "md, --timestep, -1", "md, --timestep, fast", "train, --epochs, 0", "train, --lmax, 99",
        "train, --channels, 7", "train, --cutoff, -1", "train, --learning-rate, many", "train, --minutes, -2",
        "train, --minutes, 0", "train, --batch-size, 0", "train, --executor, none", "md, --temperature, -5",
        "md, --friction, -1", "md, --every, 0"})
    void wrongNumbers(String command, String option, String value) {
        String[] arguments = with(command, data.toString());
        int at = Arrays.asList(arguments).indexOf(option);
        if (at < 0) {
            at = arguments.length;
            arguments = Arrays.copyOf(arguments, at + 2);
            arguments[at] = option;
        }
        arguments[at + 1] = value;
        String key = option.equals("--batch-size") ? "batchSize" : option.equals("--learning-rate") ? option : option.substring(2);
        assertMistake(List.of(key, value), arguments);
    }

    @Test
    void wrongModels() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        Path bad = folder.resolve("bad.model");
        Files.write(bad, Arrays.copyOf(bytes, bytes.length - 10));
        wrongModel(bad, "bad.model");
        Files.writeString(bad, "this is no model");
        wrongModel(bad, "bad.model");
        Files.write(bad, new byte[0]);
        wrongModel(bad, "bad.model");
        Safetensors stored = Safetensors.parse(bytes, "model");
        Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
        metadata.put("version", "77");
        new Safetensors(metadata, stored.tensors()).write(bad);
        wrongModel(bad, "bad.model", "version 77");
        wrongModel(Path.of(model + ".checkpoint"), "small.model.checkpoint");
        wrongModel(folder.resolve("no.model"), "no.model");
        wrongModel(folder, folder.toString());
    }

    private void wrongModel(Path bad, String... named) {
        err.getBuffer().setLength(0);
        assertMistake(List.of(named), "evaluate", "--model", bad.toString(), "--data", data.toString());
    }

    @Test
    void placesThatCannotBeWritten() {
        for (String place : List.of(path("no/such/place"), folder.toString(), model + "/inside")) {
            err.getBuffer().setLength(0);
            assertMistake(List.of(place), "train", "--lmax", "1", "--train", data.toString(), "--model", place);
            err.getBuffer().setLength(0);
            assertMistake(List.of(place), "predict", "--model", model.toString(), "--data", data.toString(), "--out", place);
        }
        err.getBuffer().setLength(0);
        assertMistake(List.of("no/such/place"), "md", "--model", model.toString(), "--structure", data.toString(),
                "--steps", "2", "--timestep", "1", "--out", path("no/such/place"));
    }

    @Test
    void aFullDisk() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: there is no /dev/full");
        assertMistake(
                List.of("/dev/full"), "predict", "--model", model.toString(), "--data", data.toString(), "--out", "/dev/full");
    }

    @Test
    void resumingNeedsTheCheckpointOfThisTraining() {
        String[] arguments = with("train", data.toString());
        String[] resumed = Arrays.copyOf(arguments, arguments.length + 1);
        resumed[arguments.length] = "--resume";
        assertMistake(List.of("new.model.checkpoint"), resumed);
        err.getBuffer().setLength(0);
        resumed[arguments.length - 1] = model.toString();
        assertMistake(List.of("small.model.checkpoint", "channels is 8 there, but 64 here"), resumed);
    }

    @Test
    void commandsAndOptionsThatAreNone() {
        assertMistake(List.of("trian"), "trian");
        err.getBuffer().setLength(0);
        assertMistake(List.of("--dada"), "evaluate", "--model", model.toString(), "--data", data.toString(), "--dada", "3");
        err.getBuffer().setLength(0);
        assertMistake(List.of("--model"), "evaluate", "--data", data.toString());
    }

    @Test
    void wrongConfigurations() throws IOException {
        wrongConfiguration("{\"chanels\": 8}", "chanels", "channels");
        wrongConfiguration("{\"batchsise\": 8}", "batchsise", "batchSize");
        wrongConfiguration("{\"batchSize\": 2.5}", "batchSize must be a whole number, but is 2.5");
        wrongConfiguration("{\"schedule\": \"cosin\"}", "schedule must be one of cosine, plateau, constant, but is cosin");
        wrongConfiguration("{\"dropout\": 1}", "dropout must be in [0, 1), but is 1.0");
        wrongConfiguration("{");
    }

    private void wrongConfiguration(String text, String... named) throws IOException {
        Path config = file("config.json", text);
        String[] arguments = {"train", "--train", data.toString(), "--model", path("new.model"), "--config", config.toString()};
        err.getBuffer().setLength(0);
        assertMistake(List.of("config.json"), arguments);
        err.getBuffer().setLength(0);
        assertMistake(List.of(named), arguments);
    }

    /** Settings of training from a file, then single ones, then options; the page lists what came of them. */
    @Test
    void settingsFromAFileAndFromTheCommandLine() throws IOException {
        Path config = file("settings.json", """
                {"lmax": 1, "channels": 8, "layers": 1, "cutoff": 4, "schedule": "plateau", "dropout": 0.2, "batchSize": 3,
                 "energyLoss": "mae", "forceLoss": "rmse", "minutes": 100}""");
        json("train", "--train", data.toString(), "--model", path("settings.model"), "--config", config.toString(),
                "--set", "batchSize=6", "--set", "optimiser=adam", "--epochs", "1", "--seed", "4");
        String page = Files.readString(folder.resolve("settings.model.html"));
        Map<String, String> settings = Map.of("channels", "8", "schedule", "plateau", "dropout", "0.2", "batchSize", "6",
                "optimiser", "adam", "forceLoss", "rmse", "minutes", "0.0", "epochs", "1", "seed", "4");
        settings.forEach((key, value) -> assertTrue(
                page.replaceAll("\\s*<", "<").contains("<td>" + key + "</td><td>" + value + "</td>"), key + " is not " + value));
        assertTrue(page.contains("ended after 1 epochs") && !page.contains("http-equiv"));
        out.getBuffer().setLength(0);
        assertEquals(8, json("describe", "--preset", "physical", "--config", config.toString()).get("channels"));
        out.getBuffer().setLength(0);
        assertMistake(List.of("optimizer", "optimiser"), "train", "--train", data.toString(), "--model", path("new.model"),
                "--set", "optimizer=adam");
    }

    /** A force beyond single precision: said in one line, with what is kept. */
    @Test
    void trainingThatFails() throws IOException {
        List<Structure> frames = new ArrayList<>(Ethanol.frames(12));
        frames.replaceAll(frame -> {
            double[] forces = frame.forces().orElseThrow();
            forces[4] = frame == frames.get(5) ? 1e30 : forces[4];
            return frame.withForces(forces);
        });
        ExtendedXyz.write(folder.resolve("spoilt.xyz"), frames);
        assertMistake(
                List.of("the loss became", "spoilt.xyz:", "has a force of 1.00e+30 eV/Å on atom 2", "lower the learning rate", "failed.model.failed.extxyz"),
                "train", "--train", path("spoilt.xyz"), "--model", path("failed.model"), "--lmax", "1", "--channels", "8",
                "--layers", "1", "--cutoff", "4", "--epochs", "3", "--valid", data.toString());
        assertEquals(5, ExtendedXyz.readAll(folder.resolve("failed.model.failed.extxyz")).size());
    }
}
