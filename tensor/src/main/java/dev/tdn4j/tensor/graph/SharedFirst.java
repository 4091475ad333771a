package dev.tdn4j.tensor.graph;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contracts the shared argument of a tensor product first: M(·, y, ·) is one matrix an item, a linear map of y, that every
 * channel and every layer uses. Equal products share it because equal values are merged; apply this before
 * differentiation, so that the adjoints of all uses meet at the matrix. Where paths are kept apart the matrix is mostly
 * zeros; then it is a list of the places that are not.
 */
public final class SharedFirst implements Pass {

    /** Of a matrix that is filled to less than this part only the places that are filled are kept. */
    private static final int SPARSE = 2;

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

    /** Whether every component of the first argument is the coefficient of one pair: then it is a matrix already. */
    private static boolean isMatrix(Coupling coupling) {
        boolean[] seen = new boolean[coupling.size(0)];
        for (int t = 0; t < coupling.nonzeros(); t++) {
            if (seen[coupling.i(t)] || coupling.value(t) != 1) {
                return false;
            }
            seen[coupling.i(t)] = true;
        }
        return coupling.nonzeros() == coupling.size(0);
    }

    private static Value multiply(Graph graph, Coupling coupling, Value x, Value shared) {
        int columns = coupling.size(0);
        int rows = coupling.size(2);
        double[] dense = new double[rows * columns * coupling.size(1)];
        for (int t = 0; t < coupling.nonzeros(); t++) {
            dense[(coupling.k(t) * columns + coupling.i(t)) * coupling.size(1) + coupling.j(t)] = coupling.value(t);
        }
        int[] places = places(coupling);
        if (places.length == 0 || SPARSE * places.length > rows * columns) {
            Value matrix = graph.mapRows(RowMap.ofDense(rows * columns, coupling.size(1), dense), shared);
            return graph.tensorProduct(Coupling.matrixProduct(rows, columns), matrix, x);
        }
        RowMap map = RowMap.ofDense(rows * columns, coupling.size(1), dense);
        RowMap filled = RowMap.copying(places.length, rows * columns, o -> places[o]);
        Value entries = graph.mapRows(filled.after(map), shared);
        return graph.tensorProduct(sparseMatrix(rows, columns, places), entries, x);
    }

    /** The places of a matrix, row by row, at which the coupling puts anything. */
    private static int[] places(Coupling coupling) {
        return IntStream.range(0, coupling.nonzeros())
                .map(t -> coupling.k(t) * coupling.size(0) + coupling.i(t))
                .distinct()
                .sorted()
                .toArray();
    }

    /** The product of an item's matrix, of which only some places are kept, with its rows. */
    private static Coupling sparseMatrix(int rows, int columns, int[] places) {
        double[] one = new double[places.length];
        Arrays.fill(one, 1);
        return Coupling.of(
                places.length, columns, rows,
                IntStream.range(0, places.length).toArray(),
                IntStream.of(places).map(place -> place % columns).toArray(),
                IntStream.of(places).map(place -> place / columns).toArray(),
                one);
    }
}
