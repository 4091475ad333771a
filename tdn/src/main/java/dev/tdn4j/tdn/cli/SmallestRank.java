package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.Decomposition;
import java.util.function.IntFunction;

/**
 * Looks for the smallest rank whose factors reach a relative error, by bisection. Factors come from a few random starts, so
 * the result is the smallest rank that these find good enough, not a proof that there is none below.
 */
final class SmallestRank {

    /** How often the upper end grows by half before the search gives up. */
    private static final int MOST_GROWTHS = 3;

    private SmallestRank() {}

    /**
     * Searches: a few ranks from above, then a logarithm of them between.
     *
     * @param sufficient a rank that is thought to be enough, at least 1
     * @param tolerance the largest relative error allowed
     * @param decompose the factors of a rank
     * @return the factors of the smallest rank found to be good enough
     * @throws UserException if even the largest rank tried is not
     */
    static Decomposition find(int sufficient, double tolerance, IntFunction<Decomposition> decompose) {
        int tooSmall = 0;
        Decomposition good = decompose.apply(sufficient);
        for (int growth = 0; good.relativeError() > tolerance; growth++) {
            tooSmall = good.rank();
            if (growth == MOST_GROWTHS) {
                throw new UserException("--tolerance: no rank up to " + tooSmall + " reached " + tolerance
                        + ": allow a larger error, or name a larger --rank");
            }
            good = decompose.apply(tooSmall + (tooSmall + 1) / 2);
        }
        while (good.rank() - tooSmall > 1) {
            Decomposition middle = decompose.apply((tooSmall + good.rank()) / 2);
            if (middle.relativeError() <= tolerance) {
                good = middle;
            } else {
                tooSmall = middle.rank();
            }
        }
        return good;
    }
}
