package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;

/**
 * Ranks at which alternating least squares reaches rounding error from any start or nearly any. Smaller exact ranks exist
 * (31 and 96 at L = 2 and 3 for all paths, 18 and 52 for the even ones) but take patience or luck.
 */
public final class ExactRank {

    private static final int[] ALL = {1, 8, 33, 105};
    private static final int[] EVEN = {1, 6, 20, 56};

    private ExactRank() {}

    /**
     * Whether an exact rank is known.
     *
     * @param lmax the largest degree L
     * @return true for L = 0..3
     */
    public static boolean isKnown(int lmax) {
        return lmax >= 0 && lmax < ALL.length;
    }

    /**
     * The default rank of exact factors of all paths.
     *
     * @param lmax the largest degree L, 0..3
     * @return 1, 8, 33 or 105
     * @throws IllegalArgumentException if none is known
     */
    public static int of(int lmax) {
        return known(ALL, lmax);
    }

    /**
     * The default rank of exact factors of some paths with weights of order one.
     *
     * @param spec which tensor, L = 0..3
     * @return 1, 6, 20 or 56 if every path is even, else as for all paths
     * @throws IllegalArgumentException if none is known
     */
    public static int of(CouplingSpec spec) {
        boolean even = spec.paths().stream().allMatch(CouplingPath::isEven);
        return known(even ? EVEN : ALL, spec.lmax());
    }

    private static int known(int[] ranks, int lmax) {
        if (!isKnown(lmax)) {
            throw new IllegalArgumentException("no exact rank is known for L = " + lmax
                    + ", only for L = 0.." + (ranks.length - 1) + ": name a rank or a rank schedule");
        }
        return ranks[lmax];
    }
}
