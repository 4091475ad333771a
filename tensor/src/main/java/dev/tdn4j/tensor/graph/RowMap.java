package dev.tdn4j.tensor.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A constant linear map over the rows of an item: out_o = Σ_i P_oi x_i for every channel. Selections, expansions by degree,
 * CP projections Aᵀ and reconstructions C, and the contraction of harmonics into an edge's own matrix are all of this
 * form. Kept as compressed rows; immutable.
 */
public final class RowMap {

    private final int outputs;
    private final int inputs;
    private final int[] start;
    private final int[] column;
    private final double[] value;

    private RowMap(int outputs, int inputs, int[] start, int[] column, double[] value) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.start = start;
        this.column = column;
        this.value = value;
    }

    /**
     * A map from its dense matrix.
     *
     * @param outputs the rows of the result
     * @param inputs the rows of the argument
     * @param dense P_oi at o·inputs + i
     * @return the map of its non-zeros
     */
    public static RowMap ofDense(int outputs, int inputs, double[] dense) {
        if (dense.length != outputs * inputs) {
            throw new IllegalArgumentException("a " + outputs + "×" + inputs + " matrix has not " + dense.length + " entries");
        }
        int[] start = new int[outputs + 1];
        int[] at = IntStream.range(0, dense.length).filter(t -> dense[t] != 0).toArray();
        for (int t : at) {
            start[t / inputs + 1]++;
        }
        for (int o = 0; o < outputs; o++) {
            start[o + 1] += start[o];
        }
        return new RowMap(
                outputs,
                inputs,
                start,
                Arrays.stream(at).map(t -> t % inputs).toArray(),
                Arrays.stream(at).mapToDouble(t -> dense[t]).toArray());
    }

    /**
     * The map that copies one argument row to each result row.
     *
     * @param outputs the rows of the result
     * @param inputs the rows of the argument
     * @param source the argument row of a result row, or −1 for a row of zeros
     * @return the map
     * @throws IllegalArgumentException if there is no such argument row
     */
    public static RowMap copying(int outputs, int inputs, IntUnaryOperator source) {
        double[] dense = new double[outputs * inputs];
        for (int o = 0; o < outputs; o++) {
            int row = source.applyAsInt(o);
            if (row >= inputs) {
                throw new IllegalArgumentException("no row " + row + " among " + inputs);
            }
            if (row >= 0) {
                dense[o * inputs + row] = 1;
            }
        }
        return ofDense(outputs, inputs, dense);
    }

    /**
     * The selection of adjacent rows.
     *
     * @param from the first row
     * @param count how many
     * @param inputs the rows of the argument
     * @return the map
     */
    public static RowMap selection(int from, int count, int inputs) {
        return copying(count, inputs, o -> from + o);
    }

    /**
     * The rows of the result.
     *
     * @return at least 1
     */
    public int outputs() {
        return outputs;
    }

    /**
     * The rows of the argument.
     *
     * @return at least 1
     */
    public int inputs() {
        return inputs;
    }

    /**
     * The number of non-zeros.
     *
     * @return at least 0
     */
    public int nonzeros() {
        return value.length;
    }

    /**
     * Where the non-zeros of a result row begin; those of the last end at {@code start(outputs)}.
     *
     * @param output the result row, 0..outputs
     * @return an index into the non-zeros
     */
    public int start(int output) {
        return start[output];
    }

    /**
     * The argument row of a non-zero.
     *
     * @param t which
     * @return 0..inputs−1
     */
    public int column(int t) {
        return column[t];
    }

    /**
     * A non-zero.
     *
     * @param t which
     * @return P_oi
     */
    public double value(int t) {
        return value[t];
    }

    /**
     * The adjoint map.
     *
     * @return Pᵀ
     */
    public RowMap transposed() {
        double[] dense = new double[outputs * inputs];
        for (int o = 0; o < outputs; o++) {
            for (int t = start[o]; t < start[o + 1]; t++) {
                dense[column[t] * outputs + o] = value[t];
            }
        }
        return ofDense(inputs, outputs, dense);
    }

    /**
     * This map after another.
     *
     * @param first the map applied first
     * @return this · first
     */
    public RowMap after(RowMap first) {
        if (first.outputs != inputs) {
            throw new IllegalArgumentException(this + " does not follow " + first);
        }
        double[] dense = new double[outputs * first.inputs];
        for (int o = 0; o < outputs; o++) {
            for (int t = start[o]; t < start[o + 1]; t++) {
                for (int s = first.start[column[t]]; s < first.start[column[t] + 1]; s++) {
                    dense[o * first.inputs + first.column[s]] += value[t] * first.value[s];
                }
            }
        }
        return ofDense(outputs, first.inputs, dense);
    }

    /**
     * Whether this map changes nothing.
     *
     * @return true for the identity
     */
    public boolean isIdentity() {
        return outputs == inputs
                && value.length == outputs
                && IntStream.range(0, outputs).allMatch(o -> start[o] == o && column[o] == o && value[o] == 1);
    }

    /**
     * Whether every result row is a copy of an argument row, or zero.
     *
     * @return true if nothing is multiplied or added
     */
    public boolean copies() {
        return IntStream.range(0, outputs).allMatch(o -> start[o + 1] - start[o] <= 1)
                && Arrays.stream(value).allMatch(v -> v == 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowMap m
                && outputs == m.outputs
                && inputs == m.inputs
                && Arrays.equals(start, m.start)
                && Arrays.equals(column, m.column)
                && Arrays.equals(value, m.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(start) + Arrays.hashCode(column)) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "RowMap[" + inputs + "→" + outputs + ", " + value.length + " non-zeros]";
    }
}
