package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Value;

/**
 * The convolution A_i = 1/√degree · Σ_j w_ij M(x_j, v_ij Y_ij) over neighbours (NequIP, arXiv 2101.03164), between two
 * linear maps with a matrix for every degree.
 */
final class NeighbourConvolution {

    private NeighbourConvolution() {}

    static Value build(
            NetworkScope scope, Coupling coupling, EdgeGeometry geometry, Value hidden, Value x, TdnConfig config) {
        Graph graph = scope.graph();
        Value source = Layers.linearByDegree(scope.part("before"), x, x.type().channels());
        Value weights = weights(scope, geometry, hidden, config.channels());
        Value harmonics = harmonics(scope, geometry, hidden, config.lmax());
        Value message = graph.multiply(graph.tensorProduct(coupling, graph.gather(Index.SOURCE, source), harmonics), weights);
        Value sum = graph.affine(graph.segmentSum(Index.DESTINATION, message), 1 / Math.sqrt(config.averageDegree()), 0);
        return Layers.linearByDegree(scope.part("after"), sum, x.type().channels());
    }

    /** The convolution of scalars alone, which the elements of the neighbours are. */
    static Value ofScalars(NetworkScope scope, EdgeGeometry geometry, Value hidden, Value scalars, TdnConfig config) {
        Graph graph = scope.graph();
        Value weights = weights(scope, geometry, hidden, config.channels());
        Value harmonics = harmonics(scope, geometry, hidden, config.lmax());
        Value message = graph.multiply(harmonics, graph.multiply(graph.gather(Index.SOURCE, scalars), weights));
        Value sum = graph.affine(graph.segmentSum(Index.DESTINATION, message), 1 / Math.sqrt(config.averageDegree()), 0);
        return Layers.linearByDegree(scope.part("after"), sum, config.channels());
    }

    private static Value weights(NetworkScope scope, EdgeGeometry geometry, Value hidden, int channels) {
        return geometry.perEdge(scope.graph(), RadialNetwork.output(scope.part("weights"), hidden, channels));
    }

    /** The harmonics times functions of the distance, one a degree, that all channels share. */
    private static Value harmonics(NetworkScope scope, EdgeGeometry geometry, Value hidden, int lmax) {
        if (Boolean.getBoolean("conv.single")) {
            return geometry.harmonics();
        }
        Graph graph = scope.graph();
        Value scale = null;
        for (int l = 0; l <= lmax; l++) {
            int degree = l;
            NetworkScope own = scope.part("degree" + l);
            Value offset = own.parameter("offset", 1, 1, new Initial.Constant(1));
            Value f = graph.add(Layers.linearWithoutBias(own, hidden, 1), offset);
            Value placed = graph.mapRows(
                    dev.tdn4j.tensor.graph.RowMap.copying(
                            (lmax + 1) * (lmax + 1), 1, o -> dev.tdn4j.tensor.Degrees.degree(o) == degree ? 0 : -1), f);
            scale = scale == null ? placed : graph.add(scale, placed);
        }
        return graph.multiply(geometry.harmonics(), graph.gather(Index.PAIR, scale));
    }
}
