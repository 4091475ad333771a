package dev.tdn4j.tensor.graph;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;

/**
 * What computes a value from its arguments. The set is small and closed under differentiation: the adjoint of each
 * operation is written in the others (see {@link Gradient}).
 */
public sealed interface Operation {

    /**
     * Data given at every run.
     *
     * @param name the input's name
     */
    record Input(String name) implements Operation {}

    /**
     * Data that training changes.
     *
     * @param name the parameter's name
     */
    record Parameter(String name) implements Operation {}

    /**
     * Data of the program, in space ONE.
     *
     * @param data the entries, row-major
     */
    record Constant(double[] data) implements Operation {
        @Override
        public boolean equals(Object other) {
            return other instanceof Constant c && Arrays.equals(data, c.data);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(data);
        }

        /** Equal constants read alike: passes compare listings to see whether a program still changes. */
        @Override
        public String toString() {
            return "Constant" + (data.length <= 4 ? Arrays.toString(data) : "[" + data.length + " entries, hash " + hashCode() + "]");
        }
    }

    /** The two-argument elementwise operations; arguments broadcast to their joined type. */
    enum Binary implements Operation {
        /** a + b. */
        ADD,
        /** a − b. */
        SUBTRACT,
        /** a · b. */
        MULTIPLY,
        /** a / b. */
        DIVIDE
    }

    /**
     * scale·x + shift.
     *
     * @param scale the factor
     * @param shift the term
     */
    record Affine(double scale, double shift) implements Operation {}

    /**
     * A function of every entry.
     *
     * @param function the function
     */
    record Apply(Function function) implements Operation {}

    /** Sums over every axis on which the result is single and the argument is not. */
    record Sum() implements Operation {}

    /** Repeats along every axis on which the argument is single and the result is not. */
    record Broadcast() implements Operation {}

    /**
     * A constant linear map over rows.
     *
     * @param map the map
     */
    record MapRows(RowMap map) implements Operation {}

    /** Mixes channels: x[e, i, :] · W with W in space ONE, the same for every item and row. */
    record Linear() implements Operation {}

    /** Σ over items and rows of x[e, i, :] ⊗ g[e, i, :], in space ONE: the adjoint of {@link Linear} in W. */
    record OuterSum() implements Operation {}

    /** Swaps the rows and the channels of a value in space ONE. */
    record Transpose() implements Operation {}

    /**
     * Mixes channels with one of several matrices for each pair of rows: out[e, o, :] = Σ x[e, i, :] · W_b over the entries
     * (o, i, b) of the pattern. W is in space ONE, its matrices one below the other.
     *
     * @param pattern which matrix leads from which row to which
     */
    record BlockLinear(BlockPattern pattern) implements Operation {}

    /**
     * For each matrix b, Σ over items and the entries (o, i, b) of the pattern of x[e, i, :] ⊗ g[e, o, :], one below the
     * other in space ONE: the adjoint of {@link BlockLinear} in W.
     *
     * @param pattern which rows meet for which matrix
     */
    record BlockOuterSum(BlockPattern pattern) implements Operation {}

    /**
     * The transpose of each of several matrices that stand one below the other in space ONE.
     *
     * @param blocks how many
     */
    record BlockTranspose(int blocks) implements Operation {}

    /**
     * The bilinear map out[e, k, u] = Σ_ij M_ijk a[e, i, u] b[e, j, u], where an argument with one channel is shared by all.
     *
     * @param coupling M
     * @param contracted whether the result is summed over the channels
     */
    record TensorProduct(Coupling coupling, boolean contracted) implements Operation {}

    /**
     * out[f] = x[index(f)].
     *
     * @param index the index
     */
    record Gather(Index index) implements Operation {}

    /**
     * out[t] = Σ of x[f] over all f with index(f) = t.
     *
     * @param index the index
     */
    record SegmentSum(Index index) implements Operation {}

    /**
     * out[t] = max of x[f] over all f with index(f) = t; 0 where there is none. Has no derivative: use it under
     * {@link StopGradient}.
     *
     * @param index the index
     */
    record SegmentMax(Index index) implements Operation {}

    /**
     * Component-normalised solid harmonics rˡY_lm of 3-vectors, e3nn's order.
     *
     * @param lmax the largest degree
     */
    record SolidHarmonics(int lmax) implements Operation {}

    /**
     * Adjacent channels.
     *
     * @param from the first channel taken
     */
    record SliceChannels(int from) implements Operation {}

    /**
     * Zeros around the channels: the adjoint of {@link SliceChannels}.
     *
     * @param from the channel at which the argument begins
     */
    record PadChannels(int from) implements Operation {}

    /** The argument, taken as constant by differentiation. */
    record StopGradient() implements Operation {}
}
