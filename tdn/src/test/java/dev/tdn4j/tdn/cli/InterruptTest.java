package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.train.Ethanol;
import dev.tdn4j.tensor.io.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in a program of its own: training ends in order and goes on from its last checkpoint. */
class InterruptTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final int ENDING_SECONDS = 15;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    /** Shells add this to the number of the signal that ended a program. */
    private static final int BY_SIGNAL = 128;

    @TempDir
    private Path folder;

    @Test
    void trainingEndsInOrderAndGoesOn() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "skipped: there is no /bin/kill to send SIGINT with");
        ExtendedXyz.write(folder.resolve("train.xyz"), Ethanol.frames(100));
        Path model = folder.resolve("model");
        Path checkpoint = folder.resolve("model.checkpoint");

        int signal = ignoresInterrupts() ? SIGTERM : SIGINT;
        Process training = start("--epochs", "100000");
        try {
            await(checkpoint, training);
            assertEquals(0, new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(training.pid())).start().waitFor());
            assertTrue(training.waitFor(ENDING_SECONDS, TimeUnit.SECONDS), "it does not end");
        } finally {
            training.destroyForcibly();
        }
        assertEquals(BY_SIGNAL + signal, training.exitValue(), messages());
        Map<String, Object> results = JSON.std.mapFrom(Files.readString(folder.resolve("out")));
        assertEquals(true, results.get("interrupted"));
        int epochs = Integer.parseInt(Safetensors.read(checkpoint).metadata().get("epoch"));
        assertTrue(epochs >= 1);
        assertEquals(epochs, results.get("epochs"));
        assertEquals(8, ModelFile.read(model).config().channels());

        Process resumed = start("--epochs", Integer.toString(epochs + 1), "--resume");
        try {
            assertTrue(resumed.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
        } finally {
            resumed.destroyForcibly();
        }
        assertEquals(0, resumed.exitValue(), messages());
        assertEquals(epochs + 1, JSON.std.mapFrom(Files.readString(folder.resolve("out"))).get("epochs"));
        // One heading, one row for each epoch, though two programs wrote them.
        assertEquals(epochs + 2, Files.readAllLines(folder.resolve("model.csv")).size());
    }

    /** What a shell starts in the background ignores Ctrl-C, and so does what that starts: the other polite signal then. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (SIGINT - 1) & 1) == 1);
    }

    private void await(Path checkpoint, Process training) throws InterruptedException, IOException {
        for (int tenths = 0; !Files.exists(checkpoint); tenths++) {
            assertTrue(training.isAlive() && tenths < 10 * PATIENCE_SECONDS, messages());
            Thread.sleep(100);
        }
    }

    private String messages() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(program());
        command.addAll(List.of("train", "--json", "--train", "train.xyz", "--model", "model", "--lmax", "1", "--channels", "8",
                "--layers", "1", "--cutoff", "4"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** The program as this test sees it: as modules, or on the class path. */
    private static List<String> program() {
        String modules = System.getProperty("jdk.module.path");
        String main = Main.class.getName();
        return modules == null
                ? List.of("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), main)
                : List.of("-p", modules, "-m", Main.class.getModule().getName() + "/" + main);
    }
}
