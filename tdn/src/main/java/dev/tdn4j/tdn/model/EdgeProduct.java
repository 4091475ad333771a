package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Value;
import java.util.List;

/**
 * The tensor product of features with the harmonics of their edges, Σ_g w_g · M_g(x, Y): one weight a channel for every
 * group g of paths that share it.
 *
 * @param graph where it is built
 * @param parts M_g, one a group
 * @param harmonics Y, the second argument of all products: [EDGES][n][1]
 */
record EdgeProduct(Graph graph, List<Coupling> parts, Value harmonics) {

    /** Copies the list. */
    EdgeProduct {
        parts = List.copyOf(parts);
    }

    /** The product with features of edges, [EDGES][n][channels], with one weight a group, [EDGES][1][channels] each. */
    Value of(Value x, List<Value> weights) {
        Value sum = null;
        for (int g = 0; g < parts.size(); g++) {
            Value weighted = graph.multiply(graph.tensorProduct(parts.get(g), x, harmonics), weights.get(g));
            sum = sum == null ? weighted : graph.add(sum, weighted);
        }
        return sum;
    }

    /** The product with 1 in the scalar row of every channel. */
    Value ofScalar(List<Value> weights) {
        Value sum = null;
        for (int g = 0; g < parts.size(); g++) {
            RowMap scalarPaths = scalarPaths(parts.get(g));
            if (scalarPaths != null) {
                Value weighted = graph.multiply(graph.mapRows(scalarPaths, harmonics), weights.get(g));
                sum = sum == null ? weighted : graph.add(sum, weighted);
            }
        }
        return sum;
    }

    /** M_0jk as a map over rows, or null if it is 0. */
    private static RowMap scalarPaths(Coupling coupling) {
        double[] dense = new double[coupling.size(1) * coupling.size(2)];
        boolean any = false;
        for (int t = 0; t < coupling.nonzeros(); t++) {
            if (coupling.i(t) == 0) {
                dense[coupling.k(t) * coupling.size(1) + coupling.j(t)] = coupling.value(t);
                any = true;
            }
        }
        return any ? RowMap.ofDense(coupling.size(2), coupling.size(1), dense) : null;
    }
}
