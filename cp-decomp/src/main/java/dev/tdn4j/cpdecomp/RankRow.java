package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;

/**
 * The smallest rank that a search reached at one tolerance.
 *
 * @param problem of which tensor
 * @param tolerance the relative error allowed
 * @param found the factors, with the error as measured and the path weights it was measured against
 * @param trial the number of the trial that found them
 */
public record RankRow(RankProblem problem, double tolerance, Decomposition found, int trial) {

    /**
     * The rank.
     *
     * @return R
     */
    public int rank() {
        return found.rank();
    }

    /**
     * The largest magnitude in the factors, whose columns have one norm in every term: large where terms nearly cancel.
     *
     * @return max |entry| of A, B and C
     */
    public double largestEntry() {
        return largestEntry(found.factors());
    }

    /**
     * How far the path weights are from equal.
     *
     * @return max |w| / min |w|, at least 1
     */
    public double weightSpread() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double w : found.spec().weights()) {
            least = Math.min(least, Math.abs(w));
            most = Math.max(most, Math.abs(w));
        }
        return most / least;
    }

    static double largestEntry(Factors factors) {
        double largest = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (double entry : factors.matrix(axis)) {
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        return largest;
    }
}
