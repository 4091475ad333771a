package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Value;
import java.util.List;

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
            NetworkScope scope, EdgeProduct product, EdgeGeometry geometry, List<Value> weights, Value x, int heads) {
        Graph graph = scope.graph();
        int channels = x.type().channels();
        Value fromSource = graph.gather(Index.SOURCE, Layers.linear(scope.part("merge_src"), x, channels));
        Value fromDestination =
                graph.gather(Index.DESTINATION, Layers.linearWithoutBias(scope.part("merge_dst"), x, channels));
        Value message = product.of(graph.add(fromSource, fromDestination), weights);
        Value attention = scope.part("alpha").dropped(
                attention(scope.part("alpha"), geometry, Layers.scalarRow(graph, message), heads));
        Value gated = Layers.gate(graph, Layers.linear(scope.part("value"), message, 2 * channels));
        Value value = product.of(gated, weights);
        Value perChannel = graph.linear(attention, headMembership(graph, heads, channels));
        Value sum = graph.segmentSum(Index.DESTINATION, graph.multiply(value, perChannel));
        return Layers.linear(scope.part("proj"), sum, channels);
    }

    /** The softmax over each destination's edges, weighted by the envelope: [EDGES][1][heads]. */
    private static Value attention(NetworkScope scope, EdgeGeometry geometry, Value scalars, int heads) {
        Graph graph = scope.graph();
        int channels = scalars.type().channels();
        Value hidden = Layers.smoothLeakyRelu(graph, Layers.linear(scope, scalars, channels), SLOPE);
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
        return graph.divide(share, graph.gather(Index.DESTINATION, total));
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
