package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A rank that no factors of a given error can fall below. The unfoldings of M̂ = Σ_r a_r ∘ b_r ∘ c_r have rank R at most, so
 * by Eckart and Young ‖M − M̂‖² ≥ Σ_{k>R} σ_k² with the singular values σ_k of any unfolding of M.
 */
final class FlatteningBound {

    /** Eigenvalues of the Gram matrices are right to a few hundred roundings of the largest. */
    private static final double ROUNDING = 1e-13;

    private FlatteningBound() {}

    /** The least rank that this does not exclude for a relative error of at most the tolerance, at least 1. */
    static int leastRank(Coupling m, double tolerance) {
        int least = 1;
        for (int axis = 0; axis < 3; axis++) {
            least = Math.max(least, leastRank(squaredSingularValues(m, axis), tolerance));
        }
        return least;
    }

    private static int leastRank(double[] squares, double tolerance) {
        double most = (tolerance * tolerance + squares.length * ROUNDING) * Arrays.stream(squares).sum();
        int dropped = 0;
        // The last is never dropped: at a tolerance of 1 no term is needed, but factors have at least one.
        for (double tail = squares[0]; tail <= most && dropped < squares.length - 1; tail += squares[dropped]) {
            dropped++;
        }
        return squares.length - dropped;
    }

    /** The eigenvalues of the unfolding's n×n Gram matrix, from the least to the largest. */
    private static double[] squaredSingularValues(Coupling m, int axis) {
        int n = m.size(axis);
        int next = m.size((axis + 1) % 3);
        int last = m.size((axis + 2) % 3);
        double[][] rows = new double[n][next * last];
        for (int t = 0; t < m.nonzeros(); t++) {
            int[] at = {m.i(t), m.j(t), m.k(t)};
            rows[at[axis]][at[(axis + 1) % 3] * last + at[(axis + 2) % 3]] = m.value(t);
        }
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int t = 0; t < rows[i].length; t++) {
                    sum += rows[i][t] * rows[j][t];
                }
                gram.set(i, j, sum);
            }
        }
        return Arrays.stream(Jacobi.eigenvalues(gram)).map(square -> Math.max(0, square)).toArray();
    }
}
