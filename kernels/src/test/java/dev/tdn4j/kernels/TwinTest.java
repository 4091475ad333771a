package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector executor against the scalar one: every operation, every shape, every awkward number of items and channels. */
class TwinTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 17, 24, 64})
    void results(int channels) {
        for (OperationCase operation : OperationCases.all(channels)) {
            Twins.agree(operation + ", " + channels + " channels", operation.program(), 0);
        }
    }

    /** Adjoints are operations in shapes of their own: contracted products, products whose result is a matrix. */
    @ParameterizedTest
    @ValueSource(ints = {1, 17})
    void firstDerivatives(int channels) {
        derivatives(channels, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17})
    void secondDerivatives(int channels) {
        derivatives(channels, 2);
    }

    private static void derivatives(int channels, int order) {
        for (OperationCase operation : OperationCases.all(channels)) {
            if (operation.orders() >= order) {
                Program program = operation.derivative(order).program(operation.graph());
                Twins.agree(operation + ", derivative " + order + ", " + channels + " channels", program, order);
            }
        }
    }

    /** Matrices beyond a second-level cache are multiplied with larger tiles. */
    @Test
    void matricesTooLargeForTheCache() {
        int rows = 65;
        int channels = 64;
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.EDGES, rows, channels));
        Value weight = graph.input("w", new Type(Space.ONE, rows * channels, channels));
        Value mixed = graph.blockLinear(BlockPattern.diagonal(rows, rows, row -> row), x, weight);
        Value sum = graph.segmentSum(Index.DESTINATION, graph.multiply(mixed, x));
        Twins.agree("large matrices", Program.of(graph, Map.of("result", sum)), 0);
    }

    @Test
    @DisplayName("no operation is left out")
    void everyOperation() {
        Set<String> tested = new TreeSet<>();
        for (OperationCase operation : OperationCases.all(3)) {
            operation.program().values().forEach(value -> tested.add(kind(value.operation())));
        }
        Set<String> all = new TreeSet<>();
        for (Class<?> kind : Operation.class.getPermittedSubclasses()) {
            all.add(kind.getSimpleName());
        }
        // Every gradient begins with a constant, and sourcesAsOutputs has one.
        all.remove("Constant");
        assertEquals(all, tested);
    }

    private static String kind(Operation operation) {
        return operation instanceof Operation.Binary ? "Binary" : operation.getClass().getSimpleName();
    }

    @Test
    void sourcesAsOutputs() {
        Graph graph = new Graph();
        Value input = graph.input("x", new Type(Space.NODES, 2, 3));
        Map<String, Value> outputs = Map.of(
                "input", input,
                "constant", graph.constant(2, 3, 1, 2, 3, 4, 5, 6),
                "stopped", graph.stopGradient(graph.affine(input, 2, 1)),
                "same", graph.affine(input, 2, 1));
        Twins.agree("sources", Program.of(graph, outputs), 0);
    }
}
