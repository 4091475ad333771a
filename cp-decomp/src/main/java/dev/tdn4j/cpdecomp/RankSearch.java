package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The smallest rank whose factors reach a goal, searched in bounded time.
 *
 * <p>Factors that are known already bracket the rank; where none is good enough, the search climbs from a guess. Then it
 * descends: each rank is tried from the best factors known, less their smallest terms, and from random starts, with
 * symmetries or without, two at a time. A rank that fails halves the way that is left. The rank next below the best is tried several times before the
 * search gives up on it. No failure is a proof, except below the least rank that the singular values of the unfoldings
 * allow.
 *
 * <p>Every start has a seed of its own and the first in order that succeeds is taken, so that unless time runs out the
 * result depends only on the seed and on what was known at the beginning, not on the threads.
 */
public final class RankSearch {

    private static final int TRIALS_AT_ONCE = 2;
    /** Batches of trials at the rank next below the best. */
    private static final int BATCHES_AT_LAST = 3;
    /** How far a step down goes where nothing bounds the rank from below. */
    private static final double STEP = 0.08;

    /**
     * What a search found.
     *
     * @param found factors that reach the goal
     * @param error the error that the goal is about
     * @param curve the least error seen at every rank tried or known, by ascending rank
     * @param complete whether the search came to its own end; else time ran out, and a smaller rank may well exist
     */
    public record Result(Decomposition found, double error, List<RankPoint> curve, boolean complete) {}

    private final Product product;
    /** What no random start need find. */
    private final Decomposition fibres;
    private final Coupling target;
    private final RankGoal goal;
    private final RankStarts starts;
    private final long seed;
    private final Consumer<RankSearchProgress> listener;
    private final long begin = System.nanoTime();
    private final SearchBudget budget;

    private final TreeMap<Integer, Double> curve = new TreeMap<>();
    private final List<Decomposition> known;
    private final int least;
    private volatile Decomposition best;
    private int attempts;
    /** A trial ended in an exception, so that the other need not go on. */
    private volatile boolean failed;

    private RankSearch(
            Product product, RankGoal goal, long seed, SearchBudget budget, List<Decomposition> known, Consumer<RankSearchProgress> listener) {
        this.product = product;
        this.target = product.tensor();
        this.fibres = Decomposition.ofFibres(product);
        this.goal = goal;
        this.starts = new RankStarts(product, goal);
        this.seed = seed;
        this.budget = budget;
        this.listener = listener;
        this.known = List.copyOf(known);
        this.least = goal.leastRank(product);
    }

    /**
     * Searches.
     *
     * @param product which tensor
     * @param goal which error, and how small
     * @param seed where the random starts come from
     * @param budget how long the search may take
     * @param known factors of the same tensor to begin from, of any error: {@link FactorCache#known}
     * @param listener told of every step, on one of the threads that compute
     * @return the factors of the smallest rank found
     * @throws ToleranceNotReached if nothing within the tolerance was found in time
     * @throws IllegalArgumentException if the tensor is zero, or known factors are of another
     */
    public static Result smallest(
            Product product, RankGoal goal, long seed, SearchBudget budget, List<Decomposition> known, Consumer<RankSearchProgress> listener)
            throws ToleranceNotReached {
        Objects.requireNonNull(listener, "listener");
        for (Decomposition d : known) {
            if (!d.product().equals(product)) {
                throw new IllegalArgumentException("known factors of rank " + d.rank() + " belong to another tensor");
            }
        }
        return new RankSearch(product, goal, seed, budget, known, listener).run();
    }

    private Result run() throws ToleranceNotReached {
        known.stream().sorted(Comparator.comparingInt(Decomposition::rank)).forEach(this::consider);
        try (ExecutorService threads = Executors.newFixedThreadPool(TRIALS_AT_ONCE)) {
            if (best == null) {
                climb(threads);
            }
            boolean complete = best != null && descend(threads);
            if (best == null) {
                throw notReached();
            }
            return new Result(best, curve.get(best.rank()), points(), complete);
        }
    }

    private List<RankPoint> points() {
        return curve.entrySet().stream().map(e -> new RankPoint(e.getKey(), e.getValue())).toList();
    }

    private ToleranceNotReached notReached() {
        RankPoint reached = points().stream()
                .min(Comparator.comparingDouble(RankPoint::error))
                .orElse(new RankPoint(0, Double.POSITIVE_INFINITY));
        String what = reached.rank() == 0
                ? "no start came to an end"
                : "rank %d reached %.3g".formatted(reached.rank(), reached.error());
        return new ToleranceNotReached(
                "no factors of %s %s or less were found in %.3g s: %s".formatted(goal.name(), goal.tolerance(), seconds(), what), reached);
    }

    private void consider(Decomposition d) {
        record(d, goal.of(product, d.factors(), d.relativeError()));
    }

