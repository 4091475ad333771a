package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Type;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The library on a class path, in a JVM of its own, with and without the Vector API. */
class MissingVectorApiTest {

    /** What the other JVM runs: says which executor is preferred, what it computes, and why others are missing. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            Executor executor = Executors.preferred();
            Graph graph = new Graph();
            Program program = Program.of(graph, Map.of("y", graph.affine(graph.input("x", Type.SCALAR), 2, 1)));
            double[] y = new double[1];
            try (Plan plan = executor.compile(program)) {
                plan.bind(new Binding());
                plan.set("x", new double[] {20.5});
                plan.run();
                plan.get("y", y);
            }
            System.out.println(executor.name() + " computes " + y[0] + ", missing " + Executors.missing());
            System.out.println(executor.description());
        }
    }

    private static String run(int status, String... options) throws IOException, InterruptedException, URISyntaxException {
        String classPath = place(Executors.class) + File.pathSeparator + place(Graph.class) + File.pathSeparator + place(Probe.class);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        command.addAll(List.of(options));
        command.add(Probe.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), output);
        assertEquals(status, process.exitValue(), output);
        return output;
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void withoutItASentenceAndTheScalarExecutor() throws Exception {
        String output = run(0);
        String reason = "the Vector API is not in this JVM: start it with --add-modules jdk.incubator.vector";
        assertTrue(output.contains("scalar computes 42.0, missing {"), output);
        assertTrue(output.contains("vector=" + reason), output);
        assertTrue(output.contains("executor vector is not used: " + reason), output);
    }

    @Test
    void withItTheVectorExecutor() throws Exception {
        String output = run(0, "--add-modules", "jdk.incubator.vector");
        assertTrue(output.contains("vector computes 42.0, missing {tornado="), output);
        assertTrue(output.contains("Vector API in float"), output);
    }

    @Test
    void aForcedScalarExecutorNeedsNoExcuse() throws Exception {
        String output = run(0, "-D" + Executors.PROPERTY + "=scalar");
        assertTrue(output.contains("scalar computes 42.0"), output);
        assertFalse(output.contains("is not used"), output);
    }

    @Test
    void aForcedVectorExecutorSaysWhatItNeeds() throws Exception {
        String output = run(1, "-D" + Executors.PROPERTY + "=vector");
        assertTrue(output.contains("executor vector is not available (the Vector API is not in this JVM: start it with --add-modules jdk.incubator.vector); there are [scalar]"), output);
    }

    @Test
    void aWrongWidthIsExplained() throws Exception {
        String output = run(0, "--add-modules", "jdk.incubator.vector", "-Dtdn4j.vectorBits=100");
        assertTrue(output.contains("executor vector is not used"), output);
        assertTrue(output.contains("must be 64, 128, 256 or 512, but is \"100\""), output);
    }
}
