package dev.tdn4j.tensor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the graph says when shapes do not fit: the shapes, in the words of whoever built it. */
class GraphTest {

    private final Graph graph = new Graph();
    private final Value nodes = graph.input("nodes", new Type(Space.NODES, 4, 8));
    private final Value edges = graph.input("edges", new Type(Space.EDGES, 4, 8));

    private static void refuses(String words, Executable build) {
        String message = assertThrows(IllegalArgumentException.class, build).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void elementwise() {
        refuses("NODES[4×8] and EDGES[4×8] have no common shape", () -> graph.add(nodes, edges));
        Value rows = graph.input("rows", new Type(Space.NODES, 3, 8));
        refuses("NODES[4×8] and NODES[3×8]", () -> graph.multiply(nodes, rows));
        Value channels = graph.input("channels", new Type(Space.NODES, 4, 7));
        refuses("NODES[4×8] and NODES[4×7]", () -> graph.divide(nodes, channels));
    }

    @Test
    void sumsAndBroadcasts() {
        refuses("no sum leads from NODES[4×8] to NODES[2×8]", () -> graph.sum(nodes, new Type(Space.NODES, 2, 8)));
        refuses("no sum leads from NODES[4×8] to EDGES[4×8]", () -> graph.sum(nodes, edges.type()));
        refuses("NODES[4×8] does not stretch to NODES[4×9]", () -> graph.broadcast(nodes, new Type(Space.NODES, 4, 9)));
    }

    @Test
    void rowsAndChannels() {
        refuses("RowMap[3→2, 2 non-zeros] does not apply to NODES[4×8]", () -> graph.mapRows(RowMap.selection(0, 2, 3), nodes));
        refuses("no row 4 among 4", () -> graph.rows(nodes, 3, 2));
        refuses("no row 5 among 4", () -> RowMap.copying(3, 4, o -> o == 1 ? 5 : 0));
        refuses("no rows -1+2 in NODES[4×8]", () -> graph.rows(nodes, -1, 2));
        refuses("no rows 0+0 in NODES[4×8]", () -> graph.rows(nodes, 0, 0));
        refuses("no channels 6+3 in NODES[4×8]", () -> graph.sliceChannels(nodes, 6, 3));
        refuses("no channels -1+3 in NODES[4×8]", () -> graph.sliceChannels(nodes, -1, 3));
        refuses("NODES[4×8] does not fit in 9 channels from 2", () -> graph.padChannels(nodes, 2, 9));
        refuses("a 2×2 matrix has not 3 entries", () -> RowMap.ofDense(2, 2, new double[3]));
        refuses("does not follow", () -> RowMap.selection(0, 1, 2).after(RowMap.selection(0, 1, 2)));
    }

    @Test
    void mixing() {
        Value weight = graph.parameter("w", new Type(Space.ONE, 7, 8));
        refuses("ONE[7×8] does not mix the channels of NODES[4×8]", () -> graph.linear(nodes, weight));
        refuses("NODES[4×8] does not mix", () -> graph.linear(weight, nodes));
        refuses("no outer sum of NODES[4×8] and EDGES[4×8]", () -> graph.outerSum(nodes, edges));
        refuses("not NODES[4×8]", () -> graph.transpose(nodes));
    }

    @Test
    void products() {
        Coupling coupling = Coupling.matrixProduct(2, 2);
        refuses("Coupling[4×2×2, 4 non-zeros] does not couple NODES[4×8] and EDGES[4×8]", () -> graph.tensorProduct(coupling, nodes, edges));
        Value two = graph.input("two", new Type(Space.NODES, 2, 5));
        refuses("have no common shape", () -> graph.tensorProduct(coupling, nodes, two));
        refuses("harmonics are of vectors [3×1], not of NODES[4×8]", () -> graph.solidHarmonics(1, nodes));
    }

    @Test
    void indices() {
        refuses("SOURCE points at NODES, not at EDGES[4×8]", () -> graph.gather(Index.SOURCE, edges));
        refuses("SOURCE starts at EDGES, not at NODES[4×8]", () -> graph.segmentSum(Index.SOURCE, nodes));
        refuses("DESTINATION starts at EDGES", () -> graph.segmentMax(Index.DESTINATION, nodes));
    }

    @Test
    void names() {
        refuses("the name nodes stands for", () -> graph.input("nodes", edges.type()));
        refuses("the name nodes stands for", () -> graph.parameter("nodes", Type.SCALAR));
        refuses("parameter p has a size that changes from batch to batch: NODES[4×8]", () -> graph.parameter("p", nodes.type()));
        assertEquals(nodes, graph.input("nodes", nodes.type()));
    }

    @Test
    void sizes() {
        refuses("a value needs at least one row and one channel: 0×3", () -> new Type(Space.NODES, 0, 3));
        refuses("a constant 2×2 has not 3 entries", () -> graph.constant(2, 2, 1, 2, 3));
        refuses("must be at least 2, but is 1", () -> CutoffPolynomial.envelope(1));
    }

    @Test
    void aListingShowsEveryValue() {
        Program program = Program.of(graph, Map.of("sum", graph.sum(nodes, Type.SCALAR)));
        assertEquals("%0 = Input[name=nodes]() : NODES[4×8]\n%2 = Sum[](%0) : ONE[1×1]\nsum = %2\n", program.toString());
    }
}
