package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The parts of Equiformer (arXiv 2206.11990) that a block of a Tensor Decomposition Network has in other forms: graph
 * attention with nonlinear messages and separable fully connected tensor products (SFCTP), a feed-forward part whose gates
 * are one a degree, and the degree embedding.
 *
 * <p>An SFCTP is a depthwise product, which couples each channel with the harmonics and keeps the results of all paths
 * apart, and a matrix for every path, so that channels and paths mix.
 *
 * @param scope where it is built
 * @param product the product with the edges' harmonics, every path a group
 */
record Equiformer(NetworkScope scope, EdgeProduct product) {

    private Graph graph() {
        return scope.graph();
    }

    private Equiformer part(String part) {
        return new Equiformer(scope.part(part), product);
    }

    /**
     * Attention. The first SFCTP has the radial network's weights and ends in a gate, the second has weights of its own; the
     * logits are of the first one's scalars.
     */
    Value attention(EdgeGeometry geometry, Value weights, Value x, int heads, int outChannels) {
        int channels = x.type().channels();
        Value fromSource = graph().gather(Index.SOURCE, Layers.linear(scope.part("merge_src"), x, channels));
        Value fromDestination =
                graph().gather(Index.DESTINATION, Layers.linearWithoutBias(scope.part("merge_dst"), x, channels));
        Value message = product.weighted(graph().add(fromSource, fromDestination), weights);
        Value attention = EquivariantAttention.weights(
                scope.part("alpha"), geometry, part("alpha").scalars(message, 1, channels), heads);
        Value gated = part("act").gate(part("act").mix(message, channels), part("act.gates").gates(message, channels));
        Value value = part("value").mix(part("value").depthwise(gated), channels);
        return Layers.linear(
                scope.part("proj"), EquivariantAttention.sum(graph(), value, attention), outChannels);
    }

    /** Depthwise with weights that do not depend on the edge. */
    private Value depthwise(Value x) {
        PathRows rows = product.rows();
        Value weights = scope.parameter("path_weights", rows.groups(), x.type().channels(), new Initial.Normal(1));
        return graph().multiply(product.apart(x), graph().mapRows(rows.groupOfRow(), weights));
    }

    /** The matrices of all paths, and a bias on the scalars. */
    private Value mix(Value apart, int channels) {
        return mix(product.rows().mixing(), apart, channels, product.rows().scalars());
    }

    private Value mix(BlockPattern pattern, Value apart, int channels, int fanInRows) {
        int fanIn = apart.type().channels();
        Value weight = scope.parameter(
                "weight", pattern.blocks() * fanIn, channels, Initial.preserving(fanInRows * fanIn));
        Value bias = scope.parameter("bias", 1, channels, new Initial.Constant(0));
        return graph().add(graph().blockLinear(pattern, apart, weight), Layers.embedScalar(graph(), bias, pattern.outputs()));
    }

    /** Rows of scalars, each from all scalars of the paths: a matrix for every result and path, a bias for every result. */
    private Value scalars(Value apart, int count, int channels) {
        int inputs = product.rows().scalars();
        return scalars(graph().rows(apart, 0, inputs), inputs, count, channels);
    }

    private Value scalars(Value x, int inputs, int count, int channels) {
        List<BlockPattern.Entry> entries = IntStream.range(0, count * inputs)
                .mapToObj(t -> new BlockPattern.Entry(t / inputs, t % inputs, t))
                .toList();
        int fanIn = inputs * x.type().channels();
        Value weight = scope.parameter("weight", count * fanIn, channels, Initial.preserving(fanIn));
        Value bias = scope.parameter("bias", count, channels, new Initial.Constant(0));
        return graph().add(graph().blockLinear(new BlockPattern(count, inputs, count * inputs, entries), x, weight), bias);
    }

    /** One row of gates for every degree above 0; null if there is none. */
    private Value gates(Value apart, int channels) {
        int lmax = lmax();
        return lmax == 0 ? null : scalars(apart, lmax, channels);
    }

    private int lmax() {
        return scope.config().lmax();
    }

    /** SiLU on the scalars; the rows of degree l times the sigmoid of the l-th gate. */
    private Value gate(Value x, Value gates) {
        Graph graph = graph();
        Value scalars = graph.apply(Elementary.SILU, Layers.scalarRow(graph, x));
        if (gates == null) {
            return scalars;
        }
        int n = x.type().rows();
        RowMap above = RowMap.copying(n, lmax(), o -> o == 0 ? -1 : Degrees.degree(o) - 1);
        Value gated = graph.multiply(x, graph.mapRows(above, graph.apply(Elementary.SIGMOID, gates)));
        return graph.add(gated, Layers.embedScalar(graph, scalars, n));
    }

    /** Two linear layers with a matrix for every degree, and a gate between them. */
    Value feedForward(Value x) {
        int channels = x.type().channels();
        Value expanded = Layers.linear(scope.part("expand"), x, channels);
        Value gates = lmax() == 0 ? null : part("gates").scalars(Layers.scalarRow(graph(), x), 1, lmax(), channels);
        return Layers.linear(scope.part("project"), gate(expanded, gates), channels);
    }

    /**
     * What an atom's surroundings look like: the SFCTP of a trained constant in the scalar row. Of its paths only those that
     * begin at a scalar give anything; the published form has weights and matrices of the others, too.
     */
    Value degreeEmbedding(Value weights, double averageDegree) {
        Graph graph = graph();
        int channels = weights.type().channels();
        Value apart = product.weightedScalar(graph.multiply(weights, constant(channels)));
        double scale = 1 / Math.sqrt(averageDegree);
        if (scope.config().form() == NetworkForm.PUBLISHED) {
            Value messages = part("project").mix(product.rows().mixingFromScalar(), apart, channels, 1);
            return graph.affine(graph.segmentSum(Index.DESTINATION, messages), scale, 0);
        }
        Value sum = graph.affine(graph.segmentSum(Index.DESTINATION, apart), scale, 0);
        return part("project").mix(product.rows().mixingFromScalar(), sum, channels, 1);
    }

    /** A linear layer of the number 1. */
    private Value constant(int channels) {
        NetworkScope expand = scope.part("expand");
        Value weight = expand.parameter("weight", 1, channels, new Initial.Uniform(-1, 1));
        return graph().add(weight, expand.parameter("bias", 1, channels, new Initial.Constant(0)));
    }
}
