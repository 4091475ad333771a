package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.RowMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A sparse map by rows, in the tables of the code and the constants: the terms of row r are starts[r]..starts[r+1]−1.
 *
 * @param starts the place of the starts
 * @param columns the place of what a term reads, one or two integers a term
 * @param values the place of the coefficients
 */
record Sparse(int starts, int columns, int values) {

    static Sparse of(RowMap map, IntCode tables, Constants constants) {
        int[] starts = IntStream.rangeClosed(0, map.outputs()).map(map::start).toArray();
        int[] columns = IntStream.range(0, map.nonzeros()).map(map::column).toArray();
        double[] values = IntStream.range(0, map.nonzeros()).mapToDouble(map::value).toArray();
        return new Sparse(tables.append(starts), tables.append(columns), constants.place(values));
    }

    /** Σ over terms by k, each reading i and j. */
    static Sparse byOutput(Coupling m, IntCode tables, Constants constants) {
        return of(m, m.size(2), m::k, tables, constants, t -> new int[] {m.i(t), m.j(t)});
    }

    /** The matrix E_ki, its entries in the order of rows, from the shared j. */
    static Sparse matrix(Coupling m, IntCode tables, Constants constants) {
        return of(m, m.size(2) * m.size(0), t -> m.k(t) * m.size(0) + m.i(t), tables, constants, t -> new int[] {m.j(t)});
    }

    /** Σ over terms by k, each reading the pair (i, j). */
    static Sparse ofPairs(Coupling m, IntCode tables, Constants constants) {
        return of(m, m.size(2), m::k, tables, constants, t -> new int[] {m.i(t) * m.size(1) + m.j(t)});
    }

    private static Sparse of(
            Coupling m, int rows, IntUnaryOperator row, IntCode tables, Constants constants,
            java.util.function.IntFunction<int[]> reads) {
        int[] starts = new int[rows + 1];
        IntStream.range(0, m.nonzeros()).forEach(t -> starts[row.applyAsInt(t) + 1]++);
        for (int r = 0; r < rows; r++) {
            starts[r + 1] += starts[r];
        }
        int[] order = new int[m.nonzeros()];
        int[] next = starts.clone();
        IntStream.range(0, m.nonzeros()).forEach(t -> order[next[row.applyAsInt(t)]++] = t);
        int[] columns = IntStream.of(order).mapToObj(reads).flatMapToInt(IntStream::of).toArray();
        double[] values = IntStream.of(order).mapToDouble(m::value).toArray();
        return new Sparse(tables.append(starts), tables.append(columns), constants.place(values));
    }
}
