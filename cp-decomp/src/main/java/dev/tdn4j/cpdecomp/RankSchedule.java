package dev.tdn4j.cpdecomp;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** How the rank grows with the largest degree, as in the published code of arXiv 2507.01131. */
public enum RankSchedule {

    /** 7L², the paper's choice. */
    QUADRATIC("7L²", lmax -> 7.0 * lmax * lmax),

    /** 7L. */
    LINEAR("7L", lmax -> 7.0 * lmax),

    /** (L+1)⁴, which is exact for every tensor of (L+1)² components. */
    FULL("(L+1)⁴", lmax -> Math.pow(lmax + 1, 4)),

    /** 16·⌊ln²(L+1)⌋. */
    LOG("16·⌊ln²(L+1)⌋", lmax -> 16 * Math.floor(Math.pow(Math.log(lmax + 1), 2)));

    private final String formula;
    private final IntToDoubleFunction rank;

    RankSchedule(String formula, IntToDoubleFunction rank) {
        this.formula = formula;
        this.rank = rank;
    }

    /**
     * The rank at a largest degree.
     *
     * @param lmax L, at least 0
     * @return R, at least 1
     * @throws IllegalArgumentException if L is negative, or the formula gives 0 there, which no factors can have, or more
     *     than an int holds
     */
    public int rank(int lmax) {
        if (lmax < 0) {
            throw new IllegalArgumentException("degree must be at least 0, but is " + lmax);
        }
        double value = rank.applyAsDouble(lmax);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the %s rank schedule R = %s gives R = %.0f at L = %d, which no factors can have: choose another schedule or a rank"
                            .formatted(name().toLowerCase(Locale.ROOT), formula, value, lmax));
        }
        return (int) value;
    }
}
