package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.Coupling;

/**
 * Recognises a coupling that is the multiplication of an item's own matrix with its rows, or one of its adjoints.
 *
 * @param matrix which axis is the matrix: 0 or 1 an argument, 2 the result
 * @param rows the rows of the matrix
 * @param columns its columns
 * @param transposed for a matrix among the arguments, whether it is applied transposed; for a matrix as the result,
 *     whether the first argument runs over its columns
 */
record MatrixForm(int matrix, int rows, int columns, boolean transposed) {

    /** The form of a coupling, or null if it is none of these. */
    static MatrixForm of(Coupling coupling) {
        for (int axis = 0; axis < 3; axis++) {
            int first = coupling.size(axis == 0 ? 1 : 0);
            int second = coupling.size(axis == 2 ? 1 : 2);
            if (coupling.size(axis) == coupling.nonzeros() && first * second == coupling.nonzeros()) {
                if (matches(coupling, axis, false, second)) {
                    return axis == 2
                            ? new MatrixForm(axis, first, second, false)
                            : new MatrixForm(axis, first, second, true);
                }
                if (matches(coupling, axis, true, first)) {
                    return axis == 2
                            ? new MatrixForm(axis, second, first, true)
                            : new MatrixForm(axis, second, first, false);
                }
            }
        }
        return null;
    }

    /** Whether every entry is 1 at matrix position (first, second), or (second, first) if swapped. */
    private static boolean matches(Coupling coupling, int axis, boolean swapped, int columns) {
        for (int t = 0; t < coupling.nonzeros(); t++) {
            int[] at = {coupling.i(t), coupling.j(t), coupling.k(t)};
            int first = at[axis == 0 ? 1 : 0];
            int second = at[axis == 2 ? 1 : 2];
            int position = swapped ? second * columns + first : first * columns + second;
            if (coupling.value(t) != 1 || at[axis] != position) {
                return false;
            }
        }
        return true;
    }
}
