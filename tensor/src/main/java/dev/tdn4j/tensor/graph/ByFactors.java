package dev.tdn4j.tensor.graph;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.List;

/**
 * Tensor products through their CP factors, C((Aᵀx) ⊙ (Bᵀy)), item by item, as the published code of arXiv 2507.01131
 * computes them. Where the factors only approximate the coupling the product becomes theirs. Not among those of
 * {@link Pass#improve}: for comparison with its matrices.
 */
public final class ByFactors implements Pass {

    /** The pass; it has no state. */
    public ByFactors() {}

    @Override
    public Value rewrite(Context context, Value original, List<Value> arguments) {
        if (!(original.operation() instanceof Operation.TensorProduct(Coupling coupling, boolean contracted))
                || contracted
                || coupling.factors().isEmpty()) {
            return null;
        }
        Factors factors = coupling.factors().get();
        Graph graph = context.graph();
        Value x = graph.mapRows(transposed(factors, 0), arguments.get(0));
        Value y = graph.mapRows(transposed(factors, 1), arguments.get(1));
        RowMap out = RowMap.ofDense(factors.size(2), factors.rank(), factors.matrix(2));
        return graph.mapRows(out, graph.multiply(x, y));
    }

    private static RowMap transposed(Factors factors, int axis) {
        int rank = factors.rank();
        int size = factors.size(axis);
        double[] matrix = factors.matrix(axis);
        double[] dense = new double[rank * size];
        for (int i = 0; i < size; i++) {
            for (int r = 0; r < rank; r++) {
                dense[r * size + i] = matrix[i * rank + r];
            }
        }
        return RowMap.ofDense(rank, size, dense);
    }
}
