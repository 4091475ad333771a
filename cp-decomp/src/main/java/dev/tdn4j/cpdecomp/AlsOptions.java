package dev.tdn4j.cpdecomp;

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
