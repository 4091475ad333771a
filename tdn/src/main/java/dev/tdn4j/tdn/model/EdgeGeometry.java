package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.CutoffPolynomial;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Optional;

/**
 * What the geometry of the edges gives to every layer.
 *
 * @param vectors position(source) − position(destination), Å: [EDGES][3][1], the network's input
 * @param harmonics component-normalised harmonics of the directions: [EDGES][n][1]
 * @param distances distances in units of the cutoff: [PAIRS][1][1]
 * @param envelope 1 at distance 0, smoothly 0 at the cutoff: [PAIRS][1][1]; the published form has none
 */
record EdgeGeometry(Value vectors, Value harmonics, Value distances, Optional<Value> envelope) {

    /** The name of the network's input. */
    static final String VECTORS = "vectors";

    private static final int ENVELOPE_EXPONENT = 5;

    /** Everything but the directions depends on the distance alone, so it is computed once an undirected pair. */
    static EdgeGeometry build(Graph graph, TdnConfig config) {
        Value vectors = graph.input(VECTORS, new Type(Space.EDGES, 3, 1));
        Value square = graph.sum(graph.multiply(vectors, vectors), new Type(Space.EDGES, 1, 1));
        Value length = graph.apply(Elementary.SQRT, square);
        Value direction = graph.multiply(vectors, graph.apply(Elementary.RECIPROCAL, length));
        Value distances = graph.gather(Index.EDGE, graph.affine(length, 1 / config.cutoff(), 0));
        Optional<Value> envelope = config.form() == NetworkForm.PUBLISHED
                ? Optional.empty()
                : Optional.of(graph.apply(CutoffPolynomial.envelope(ENVELOPE_EXPONENT), distances));
        return new EdgeGeometry(vectors, graph.solidHarmonics(config.lmax(), direction), distances, envelope);
    }

    /** A value of each pair, made to vanish at the cutoff if there is an envelope, for each edge. */
    Value perEdge(Graph graph, Value ofPairs) {
        return graph.gather(Index.PAIR, envelope.map(e -> graph.multiply(ofPairs, e)).orElse(ofPairs));
    }
}
