package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published network's outputs, evaluated by its own code in double, for given weights and factors. */
class PublishedNetworkTest {

    /** Relative to the largest: the same arithmetic in another order, some hundred operations deep, in double. */
    private static final double DOUBLE = 1e-9;

    /** In float. */
    private static final double FLOAT = 1e-4;

    private static Safetensors reference(int lmax) throws IOException {
        Path file = Path.of(System.getProperty("tdn4j.shared", ""), "reference", "tdn_published_L" + lmax + ".safetensors");
        assumeTrue(Files.exists(file), "no reference file " + file + ": set -Dtdn4j.shared to the folder that holds reference/");
        return Safetensors.read(file);
    }

    @ParameterizedTest
    @CsvSource({"1, DIRECT", "2, DIRECT", "1, GRADIENT", "2, GRADIENT"})
    void inDouble(int lmax, ForceKind forces) throws IOException {
        compare(reference(lmax), lmax, forces, new ScalarExecutor(), DOUBLE);
    }

    @ParameterizedTest
    @CsvSource({"1, DIRECT", "2, DIRECT", "1, GRADIENT", "2, GRADIENT"})
    void inFloat(int lmax, ForceKind forces) throws IOException {
        compare(reference(lmax), lmax, forces, new VectorExecutor(), FLOAT);
    }

    private static void compare(Safetensors file, int lmax, ForceKind forces, Executor executor, double tolerance) {
        Model model = PublishedWeights.model(file, lmax, 4.5, "reference");
        Program program = Pass.improve(model.network().program());
        if (forces == ForceKind.GRADIENT) {
            program = Pass.improve(ForceProgram.of(Program.of(program.graph(), Map.of(
                    TdnNetwork.ENERGIES, program.outputs().get(TdnNetwork.ENERGIES)))));
        }
        List<AtomGraph> graphs = molecules(file);
        try (Plan plan = executor.compile(program)) {
            Batch batch = new Batch(graphs, model.config().elements());
            batch.bindTo(plan);
            PublishedWeights.values(file, model.config(), model.products(), "reference").forEach((name, values) -> {
                // Those of the force head have no part in a program without it.
                if (forces == ForceKind.DIRECT || !name.startsWith("forces.")) {
                    plan.set(name, values);
                }
            });
            plan.run();
            assertClose(file, "output.energy", plan, TdnNetwork.ENERGIES, tolerance);
            String kind = forces == ForceKind.DIRECT ? "direct" : "gradient";
            assertClose(file, "output.forces_" + kind, plan, ForceProgram.FORCES, tolerance);
        }
    }

    private static List<AtomGraph> molecules(Safetensors file) {
        double[] positions = file.tensors().get("input.positions").doubles();
        long[] numbers = file.tensors().get("input.atomic_numbers").longs();
        long[] batch = file.tensors().get("input.batch").longs();
        List<AtomGraph> graphs = new ArrayList<>();
        for (int first = 0, last; first < batch.length; first = last) {
            last = first;
            while (last < batch.length && batch[last] == batch[first]) {
                last++;
            }
            int[] own = Arrays.stream(numbers, first, last).mapToInt(Math::toIntExact).toArray();
            graphs.add(AtomGraph.of(
                    Structure.of(own, Arrays.copyOfRange(positions, 3 * first, 3 * last)), 4.5));
        }
        return graphs;
    }

    private static void assertClose(Safetensors file, String expectedName, Plan plan, String name, double tolerance) {
        double[] expected = file.tensors().get(expectedName).doubles();
        double[] actual = new double[expected.length];
        plan.get(name, actual);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]) / largest);
        }
        assertEquals(0, worst, tolerance, expectedName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbf.std", "factors.b", "blocks.1.attn.alpha_dot", "force_head.rad.net.6.weight"})
    void whatIsMissingOrOfAnotherShapeIsNamed(String name) throws IOException {
        Safetensors file = reference(1);
        String full = name.startsWith("factors") ? name : "weights." + name;
        Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
        tensors.put(full, Tensor.ofDoubles(new double[6], 3, 2));
        refused(tensors, name);
        tensors.remove(full);
        if (!name.equals("blocks.1.attn.alpha_dot")) { // without it the network has one block less
            refused(tensors, name);
        }
    }

    private static void refused(Map<String, Tensor> tensors, String name) {
        DataException refusal = assertThrows(
                DataException.class, () -> PublishedWeights.model(new Safetensors(Map.of(), tensors), 1, 4.5, "file"));
        assertTrue(refusal.getMessage().contains("file") && refusal.getMessage().contains(name), refusal.getMessage());
    }
}
