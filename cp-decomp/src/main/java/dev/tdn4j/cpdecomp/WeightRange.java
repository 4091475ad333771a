package dev.tdn4j.cpdecomp;

/**
 * How far free path weights may go: least ≤ |w| ≤ most, with either sign. A path must stay present, so least is positive.
 *
 * <p>A scale for every degree of x, of y and of the output costs no rank, so whatever is within the range after such
 * scales is reached within it: the range bounds the spread of the weights that no rescaling removes.
 *
 * @param least the smallest magnitude, positive
 * @param most the largest magnitude, at least {@code least}
 */
public record WeightRange(double least, double most) {

    /**
     * Down to a fifth of the paper's weight 1 and up to five times it. This holds the weights of quadrature factors (a
     * spread of 1.4) and those of spin matrices as far as no 6j symbol vanishes (spreads of 1.1 to 19 for L = 1, 2, 4, 5).
     */
    public static final WeightRange DEFAULT = new WeightRange(0.2, 5);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is empty, or holds 0, or is not finite
     */
    public WeightRange {
        if (!(least > 0 && most >= least && most < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "magnitudes of path weights need a range with 0 < least <= most, not " + least + " to " + most);
        }
    }

    /** The range without a share of its breadth, in logarithms, at each end; the share is below one half. */
    WeightRange narrowed(double share) {
        double factor = Math.pow(most / least, share);
        return new WeightRange(least * factor, most / factor);
    }

    /** The weight in the range that is nearest to w; 0 counts as positive. */
    double nearest(double w) {
        return Math.copySign(Math.min(most, Math.max(least, Math.abs(w))), w + 0.0);
    }

    /** Whether w is inside, not on the border. */
    boolean holdsInside(double w) {
        return Math.abs(w) > least && Math.abs(w) < most;
    }
}
