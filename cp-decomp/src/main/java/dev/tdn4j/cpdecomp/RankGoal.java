package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import dev.tdn4j.tensor.Factors;

/**
 * What factors must reach: which error, and how small.
 *
 * @param measure which error
 * @param tolerance the largest value allowed, at least {@link #LEAST} and below 1
 */
public record RankGoal(Measure measure, double tolerance) {

    /** The least tolerance: exact factors end between 1e-15 and 1e-13, so that less would be a matter of luck. */
    public static final double LEAST = 1e-13;

    /** The errors that a rank can be chosen by. */
    public enum Measure {
        /** ‖M̂ − M_w‖_F / ‖M_w‖_F. */
        RELATIVE_ERROR,

        /**
         * √(E‖ε‖² / E‖M̂(x,y)‖²) over uniform rotations and x, y ~ N(0, I), which is √2·‖M̂ − PM̂‖_F / ‖M̂‖_F with P the
         * projection on the equivariant tensors ({@link EquivarianceError#meanSquare}). Factors that have lost a path are
         * no product of the kind asked for, however equivariant: where a path keeps less than half its weight, the whole
         * deviation counts, √2·‖M̂ − M_w‖_F / ‖M_w‖_F, if that is more.
         */
        EQUIVARIANCE
    }

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the tolerance is below {@link #LEAST}, 1 or more, or not a number
     */
    public RankGoal {
        if (!(tolerance >= LEAST && tolerance < 1)) {
            throw new IllegalArgumentException("a tolerance must be at least " + LEAST + " and below 1, but is " + tolerance);
        }
    }

    /**
     * Factors near enough to the exact tensor.
     *
     * @param tolerance the largest relative error
     * @return the goal
     */
    public static RankGoal relativeError(double tolerance) {
        return new RankGoal(Measure.RELATIVE_ERROR, tolerance);
    }

    /**
     * Factors that are equivariant enough.
     *
     * @param tolerance the largest mean equivariance error
     * @return the goal
     */
    public static RankGoal equivariance(double tolerance) {
        return new RankGoal(Measure.EQUIVARIANCE, tolerance);
    }

    /**
     * The error that is to be small.
     *
     * @param product M_w; a sum of paths where equivariance is asked for
     * @param factors M̂
     * @param relativeError ‖M̂ − M_w‖_F / ‖M_w‖_F, which whoever asks knows already
     * @return its value
     * @throws IllegalArgumentException if the product has no equivariance of this kind
     */
    public double of(Product product, Factors factors, double relativeError) {
        return switch (measure) {
            case RELATIVE_ERROR -> relativeError;
            case EQUIVARIANCE -> {
                if (!(product instanceof CouplingSpec spec)) {
                    throw new IllegalArgumentException("the product " + product.name() + " is no sum of paths, so its equivariance is not measured");
                }
                double norm = factors.toCoupling().norm();
                // The zero product is equivariant, and no use.
                double mean = norm > 0 ? Math.sqrt(EquivarianceError.meanSquare(factors)) / norm : Double.POSITIVE_INFINITY;
                yield keepsEveryPath(spec, factors) ? mean : Math.max(mean, Math.sqrt(2) * relativeError);
            }
        };
    }

    private static boolean keepsEveryPath(CouplingSpec spec, Factors factors) {
        double[] weights = PathWeights.of(factors, spec.lmax(), spec.paths());
        for (int p = 0; p < weights.length; p++) {
            double asked = spec.weights().get(p);
            if (weights[p] * Math.signum(asked) < Math.abs(asked) / 2) {
                return false;
            }
        }
        return true;
    }

    /**
     * The rank below which the unfoldings' singular values exclude the relative error asked for: no M̂ of rank R comes
     * nearer to M than the best unfolding of rank R, in any of the three modes.
     *
     * @param product M_w
     * @return the least rank that is not excluded; 1 where another error is asked for
     */
    public int leastRank(Product product) {
        return measure == Measure.RELATIVE_ERROR ? FlatteningBound.leastRank(product.tensor(), tolerance) : 1;
    }

    /** The error in words, for messages. */
    String name() {
        return measure == Measure.RELATIVE_ERROR ? "relative error" : "mean equivariance error";
    }
}
