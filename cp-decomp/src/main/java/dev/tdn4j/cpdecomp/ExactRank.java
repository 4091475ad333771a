package dev.tdn4j.cpdecomp;

/**
 * Ranks at which alternating least squares reaches rounding error from any start, for all paths with any weights of order
 * one. Smaller exact ranks exist (31 at L = 2, 96 at L = 3) but take patience to reach 1e-12.
 */
public final class ExactRank {

    private static final int[] RANK = {1, 8, 33, 105};

    private ExactRank() {}

    /**
     * Whether an exact rank is known.
     *
     * @param lmax the largest degree L
     * @return true for L = 0..3
     */
    public static boolean isKnown(int lmax) {
        return lmax >= 0 && lmax < RANK.length;
    }

    /**
     * The default rank of exact factors.
     *
     * @param lmax the largest degree L, 0..3
     * @return 1, 8, 33 or 105
     * @throws IllegalArgumentException if none is known
     */
    public static int of(int lmax) {
        if (!isKnown(lmax)) {
            throw new IllegalArgumentException("no exact rank is known for L = " + lmax
                    + ", only for L = 0.." + (RANK.length - 1) + ": name a rank or a rank schedule");
        }
        return RANK[lmax];
    }
}
