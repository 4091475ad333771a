package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;

/** The equivariant layers that every block is made of, over values [(L+1)²][channels] (DESIGN of the network: arXiv 2507.01131, section 4). */
final class Layers {

    private static final double EPSILON = 1e-5;

    private Layers() {}

    /** Puts a value of one row into the scalar row (l = 0) of n rows, zeros elsewhere. */
    static Value embedScalar(Graph graph, Value scalar, int n) {
        return graph.mapRows(RowMap.copying(n, 1, o -> o == 0 ? 0 : -1), scalar);
    }

    /** The scalar row, l = 0. */
    static Value scalarRow(Graph graph, Value x) {
        return graph.rows(x, 0, 1);
    }

    /** Repeats one row a degree over its 2l+1 components. */
    static RowMap expandDegrees(int lmax) {
        return RowMap.copying(Degrees.components(lmax), lmax + 1, Degrees::degree);
    }

    /**
     * One matrix shared by all degrees, or one for every degree if the network has such; a bias on the scalars alone: the
     * only one that commutes with rotations.
     */
    static Value linear(NetworkScope scope, Value x, int channels) {
        Graph graph = scope.graph();
        Value mixed = linearWithoutBias(scope, x, channels);
        Value bias = scope.parameter("bias", 1, channels, new Initial.Constant(0));
        return graph.add(mixed, embedScalar(graph, bias, x.type().rows()));
    }

    /**
     * The scalar row of a linear layer. The published network has matrices of all degrees there, too, though no other row is
     * read.
     */
    static Value scalarLinear(NetworkScope scope, Value x, int channels) {
        boolean unusedToo = scope.config().linears() == Linears.DEGREE && scope.config().form() == NetworkForm.PUBLISHED;
        return unusedToo
                ? scalarRow(scope.graph(), linear(scope, x, channels))
                : linear(scope, scalarRow(scope.graph(), x), channels);
    }

    static Value linearWithoutBias(NetworkScope scope, Value x, int channels) {
        int fanIn = x.type().channels();
        if (scope.config().linears() == Linears.DEGREE && x.type().rows() > 1) {
            int blocks = Degrees.lmax(x.type().rows()) + 1;
            Value weight = scope.parameter("weight", blocks * fanIn, channels, Initial.preserving(fanIn));
            return scope.graph().blockLinear(BlockPattern.diagonal(x.type().rows(), blocks, Degrees::degree), x, weight);
        }
        return scope.graph().linear(x, scope.parameter("weight", fanIn, channels, Initial.preserving(fanIn)));
    }

    /** A matrix of its own for every degree. */
    static Value linearByDegree(NetworkScope scope, Value x, int channels) {
        Graph graph = scope.graph();
        int n = x.type().rows();
        Value sum = null;
        for (int l = 0; l <= Degrees.lmax(n); l++) {
            int first = l * l;
            int count = 2 * l + 1;
            Value mixed = linearWithoutBias(scope.part("degree" + l), graph.rows(x, first, count), channels);
            Value placed = graph.mapRows(RowMap.copying(n, count, o -> o >= first && o < first + count ? o - first : -1), mixed);
            sum = sum == null ? placed : graph.add(sum, placed);
        }
        return sum;
    }

    /** Multiplies the rows of each degree by gains that depend on the atom's element: a self-connection (arXiv 2101.03164). */
    static Value elementGains(NetworkScope scope, Value x, double start) {
        Graph graph = scope.graph();
        int lmax = Degrees.lmax(x.type().rows());
        Type type = new Type(Space.ELEMENTS, lmax + 1, x.type().channels());
        Value table = scope.parameter("gain", type, new Initial.Constant(start));
        return graph.multiply(x, graph.mapRows(expandDegrees(lmax), graph.gather(Index.ELEMENT, table)));
    }

