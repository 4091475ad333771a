package dev.tdn4j.cpdecomp;

import java.util.function.Consumer;

/**
 * The least rank whose factors are within a tolerance, found by doubling and bisection: the best error falls with the rank,
 * so only a search that was unlucky at some rank can end above the least.
 */
public final class RankSearch {

    private static final int STARTS = 8;

    private final FactorCache cache;
    private final Product product;
    /** What no random start need find. */
    private final Decomposition fibres;
    private final double tolerance;
    private final long seed;
    private final Consumer<AlsProgress> listener;
    private final Consumer<Decomposition> trials;

    private RankSearch(
            FactorCache cache,
            Product product,
            double tolerance,
            long seed,
            Consumer<AlsProgress> listener,
            Consumer<Decomposition> trials) {
        this.cache = cache;
        this.product = product;
        this.fibres = Decomposition.ofFibres(product);
        this.tolerance = tolerance;
        this.seed = seed;
        this.listener = listener;
        this.trials = trials;
    }

    /**
     * Searches.
     *
     * @param cache where factors of every rank tried are looked up and kept
     * @param product which tensor
     * @param tolerance the largest relative error allowed, at least 1e-13 and below 1
     * @param seed where the random starts come from
     * @param listener called every few steps of every decomposition
     * @param trials called with the factors of every rank tried: the trade-off that the search saw
     * @return factors within the tolerance
     * @throws IllegalArgumentException if the tolerance is out of range
     */
    public static Decomposition smallest(
            FactorCache cache,
            Product product,
            double tolerance,
            long seed,
            Consumer<AlsProgress> listener,
            Consumer<Decomposition> trials) {
        checkTolerance(tolerance);
        return new RankSearch(cache, product, tolerance, seed, listener, trials).run();
    }

    static void checkTolerance(double tolerance) {
        if (!(tolerance >= 1e-13 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "the relative error of factors can be held to 1e-13 at best and 1 at most, not to " + tolerance);
        }
    }

    private Decomposition run() {
        int tooSmall = FlatteningBound.leastRank(product.tensor(), tolerance) - 1;
        Decomposition enough = at(tooSmall + 1);
        while (enough.relativeError() > tolerance) {
            tooSmall = enough.rank();
            enough = at(2 * tooSmall);
        }
        while (enough.rank() - tooSmall > 1) {
            Decomposition middle = at((tooSmall + enough.rank()) / 2);
            if (middle.relativeError() <= tolerance) {
                enough = middle;
            } else {
                tooSmall = middle.rank();
            }
        }
        return enough;
    }

    /** Stops at the tolerance: of a rank too small, only that it is too small is wanted. */
    private Decomposition at(int rank) {
        if (rank >= fibres.rank()) {
            trials.accept(fibres);
            return fibres;
        }
        // A tenth below, so that the error as measured from the final factors is within the tolerance too.
        double target = 0.9 * tolerance;
        Decomposition trial = cache.decompose(product, new AlsOptions(rank, seed, target, tolerance, STARTS), listener);
        trials.accept(trial);
        return trial;
    }
}
