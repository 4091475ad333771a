package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;

/**
 * All that determines the factors of a given tensor.
 *
 * @param rank the number of rank-one terms R, at least 1
 * @param seed where the random starts come from
 * @param targetError relative error at which the iteration stops at once
 * @param acceptableError relative error at which no further start is made once one has come to rest
 * @param starts the most random starts, at least 1; the best is kept
 */
public record AlsOptions(int rank, long seed, double targetError, double acceptableError, int starts) {

    /** The error below which nothing is gained in double precision. */
    public static final double ROUNDING = 1e-14;

    /** The number of starts where nothing is known about the error to expect. */
    public static final int DEFAULT_STARTS = 4;

    private static final int MOST_STARTS = 64;

    /**
     * Relative errors at R = 7L² by L that a good start reaches; the best known are 0.0156, 0.0114, 0.051, 0.053, 0.057,
     * 0.060 and poor starts end at 0.0188 or 0.183, 0.015–0.021, 0.06–0.07 at L = 1, 2, 3.
     */
    private static final double[] QUADRATIC_ERROR = {0, 0.0180, 0.0147, 0.059, 0.058, 0.063, 0.066};

    /** Ranks by L from which nearly every random start ends exact; the smallest exact ranks known are lower. */
    private static final int[] EASY_EXACT_ALL = {1, 8, 33, 105};

    private static final int[] EASY_EXACT_EVEN = {1, 6, 20, 56};

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the rank or the number of starts is below 1 or an error is negative or not a
     *     number
     */
    public AlsOptions {
        if (rank < 1) {
            throw new IllegalArgumentException("the rank of CP factors must be at least 1, but is " + rank);
        }
        if (starts < 1) {
            throw new IllegalArgumentException("ALS needs at least 1 start, not " + starts);
        }
        if (!(targetError >= 0) || !(acceptableError >= 0)) {
            throw new IllegalArgumentException("errors to reach must be at least 0, not " + targetError + " and " + acceptableError);
        }
    }

    /**
     * The best factors that a few starts find.
     *
     * @param rank R, at least 1
     * @param seed where the random starts come from
     * @return options that stop early only at rounding error
     */
    public static AlsOptions of(int rank, long seed) {
        return new AlsOptions(rank, seed, ROUNDING, 1e-12, DEFAULT_STARTS);
    }

    /**
     * The options that suit a tensor. At the paper's rank for all paths with weight 1, where about one start in three ends
     * near the best error known, starts go on until one does; at an exact rank, until one is exact.
     *
     * @param spec which tensor
     * @param rank R, at least 1
     * @param seed where the random starts come from
     * @return options for {@link FactorCache#decompose}
     */
    public static AlsOptions suiting(CouplingSpec spec, int rank, long seed) {
        AlsOptions options = of(rank, seed);
        int lmax = spec.lmax();
        if (rank >= easyExactRank(spec)) {
            return options.untilAcceptable(1e-12, MOST_STARTS);
        }
        boolean known = lmax > 0 && lmax < QUADRATIC_ERROR.length && rank == RankSchedule.QUADRATIC.rank(lmax);
        return known && spec.equals(CouplingSpec.all(lmax))
                ? options.untilAcceptable(QUADRATIC_ERROR[lmax], MOST_STARTS)
                : options;
    }

    /** The rank from which random starts nearly always end exact; beyond every rank where that is not known. */
    private static int easyExactRank(CouplingSpec spec) {
        boolean even = spec.paths().stream().allMatch(CouplingPath::isEven);
        int[] ranks = even ? EASY_EXACT_EVEN : EASY_EXACT_ALL;
        return spec.lmax() < ranks.length ? ranks[spec.lmax()] : Integer.MAX_VALUE;
    }

    /**
     * The same, but starts go on until the error is at most this.
     *
     * @param error relative error that a start must reach
     * @param mostStarts where to give up
     * @return changed options
     */
    public AlsOptions untilAcceptable(double error, int mostStarts) {
        return new AlsOptions(rank, seed, targetError, error, mostStarts);
    }
}
