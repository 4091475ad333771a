package dev.tdn4j.tdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples: here they are compiled and run, and the README must hold them word for word. */
class ReadmeExampleTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/tdn4j/tdn/ReadmeExampleTest.java");

    /** The tensor product of 1000 edges. */
    private static float[] product(Executor executor, float[] features, float[] vectors) {
        // README product begins
        Graph graph = new Graph();
        Value x = graph.input("features", new Type(Space.EDGES, 9, 64)); // degrees 0..2 have 9 components
        Value v = graph.input("vectors", new Type(Space.EDGES, 3, 1));
        Value y = graph.solidHarmonics(2, v);
        Value xy = graph.tensorProduct(CouplingTensor.all(2), x, y);
        float[] result = new float[1000 * 9 * 64];
        try (Plan plan = executor.compile(Program.of(graph, Map.of("product", xy)))) {
            plan.bind(new Binding().size(Space.EDGES, 1000));
            plan.set("features", features); // [edge][component][channel]
            plan.set("vectors", vectors); // [edge][x, y, z]
            plan.run();
            plan.get("product", result);
        }
        // README product ends
        return result;
    }

    /** Energies and forces of every structure of a file. */
    private static double evaluate(Path modelFile, Path dataFile) throws IOException {
        double total = 0;
        // README potential begins
        Model model = ModelFile.read(modelFile);
        try (NeuralPotential potential = new NeuralPotential(model, Executors.preferred())) {
            for (Structure structure : ExtendedXyz.readAll(dataFile)) {
                Evaluation evaluation = potential.evaluate(structure);
                total += evaluation.energy(); // eV; evaluation.forces() in eV/Å
            }
        }
        // README potential ends
        return total;
    }

    /** Both executors give the same product: 9 terms of order one in float and double. */
    @Test
    void theProductRuns() {
        SplittableRandom random = new SplittableRandom(1);
        float[] features = floats(1000 * 9 * 64, random);
        float[] vectors = floats(1000 * 3, random);
        float[] exact = product(Executors.named("scalar"), features, vectors);
        float[] fast = product(Executors.named("vector"), features, vectors);
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            assertEquals(exact[i], fast[i], 1e-5, "entry " + i);
            largest = Math.max(largest, Math.abs(exact[i]));
        }
        assertTrue(largest > 1);
    }

    private static float[] floats(int size, SplittableRandom random) {
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = (float) random.nextDouble(-1, 1);
        }
        return floats;
    }

    /** A lone atom of a model whose parameters are all 0 has its reference energy. */
    @Test
    void thePotentialRuns(@TempDir Path folder) throws IOException {
        TdnConfig config = new TdnConfig(1, 8, 1, 4, 6, 2, true, FactorMethod.ALS, 0, 3, 1);
        SharedProduct products = SharedProduct.exact(config);
        Parameters zeros = Parameters.zeros(
                new TdnNetwork(config, products.coupling()).parameters().values());
        ReferenceEnergies references = new ReferenceEnergies(new TreeMap<>(Map.of(1, -13.6)));
        Path modelFile = folder.resolve("model.safetensors");
        Path dataFile = folder.resolve("atoms.extxyz");
        ModelFile.write(modelFile, new Model(config, products, zeros, references));
        ExtendedXyz.write(dataFile, List.of(Structure.of(new int[] {1}, new double[3])));
        assertEquals(-13.6, evaluate(modelFile, dataFile), 1e-12);
    }

    @Test
    void theReadmeHoldsTheExamples() throws IOException {
        String readme = Files.readString(README);
        for (String name : new String[] {"product", "potential"}) {
            String example = example(name);
            assertTrue(readme.contains(example), "README.md does not hold this example:\n" + example);
        }
    }

    /** The code between two marks of this file, as a block of Markdown. */
    private static String example(String name) throws IOException {
        String source = Files.readString(SOURCE);
        String begin = "// README " + name + " begins\n";
        String code = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("// README " + name + " ends"));
        return "```java\n" + code.stripIndent().strip() + "\n```";
    }
}
