package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.ByFactors;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through its factors a product is that of the tensor which they add up to. */
class ByFactorsTest {

    private static final int EDGES = 5, X = 4, Y = 3, OUT = 6, RANK = 7, CHANNELS = 8;

    private final SplittableRandom random = new SplittableRandom(1);

    private double[] random(int size) {
        return random.doubles(size, -1, 1).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CHANNELS})
    void theSameProduct(int channelsOfY) {
        Factors factors = new Factors(RANK, random(X * RANK), random(Y * RANK), random(OUT * RANK));
        Coupling coupling = factors.toCoupling().with(factors);
        Graph graph = new Graph();
        Program plain = Program.of(graph, Map.of("out", graph.tensorProduct(
                coupling,
                graph.input("x", new Type(Space.EDGES, X, CHANNELS)),
                graph.input("y", new Type(Space.EDGES, Y, channelsOfY)))));
        Program byFactors = new ByFactors().apply(plain);
        assertTrue(byFactors.values().stream().noneMatch(v -> v.operation() instanceof Operation.TensorProduct));
        double[] x = random(EDGES * X * CHANNELS);
        double[] y = random(EDGES * Y * channelsOfY);
        assertArrayEquals(run(plain, x, y), run(byFactors, x, y), 1e-13 * X * Y * RANK);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CHANNELS})
    void withoutFactorsNothingChanges(int channelsOfY) {
        Graph graph = new Graph();
        Program plain = Program.of(graph, Map.of("out", graph.tensorProduct(
                new Factors(1, random(X), random(Y), random(OUT)).toCoupling(),
                graph.input("x", new Type(Space.EDGES, X, CHANNELS)),
                graph.input("y", new Type(Space.EDGES, Y, channelsOfY)))));
        assertEquals(plain.toString(), new ByFactors().apply(plain).toString());
    }

    private static double[] run(Program program, double[] x, double[] y) {
        double[] out = new double[EDGES * OUT * CHANNELS];
        try (Plan plan = new ScalarExecutor().compile(program)) {
            plan.bind(new Binding().size(Space.EDGES, EDGES));
            plan.set("x", x);
            plan.set("y", y);
            plan.run();
            plan.get("out", out);
        }
        return out;
    }
}
