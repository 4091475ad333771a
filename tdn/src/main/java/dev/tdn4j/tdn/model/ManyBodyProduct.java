package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Value;
import java.util.Optional;

/**
 * A polynomial of an atom's features, channel by channel, with coefficients for every element and degree: products of two
 * and three sums over neighbours describe four and more bodies (MACE, arXiv 2206.07697). By Horner's scheme
 * g₀A + M(g₁A + g₂M(A, A), A).
 */
final class ManyBodyProduct {

    private ManyBodyProduct() {}

    static Value build(NetworkScope scope, Coupling coupling, Value a, int rows) {
        Graph graph = scope.graph();
        Value inner = Layers.elementGains(scope.part("pair"), a, 1);
        if (Integer.getInteger("conv.order", 3) >= 3) {
            inner = graph.add(inner, Layers.elementGains(scope.part("triple"), product(graph, coupling, a, a), 0.5));
        }
        Value single = Layers.elementGains(scope.part("single"), graph.rows(a, 0, rows), 1);
        return graph.add(single, graph.rows(product(graph, coupling, inner, a), 0, rows));
    }

    private static Value product(Graph graph, Coupling coupling, Value x, Value y) {
        return graph.affine(unscaled(graph, coupling, x, y), Double.parseDouble(System.getProperty("conv.scale", "0.2")), 0);
    }

    /** M(x, y) for every channel, through the factors if there are any. */
    private static Value unscaled(Graph graph, Coupling coupling, Value x, Value y) {
        Optional<Factors> factors = Boolean.getBoolean("conv.sparse") ? Optional.empty() : coupling.factors();
        if (factors.isEmpty()) {
            return graph.tensorProduct(coupling, x, y);
        }
        Value a = graph.mapRows(map(factors.get(), 0).transposed(), x);
        Value b = graph.mapRows(map(factors.get(), 1).transposed(), y);
        return graph.mapRows(map(factors.get(), 2), graph.multiply(a, b));
    }

    private static RowMap map(Factors factors, int axis) {
        return RowMap.ofDense(factors.size(axis), factors.rank(), factors.matrix(axis));
    }
}
