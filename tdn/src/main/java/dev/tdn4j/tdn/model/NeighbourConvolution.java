package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Value;

/**
 * The convolution A_i = 1/√degree · Σ_j w_ij M(x_j, v_ij Y_ij) over neighbours (NequIP, arXiv 2101.03164). Its messages are
 * bilinear and nothing but summed, so that products by CP factors can be taken once a node instead of once an edge.
 *
 * <p>A radial function for every path and channel would forbid that. Here w is one for every channel and v one for every
 * degree of the harmonics; the matrices for every degree before and after the sum mix what they make.
 */
final class NeighbourConvolution {

    private final NetworkScope scope;
    private final EdgeGeometry geometry;
    private final TdnConfig config;
    /** w: [EDGES][1][channels]. */
    private final Value weights;
    /** v Y: [EDGES][n][1]. */
    private final Value harmonics;

    /**
     * Builds the radial functions.
     *
     * @param radial the hidden layer that all of them are linear maps of: [PAIRS][1][width]
     */
    NeighbourConvolution(NetworkScope scope, EdgeGeometry geometry, Value radial, TdnConfig config) {
        Graph graph = scope.graph();
        this.scope = scope;
        this.geometry = geometry;
        this.config = config;
        this.weights = geometry.perEdge(graph, RadialNetwork.output(scope.part("weights"), radial, config.channels()));
        this.harmonics = graph.multiply(geometry.harmonics(), graph.gather(Index.PAIR, degreeWeights(radial)));
    }

    /** The sum for features of all degrees: [NODES][n][channels] from the same. */
    Value of(Coupling coupling, Value x) {
        Graph graph = scope.graph();
        Value source = graph.gather(Index.SOURCE, Layers.linearByDegree(scope.part("before"), x, config.channels()));
        return sum(graph.tensorProduct(coupling, source, harmonics));
    }

    /** The sum for scalars, of which there is one path to every degree: [NODES][n][channels] from [NODES][1][channels]. */
    Value ofScalars(Value x) {
        return sum(scope.graph().multiply(harmonics, scope.graph().gather(Index.SOURCE, x)));
    }

    private Value sum(Value products) {
        Graph graph = scope.graph();
        Value sum = graph.segmentSum(Index.DESTINATION, graph.multiply(products, weights));
        return Layers.linearByDegree(
                scope.part("after"), graph.affine(sum, 1 / Math.sqrt(config.averageDegree()), 0), config.channels());
    }

    /** v, the same for all orders of a degree: [PAIRS][n][1]. */
    private Value degreeWeights(Value radial) {
        Graph graph = scope.graph();
        int n = Degrees.components(config.lmax());
        Value sum = null;
        for (int l = 0; l <= config.lmax(); l++) {
            int degree = l;
            NetworkScope own = scope.part("degree" + l);
            Value one = own.parameter("offset", 1, 1, new Initial.Constant(1));
            Value v = graph.add(Layers.linearWithoutBias(own, radial, 1), one);
            Value placed = graph.mapRows(RowMap.copying(n, 1, o -> Degrees.degree(o) == degree ? 0 : -1), v);
            sum = sum == null ? placed : graph.add(sum, placed);
        }
        return sum;
    }
}
