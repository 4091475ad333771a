package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Value;

/**
 * Graph attention whose messages are tensor products with the edge harmonics (arXiv 2507.01131, section 4), with the
 * cutoff envelope inside the softmax so that energies stay smooth when an edge enters or leaves.
 */
final class EquivariantAttention {

    private static final double SLOPE = 0.2;
    /** Far below any weight that matters, far above float underflow: keeps 0/0 away from atoms without neighbours. */
    private static final double TINY = 1e-30;

    private EquivariantAttention() {}

    static Value build(
            NetworkScope scope, EdgeProduct product, EdgeGeometry geometry, Value weights, Value x, int heads) {
        Graph graph = scope.graph();
        int channels = x.type().channels();
        Value fromSource = graph.gather(Index.SOURCE, Layers.linear(scope.part("merge_src"), x, channels));
        Value fromDestination =
                graph.gather(Index.DESTINATION, Layers.linearWithoutBias(scope.part("merge_dst"), x, channels));
        Value message = product.of(graph.add(fromSource, fromDestination), weights);
        NetworkScope alpha = scope.part("alpha");
        Value attention = weights(alpha, geometry, Layers.scalarLinear(alpha, message, channels), heads);
        Value gated = Layers.gate(graph, Layers.linear(scope.part("value"), message, 2 * channels));
        Value value = product.of(gated, weights);
        return Layers.linear(scope.part("proj"), sum(graph, value, attention), channels);
    }

    /** The sum of the values of an atom's edges, each head's channels with its own weights. */
    static Value sum(Graph graph, Value value, Value attention) {
        int heads = attention.type().channels();
        Value perChannel = graph.linear(attention, headMembership(graph, heads, value.type().channels()));
        return graph.segmentSum(Index.DESTINATION, graph.multiply(value, perChannel));
    }

    /** The softmax over each destination's edges of logits from scalars, weighted by the envelope: [EDGES][1][heads]. */
    static Value weights(NetworkScope scope, EdgeGeometry geometry, Value scalars, int heads) {
        Graph graph = scope.graph();
        int channels = scalars.type().channels();
        Value hidden = Layers.smoothLeakyRelu(graph, scalars, SLOPE);
        Value dot = scope.parameter("dot", 1, channels, Initial.preserving(channels / heads));
        Value logits = graph.linear(
                graph.multiply(hidden, dot), graph.transpose(headMembership(graph, heads, channels)));
        Value largest = graph.stopGradient(graph.segmentMax(Index.DESTINATION, logits));
        Value shifted = graph.subtract(logits, graph.gather(Index.DESTINATION, largest));
        Value unlimited = graph.apply(Elementary.EXP, shifted);
        Value share = geometry.envelope()
                .map(envelope -> graph.multiply(unlimited, graph.gather(Index.PAIR, envelope)))
                .orElse(unlimited);
        Value total = graph.affine(graph.segmentSum(Index.DESTINATION, share), 1, TINY);
        return scope.dropped(graph.divide(share, graph.gather(Index.DESTINATION, total)));
    }

    /** heads × channels: 1 where a channel belongs to a head. */
    private static Value headMembership(Graph graph, int heads, int channels) {
        double[] member = new double[heads * channels];
        for (int c = 0; c < channels; c++) {
            member[c / (channels / heads) * channels + c] = 1;
        }
        return graph.constant(heads, channels, member);
    }
}
