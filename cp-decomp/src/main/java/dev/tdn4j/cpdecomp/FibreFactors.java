package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact factors of any bilinear map from the fibres of its tensor: M_ij: is one rank-one term e_i ∘ e_j ∘ M_ij:, and so is a
 * fibre along another axis. A set of fibres that covers every non-zero is a set of factors.
 */
final class FibreFactors {

    private final Coupling m;
    private final int[] sizes = new int[3];
    private final boolean[] covered;
    /** The fibres chosen: axis, and index along the next axis times the size of the last plus index along that one. */
    private final List<int[]> chosen = new ArrayList<>();

    private FibreFactors(Coupling m) {
        this.m = m;
        this.covered = new boolean[m.nonzeros()];
        for (int axis = 0; axis < 3; axis++) {
            sizes[axis] = m.size(axis);
        }
    }

    /** The number of fibres, zero or not, along the longest axis: the product of the two smallest sizes. */
    static int largestRank(Coupling m) {
        long least = Long.MAX_VALUE;
        for (int axis = 0; axis < 3; axis++) {
            least = Math.min(least, (long) m.size((axis + 1) % 3) * m.size((axis + 2) % 3));
        }
        return Math.toIntExact(least);
    }

    /**
     * The fewest factors found: all fibres along one axis, or fibres along any, the one that covers most first.
     *
     * @return factors of rank at most {@link #largestRank}, with every entry exact
     * @throws IllegalArgumentException if m is zero
     */
    static Factors of(Coupling m) {
        if (m.nonzeros() == 0) {
            throw new IllegalArgumentException("a zero tensor has no CP factors to look for");
        }
        FibreFactors best = new FibreFactors(m);
        best.coverGreedily(true, true, true);
        for (int axis = 0; axis < 3; axis++) {
            FibreFactors along = new FibreFactors(m);
            along.coverGreedily(axis == 0, axis == 1, axis == 2);
            best = along.chosen.size() < best.chosen.size() ? along : best;
        }
        return best.factors();
    }

    private int index(int t, int axis) {
        return axis == 0 ? m.i(t) : axis == 1 ? m.j(t) : m.k(t);
    }

    private int fibre(int t, int axis) {
        return index(t, (axis + 1) % 3) * sizes[(axis + 2) % 3] + index(t, (axis + 2) % 3);
    }

    private void coverGreedily(boolean... allowed) {
        int[][] gain = new int[3][];
        for (int axis = 0; axis < 3; axis++) {
            gain[axis] = new int[sizes[(axis + 1) % 3] * sizes[(axis + 2) % 3]];
            for (int t = 0; t < covered.length && allowed[axis]; t++) {
                gain[axis][fibre(t, axis)]++;
            }
        }
        for (int left = covered.length; left > 0; ) {
            int[] most = {0, 0};
            for (int axis = 0; axis < 3; axis++) {
                for (int f = 0; f < gain[axis].length; f++) {
                    most = gain[axis][f] > gain[most[0]][most[1]] ? new int[] {axis, f} : most;
                }
            }
            chosen.add(most);
            for (int t = 0; t < covered.length; t++) {
                if (!covered[t] && fibre(t, most[0]) == most[1]) {
                    covered[t] = true;
                    left--;
                    for (int axis = 0; axis < 3; axis++) {
                        gain[axis][fibre(t, axis)]--;
                    }
                }
            }
        }
    }

    /** An entry that two chosen fibres share belongs to the first. */
    private Factors factors() {
        int rank = chosen.size();
        double[][] matrices = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            matrices[axis] = new double[sizes[axis] * rank];
        }
        boolean[] used = new boolean[covered.length];
        for (int r = 0; r < rank; r++) {
            int axis = chosen.get(r)[0];
            int next = (axis + 1) % 3;
            int last = (axis + 2) % 3;
            matrices[next][chosen.get(r)[1] / sizes[last] * rank + r] = 1;
            matrices[last][chosen.get(r)[1] % sizes[last] * rank + r] = 1;
            for (int t = 0; t < used.length; t++) {
                if (!used[t] && fibre(t, axis) == chosen.get(r)[1]) {
                    used[t] = true;
                    matrices[axis][index(t, axis) * rank + r] = m.value(t);
                }
            }
        }
        return new Factors(rank, matrices[0], matrices[1], matrices[2]);
    }
}
