package dev.tdn4j.kernels.products;


import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies of an argument's rows, multiplied by 1, −1 or 0, in the order and neighbourhood in which a micro-kernel reads them.
 */
final class PreparedRows {

    private final int length;
    private final RowCopy copy;
    private final Map<String, Integer> places = new TreeMap<>();
    private int[] program = {SparseMatrix.END};
    private int size;

    /** Rows that are zeros are never written. */
    PreparedRows(int length) {
        this.length = length;
        this.copy = Kernels.copy(length);
    }

    /** The offset of a sequence of rows, given as pairs (component, factor). */
    int add(int... sequence) {
        return places.computeIfAbsent(Arrays.toString(sequence), key -> {
            int at = size;
            size += sequence.length / 2 * length;
            for (int t = 0; t < sequence.length; t += 2) {
                if (sequence[t + 1] != 0) {
                    int end = program.length - 1;
                    program = Arrays.copyOf(program, end + 4);
                    program[end] = sequence[t] * length;
                    program[end + 1] = sequence[t + 1];
                    program[end + 2] = at + t / 2 * length;
                    program[end + 3] = SparseMatrix.END;
                }
            }
            return at;
        });
    }

    /** The floats of all copies. */
    int size() {
        return size;
    }

    /** Copies an argument. */
    void prepare(float[] argument, int argumentAt, float[] rows, int rowsAt) {
        copy.apply(program, argument, argumentAt, rows, rowsAt);
    }
}
