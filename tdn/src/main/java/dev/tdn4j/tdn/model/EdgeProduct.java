package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Value;
import java.util.List;

/**
 * The tensor product of features with the harmonics of their edges, Σ_g w_g · M_g(x, Y): one weight a channel for every
 * group g of paths that share it.
 *
 * @param graph where it is built
 * @param rows the groups
 * @param harmonics Y, the second argument of all products: [EDGES][n][1]
 */
record EdgeProduct(Graph graph, PathRows rows, Value harmonics) {

    EdgeProduct(Graph graph, List<Coupling> parts, Value harmonics) {
        this(graph, PathRows.of(parts), harmonics);
    }

    /** The product with features of edges, [EDGES][n][channels], with one weight a group, [EDGES][groups][channels]. */
    Value of(Value x, Value weights) {
        return rows.groups() == 1
                ? graph.multiply(graph.tensorProduct(rows.parts().getFirst(), x, harmonics), weights)
                : graph.tensorProduct(rows.weightedSum(), weights, apart(x));
    }

    /** The products of the groups with features of edges, kept apart and without weights: [EDGES][rows][channels]. */
    Value apart(Value x) {
        return graph.tensorProduct(rows.coupling(), x, harmonics);
    }

    /** The weighted products of the groups with features of edges, kept apart: [EDGES][rows][channels]. */
    Value weighted(Value x, Value weights) {
        return graph.tensorProduct(rows.weighting(), weights, apart(x));
    }

    /** The product with 1 in the scalar row of every channel. */
    Value ofScalar(Value weights) {
        Value weighted = weightedScalar(weights);
        return rows.groups() == 1 ? weighted : graph.mapRows(rows.ofScalar().sum(), weighted);
    }

    /** The weighted products with 1 in the scalar row, kept apart: the rows of {@link PathRows#ofScalar}. */
    Value weightedScalar(Value weights) {
        PathRows scalar = rows.ofScalar();
        Value perRow = rows.groups() == 1 ? weights : graph.mapRows(scalar.groupOfRow(), weights);
        return graph.multiply(graph.mapRows(scalar.fromHarmonics(), harmonics), perRow);
    }
}