    /**
     * Layer norm by degree: the mean over channels is removed for l = 0 only, every degree is divided by its rms over
     * orders and channels, then scaled by (l, channel); a bias on l = 0.
     */
    static Value degreeNorm(NetworkScope scope, Value x) {
        Graph graph = scope.graph();
        int n = x.type().rows();
        int lmax = Degrees.lmax(n);
        int channels = x.type().channels();
        Value mean = graph.affine(sumChannels(graph, scalarRow(graph, x)), 1.0 / channels, 0);
        Value centred = graph.subtract(x, embedScalar(graph, graph.broadcast(mean, x.type().withRows(1)), n));
        Value squares = sumChannels(graph, graph.multiply(centred, centred));
        RowMap expand = expandDegrees(lmax);
        Value perDegree = graph.mapRows(meanOverOrders(lmax, channels), squares);
        Value scale = graph.apply(Elementary.RECIPROCAL, graph.apply(Elementary.SQRT, graph.affine(perDegree, 1, EPSILON)));
        Value normed = graph.multiply(centred, graph.mapRows(expand, scale));
        Value gain = graph.mapRows(expand, scope.parameter("gain", lmax + 1, channels, new Initial.Constant(1)));
        Value bias = scope.parameter("bias", 1, channels, new Initial.Constant(0));
        return graph.add(graph.multiply(normed, gain), embedScalar(graph, bias, n));
    }

    private static RowMap meanOverOrders(int lmax, int channels) {
        int n = Degrees.components(lmax);
        double[] dense = new double[(lmax + 1) * n];
        for (int i = 0; i < n; i++) {
            int l = Degrees.degree(i);
            dense[l * n + i] = 1.0 / ((2 * l + 1) * channels);
        }
        return RowMap.ofDense(lmax + 1, n, dense);
    }

    /** The ordinary layer norm over the channels of scalars. */
    static Value scalarNorm(NetworkScope scope, Value x) {
        Graph graph = scope.graph();
        int channels = x.type().channels();
        Value mean = graph.affine(sumChannels(graph, x), 1.0 / channels, 0);
        Value centred = graph.subtract(x, mean);
        Value variance = graph.affine(sumChannels(graph, graph.multiply(centred, centred)), 1.0 / channels, EPSILON);
        Value normed = graph.multiply(centred, graph.apply(Elementary.RECIPROCAL, graph.apply(Elementary.SQRT, variance)));
        Value gain = scope.parameter("gain", 1, channels, new Initial.Constant(1));
        Value bias = scope.parameter("bias", 1, channels, new Initial.Constant(0));
        return graph.add(graph.multiply(normed, gain), bias);
    }

    /**
     * The gate: of 2c channels the first c of the scalar row pass SiLU, and the first c of the other rows are multiplied by
     * the sigmoid of the last c of the scalar row.
     */
    static Value gate(Graph graph, Value x) {
        int n = x.type().rows();
        int channels = x.type().channels() / 2;
        Value features = graph.sliceChannels(x, 0, channels);
        Value scalars = scalarRow(graph, features);
        Value gates = graph.apply(Elementary.SIGMOID, scalarRow(graph, graph.sliceChannels(x, channels, channels)));
        Value activated = embedScalar(graph, graph.apply(Elementary.SILU, scalars), n);
        Value others = graph.mapRows(RowMap.copying(n, n, o -> o == 0 ? -1 : o), features);
        return graph.add(graph.multiply(others, gates), activated);
    }

    /** The scalar row passes SiLU, the rows of every other degree are multiplied by a sigmoid of a linear map of it. */
    static Value gateByScalars(NetworkScope scope, Value x) {
        Graph graph = scope.graph();
        int n = x.type().rows();
        int channels = x.type().channels();
        Value scalars = scalarRow(graph, x);
        Value bias = scope.parameter("bias", 1, channels, new Initial.Constant(0));
        Value activated = graph.apply(Elementary.SILU, graph.add(scalars, bias));
        if (n == 1) {
            return activated;
        }
        Value gates = graph.apply(Elementary.SIGMOID, linear(scope.part("others"), scalars, channels));
        Value others = graph.mapRows(RowMap.copying(n, n, o -> o == 0 ? -1 : o), x);
        return graph.add(graph.multiply(others, gates), embedScalar(graph, activated, n));
    }

    /** αx + (1−α)·SiLU(x): the smooth leaky ReLU of Equiformer (arXiv 2206.11990). */
    static Value smoothLeakyRelu(Graph graph, Value x, double slope) {
        return graph.add(graph.affine(x, slope, 0), graph.affine(graph.apply(Elementary.SILU, x), 1 - slope, 0));
    }

    static Value sumChannels(Graph graph, Value x) {
        Type type = x.type();
        return graph.sum(x, type.withChannels(1));
    }
}
