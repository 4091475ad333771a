package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Value;
import java.util.Optional;

/**
 * A polynomial of an atom's features, channel by channel, with coefficients for every element and degree: products of two
 * and of three sums over neighbours see four bodies (MACE, arXiv 2206.07697). By Horner's scheme
 * g₁A + M(g₂A + g₃M(A, A), A).
 */
final class ManyBodyProduct {

    private ManyBodyProduct() {}

    /** The first rows of it, which are all that the last block needs: [NODES][rows][channels] from [NODES][n][channels]. */
    static Value build(NetworkScope scope, Coupling coupling, Value a, int rows) {
        Graph graph = scope.graph();
        Value inner = graph.add(
                Layers.elementGains(scope.part("pair"), a, 1),
                Layers.elementGains(scope.part("triple"), product(graph, coupling, a, a), 0.5));
        Value single = Layers.elementGains(scope.part("single"), graph.rows(a, 0, rows), 1);
        return graph.add(single, graph.rows(product(graph, coupling, inner, a), 0, rows));
    }

    /**
     * M(x, y) for every channel, in rank space if there are factors, made of about the size of x and y: where every degree
     * of an argument points one way, the scalar row is a sum of √(2l+1) over all of them.
     */
    private static Value product(Graph graph, Coupling coupling, Value x, Value y) {
        double largest = 0;
        for (int l = 0; l <= Degrees.lmax(coupling.size(0)); l++) {
            largest += Math.sqrt(2 * l + 1);
        }
        Optional<Factors> factors = coupling.factors();
        Value product = factors.isPresent()
                ? inRankSpace(graph, factors.get(), x, y)
                : graph.tensorProduct(coupling, x, y);
        return graph.affine(product, 1 / largest, 0);
    }

    /** C((Aᵀx) ⊙ (Bᵀy)). */
    private static Value inRankSpace(Graph graph, Factors factors, Value x, Value y) {
        Value a = graph.mapRows(map(factors, 0).transposed(), x);
        Value b = graph.mapRows(map(factors, 1).transposed(), y);
        return graph.mapRows(map(factors, 2), graph.multiply(a, b));
    }

    private static RowMap map(Factors factors, int axis) {
        return RowMap.ofDense(factors.size(axis), factors.rank(), factors.matrix(axis));
    }
}