    private void record(Decomposition d, double error) {
        curve.merge(d.rank(), error, Math::min);
        if (error <= goal.tolerance() && (best == null || d.rank() < best.rank())) {
            best = d;
        }
    }

    /** Ranks from a guess upwards, until one reaches the goal. */
    private void climb(ExecutorService threads) {
        int rank = Math.max(guess(), least);
        while (rank < fibres.rank() && !attempt(threads, rank) && !late()) {
            rank += Math.max(1, rank / 10);
        }
        if (rank >= fibres.rank()) {
            consider(fibres);
        }
    }

    /**
     * The rank to begin with. Near nonzeros^0.7 the smallest exact factors of the coupling tensors with weight 1 are found
     * (8, 29, 89 at L = 1, 2, 3), and the larger the tolerance the fewer terms do; a tenth more makes the first success
     * quick, from where the search descends. What is known to be too small is left behind.
     */
    private int guess() {
        Integer above = curve.isEmpty() ? null : curve.lastKey();
        int guess = (int) Math.ceil(1.1 * Math.pow(target.nonzeros(), 0.7) * (1 - Math.pow(goal.tolerance(), 0.4)));
        return above == null ? guess : Math.max(above + 1, guess);
    }

    /** Whether the search came to its own end. */
    private boolean descend(ExecutorService threads) {
        int tooSmall = least - 1;
        while (best.rank() > least && !late()) {
            int rank = next(tooSmall);
            boolean last = rank == best.rank() - 1;
            boolean success = attempt(threads, rank);
            for (int batch = 1; last && !success && batch < BATCHES_AT_LAST && !late(); batch++) {
                success = attempt(threads, rank);
            }
            if (success) {
                tooSmall = Math.min(tooSmall, best.rank() - 1);
            } else if (last) {
                return !late();
            } else {
                tooSmall = Math.max(tooSmall, rank);
            }
        }
        return best.rank() <= least;
    }

    /** The next rank to try: half way to the largest that failed, but no long step where nothing but the bound is known. */
    private int next(int failedRank) {
        int tooSmall = failedRank;
        for (var point : curve.headMap(best.rank()).entrySet()) {
            // What is known to have ended far above the tolerance need not be tried again before the end.
            if (point.getValue() > 2 * goal.tolerance()) {
                tooSmall = Math.max(tooSmall, point.getKey());
            }
        }
        int half = (best.rank() - tooSmall) / 2;
        int step = Math.clamp(half, 1, Math.max(1, (int) (STEP * best.rank())));
        return best.rank() - step;
    }

    /** Two trials side by side at one rank; whether one reached the goal. */
    private boolean attempt(ExecutorService threads, int rank) {
        int batch = attempts++;
        Factors known = best == null ? null : best.factors();
        AtomicInteger winner = new AtomicInteger(Integer.MAX_VALUE);
        List<Future<RankAttempt.End>> running = new ArrayList<>();
        for (int order = 0; order < TRIALS_AT_ONCE; order++) {
            int place = order;
            BooleanSupplier stop = () -> late() || winner.get() < place;
            running.add(threads.submit(() -> {
                RankAttempt.End end = trial(rank, known, batch, place, stop);
                if (end.error() <= goal.tolerance()) {
                    winner.accumulateAndGet(place, Math::min);
                }
                return end;
            }));
        }
        boolean success = false;
        for (int order = 0; order < TRIALS_AT_ONCE; order++) {
            RankAttempt.End end = await(running.get(order));
            boolean wanted = order <= winner.get();
            if (wanted) {
                Decomposition d = new Decomposition(
                        product, end.factors(), end.relativeError(), seconds(), Decomposition.ALS,
                        "version " + Als.VERSION + ", rank search, batch " + batch + ", trial " + order + ", seed " + seed);
                record(d, end.error());
                success |= end.error() <= goal.tolerance();
            }
        }
        return success;
    }

    private RankAttempt.End trial(int rank, Factors known, int batch, int order, BooleanSupplier stop) {
        try {
            long trialSeed = new SplittableRandom(seed).split().nextLong() + 0x9E3779B97F4A7C15L * (batch * TRIALS_AT_ONCE + order + 1);
            return starts.run(rank, known, batch, order, trialSeed, stop, error -> tell(rank, error));
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private static RankAttempt.End await(Future<RankAttempt.End> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the search for a rank was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a trial of the search for a rank failed", e.getCause());
        }
    }

    private synchronized void tell(int rank, double error) {
        Decomposition present = best;
        listener.accept(new RankSearchProgress(rank, error, present == null ? 0 : present.rank(), seconds(), budget.time().toNanos() / 1e9));
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private boolean late() {
        return failed || System.nanoTime() - begin >= budget.time().toNanos() || budget.stop().getAsBoolean();
    }
}
