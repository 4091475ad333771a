package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exact factors that every tensor has: one term for each of its fibres that is not zero, along the axis with fewest of
 * them. A fibre is what two fixed indices leave; its term has unit vectors for these two.
 */
final class FibreFactors {

    private FibreFactors() {}

    /** The number of fibres, zero or not, along the longest axis. */
    static int largestRank(Coupling m) {
        long least = Long.MAX_VALUE;
        for (int axis = 0; axis < 3; axis++) {
            least = Math.min(least, (long) m.size((axis + 1) % 3) * m.size((axis + 2) % 3));
        }
        return Math.toIntExact(least);
    }

    /** Exact factors, without any rounding. */
    static Factors of(Coupling m) {
        if (m.nonzeros() == 0) {
            throw new IllegalArgumentException("a zero tensor has no CP factors to look for");
        }
        int best = 0;
        Map<Integer, Integer> terms = terms(m, 0);
        for (int axis = 1; axis < 3; axis++) {
            Map<Integer, Integer> other = terms(m, axis);
            if (other.size() < terms.size()) {
                best = axis;
                terms = other;
            }
        }
        return along(m, best, terms);
    }

    private static Factors along(Coupling m, int axis, Map<Integer, Integer> terms) {
        int rank = terms.size();
        double[][] matrix = new double[3][];
        for (int a = 0; a < 3; a++) {
            matrix[a] = new double[m.size(a) * rank];
        }
        for (int t = 0; t < m.nonzeros(); t++) {
            int[] at = {m.i(t), m.j(t), m.k(t)};
            int r = terms.get(fibre(m, axis, t));
            for (int a = 0; a < 3; a++) {
                matrix[a][at[a] * rank + r] = a == axis ? m.value(t) : 1;
            }
        }
        return new Factors(rank, matrix[0], matrix[1], matrix[2]);
    }

    /** Numbers the fibres along an axis that are not zero. */
    private static Map<Integer, Integer> terms(Coupling m, int axis) {
        Map<Integer, Integer> terms = new TreeMap<>();
        for (int t = 0; t < m.nonzeros(); t++) {
            terms.putIfAbsent(fibre(m, axis, t), terms.size());
        }
        return terms;
    }

    private static int fibre(Coupling m, int axis, int t) {
        int[] at = {m.i(t), m.j(t), m.k(t)};
        int next = (axis + 1) % 3;
        int last = (axis + 2) % 3;
        return at[next] * m.size(last) + at[last];
    }
}
