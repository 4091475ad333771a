package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/** From distances to the channel weights of a tensor product: a radial basis and an MLP with layer norms. */
final class RadialNetwork {

    /** The Gaussians' widths in units of their spacing: they overlap, so that rare distances are learned from near ones. */
    private static final double OVERLAP = 2;
    private static final double MEAN_OFFSET = 0.125;

    private RadialNetwork() {}

    /** The radial basis of the configuration's form. */
    static Value basis(NetworkScope scope, EdgeGeometry geometry, TdnConfig config) {
        return config.form() == NetworkForm.PUBLISHED
                ? publishedBasis(scope, geometry.distances(), config.radialBasis())
                : gaussianBasis(scope, geometry.distances(), config.radialBasis());
    }

    /**
     * K Gaussians with trainable means and widths over the distance in units of the cutoff; each is scaled to a height of
     * about 1.
     */
    private static Value gaussianBasis(NetworkScope scope, Value distances, int count) {
        Graph graph = scope.graph();
        Value means = scope.parameter("means", 1, count, new Initial.Spaced(0, 1));
        Value widths = scope.parameter("widths", 1, count, new Initial.Constant(OVERLAP / count));
        Value safe = graph.affine(graph.apply(Elementary.ABS, widths), 1, 1e-5);
        Value z = graph.divide(graph.subtract(distances, means), safe);
        return graph.apply(Elementary.EXP, graph.affine(graph.multiply(z, z), -0.5, 0));
    }

    /** The published basis: K normalised Gaussians of a·d/r_c + b with trainable a, b, means and widths. */
    private static Value publishedBasis(NetworkScope scope, Value distances, int count) {
        Graph graph = scope.graph();
        Value scale = scope.parameter("scale", 1, 1, new Initial.Constant(1));
        Value shift = scope.parameter("shift", 1, 1, new Initial.Constant(0));
        Value means = scope.parameter("means", 1, count, new Initial.Uniform(0, 1));
        Value widths = scope.parameter("widths", 1, count, new Initial.Uniform(1.0 / count, 1));
        Value safe = graph.affine(graph.apply(Elementary.ABS, widths), 1, 1e-5);
        Value at = graph.add(graph.multiply(distances, scale), shift);
        Value z = graph.divide(graph.subtract(at, means), safe);
        Value bells = graph.apply(Elementary.EXP, graph.affine(graph.multiply(z, z), -0.5, 0));
        return graph.divide(bells, graph.affine(safe, Math.sqrt(2 * Math.PI), 0));
    }

    /** The weights of {@link #groupWeights}, a value a group: [EDGES][1][channels] each. */
    static List<Value> weights(NetworkScope scope, Value basis, EdgeGeometry geometry, TdnConfig config) {
        Value all = groupWeights(scope, basis, geometry, config);
        return IntStream.range(0, config.groups().size()).mapToObj(g -> scope.graph().rows(all, g, 1)).toList();
    }

    /**
     * One weight a channel for every edge and group of paths: [EDGES][groups][channels], zero at the cutoff with two
     * derivatives if there is an envelope.
     */
    static Value groupWeights(NetworkScope scope, Value basis, EdgeGeometry geometry, TdnConfig config) {
        int groups = config.groups().size();
        Graph graph = scope.graph();
        Value hidden = hidden(scope, basis, config.radialHidden());
        NetworkScope last = scope.part("out");
        if (groups == 1) {
            return geometry.perEdge(graph, output(last, hidden, config.channels()));
        }
        int channels = groups * config.channels();
        Value offset = last.parameter("offset", 1, channels, new Initial.Uniform(-MEAN_OFFSET, MEAN_OFFSET));
        int depth = config.radialHidden();
        Value weight = last.parameter("weight", depth, channels, Initial.preserving(depth));
        BlockPattern pattern = new BlockPattern(
                groups, 1, groups, IntStream.range(0, groups).mapToObj(g -> new BlockPattern.Entry(g, 0, g)).toList());
        Value mixed = graph.blockLinear(pattern, hidden, belowEachOther(graph, groups, weight));
        return geometry.perEdge(graph, graph.add(mixed, belowEachOther(graph, groups, offset)));
    }

    /** Matrices that stand side by side, one below the other. */
    private static Value belowEachOther(Graph graph, int count, Value matrices) {
        return graph.blockTranspose(count, graph.transpose(matrices));
    }

    /** The two hidden layers: [PAIRS][1][width]. */
    static Value hidden(NetworkScope scope, Value basis, int width) {
        Graph graph = scope.graph();
        Value x = basis;
        for (int layer = 0; layer < 2; layer++) {
            NetworkScope hidden = scope.part("hidden" + layer);
            x = Layers.linear(hidden, x, width);
            x = graph.apply(Elementary.SILU, Layers.scalarNorm(hidden.part("norm"), x));
        }
        return x;
    }

    /** The last layer: [PAIRS][1][outputs]. */
    static Value output(NetworkScope scope, Value hidden, int outputs) {
        Value offset = scope.parameter("offset", 1, outputs, new Initial.Uniform(-MEAN_OFFSET, MEAN_OFFSET));
        return scope.graph().add(Layers.linearWithoutBias(scope, hidden, outputs), offset);
    }
}
