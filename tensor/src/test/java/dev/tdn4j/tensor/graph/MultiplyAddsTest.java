package dev.tdn4j.tensor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.tensor.Coupling;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiplyAddsTest {

    private static final int EDGES = 7;
    private static final int CHANNELS = 5;

    private final Graph graph = new Graph();
    private final Value x = graph.input("x", new Type(Space.EDGES, 4, CHANNELS));

    private Map<String, Long> count(Value result) {
        Binding binding = new Binding().size(Space.EDGES, EDGES);
        Program program = Program.of(graph, Map.of("result", result));
        Map<String, Long> counts = MultiplyAdds.byOperation(program, binding);
        assertEquals(counts.values().stream().mapToLong(Long::longValue).sum(), MultiplyAdds.of(program, binding));
        return counts;
    }

    @Test
    void mixingChannels() {
        Value weight = graph.parameter("w", new Type(Space.ONE, CHANNELS, 3));
        assertEquals(Map.of("Linear", 7L * 4 * 5 * 3), count(graph.linear(x, weight)));
    }

    @Test
    void outerSumCountsWhatIsSummed() {
        Value g = graph.input("g", new Type(Space.EDGES, 4, 3));
        assertEquals(Map.of("OuterSum", 7L * 4 * 5 * 3), count(graph.outerSum(x, g)));
    }

    /** As many as non-zeros, whether the result has all channels or their sum. */
    @Test
    void productsByNonzeros() {
        Value y = graph.input("y", new Type(Space.EDGES, 4, 1));
        Coupling coupling = Coupling.of(4, 4, 4, new int[] {0, 3}, new int[] {1, 2}, new int[] {2, 0}, new double[] {1, -2});
        assertEquals(Map.of("TensorProduct", 7L * 2 * 5), count(graph.tensorProduct(coupling, x, y)));
    }

    @Test
    void selectionsAndElementwiseOperationsAreFree() {
        Value scaled = graph.affine(graph.multiply(graph.rows(x, 1, 2), graph.rows(x, 0, 2)), 2, 1);
        assertEquals(Map.of(), count(scaled));
        RowMap map = RowMap.ofDense(2, 2, new double[] {1, 1, 0, 0.5});
        assertEquals(Map.of("MapRows", 7L * 3 * 5), count(graph.mapRows(map, scaled)));
    }
}
