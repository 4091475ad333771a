package dev.tdn4j.tensor.graph;

import dev.tdn4j.tensor.Coupling;
import java.util.List;

/**
 * Contracts the shared argument of a tensor product first: M(·, y, ·) is one matrix an item, a linear map of y, that every
 * channel and every layer uses. Equal products share it because equal values are merged; apply this before
 * differentiation, so that the adjoints of all uses meet at the matrix.
 */
public final class SharedFirst implements Pass {

    /** The pass; it has no state. */
    public SharedFirst() {}

    @Override
    public Value rewrite(Context context, Value original, List<Value> arguments) {
        if (!(original.operation() instanceof Operation.TensorProduct(Coupling coupling, boolean contracted)) || contracted) {
            return null;
        }
        Value a = arguments.get(0);
        Value b = arguments.get(1);
        if (a.type().channels() > 1 && b.type().channels() == 1) {
            return multiply(context.graph(), coupling, a, b);
        }
        if (a.type().channels() == 1 && b.type().channels() > 1 && !isMatrix(coupling)) {
            return multiply(context.graph(), coupling.permute(1, 0, 2), b, a);
        }
        return null;
    }

    private static boolean isMatrix(Coupling coupling) {
        return coupling.size(0) == coupling.size(1) * coupling.size(2)
                && coupling.equals(Coupling.matrixProduct(coupling.size(2), coupling.size(1)));
    }

    private static Value multiply(Graph graph, Coupling coupling, Value x, Value shared) {
        int columns = coupling.size(0);
        int rows = coupling.size(2);
        double[] dense = new double[rows * columns * coupling.size(1)];
        for (int t = 0; t < coupling.nonzeros(); t++) {
            dense[(coupling.k(t) * columns + coupling.i(t)) * coupling.size(1) + coupling.j(t)] = coupling.value(t);
        }
        Value matrix = graph.mapRows(RowMap.ofDense(rows * columns, coupling.size(1), dense), shared);
        return graph.tensorProduct(Coupling.matrixProduct(rows, columns), matrix, x);
    }
}
