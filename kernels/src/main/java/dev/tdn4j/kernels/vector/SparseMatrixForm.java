package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.Coupling;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognises a coupling that multiplies an item's own matrix, of which some places are kept, with its rows, or an adjoint of
 * it: on one axis every index occurs once, as coefficient 1 of a pair of rows of the others.
 *
 * @param runs the pairs, in runs of adjacent places and rows
 */
record SparseMatrixForm(List<Run> runs) {

    /**
     * Adjacent pairs.
     *
     * @param place the first place in the matrix
     * @param row the first row on the first of the other axes
     * @param other the row on the second of the other axes
     * @param count how many places and rows
     */
    record Run(int place, int row, int other, int count) {}

    /** The form of a coupling with the matrix on an axis, or null if it has no such. */
    static SparseMatrixForm of(Coupling coupling, int axis) {
        boolean[] seen = new boolean[coupling.size(axis)];
        List<Run> runs = new ArrayList<>();
        for (int t = 0; t < coupling.nonzeros(); t++) {
            int[] at = {coupling.i(t), coupling.j(t), coupling.k(t)};
            if (coupling.value(t) != 1 || seen[at[axis]]) {
                return null;
            }
            seen[at[axis]] = true;
            Run next = new Run(at[axis], at[axis == 0 ? 1 : 0], at[axis == 2 ? 1 : 2], 1);
            Run last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && last.other == next.other && last.place + last.count == next.place && last.row + last.count == next.row) {
                runs.set(runs.size() - 1, new Run(last.place, last.row, last.other, last.count + 1));
            } else {
                runs.add(next);
            }
        }
        return coupling.nonzeros() == coupling.size(axis) ? new SparseMatrixForm(runs) : null;
    }
}
