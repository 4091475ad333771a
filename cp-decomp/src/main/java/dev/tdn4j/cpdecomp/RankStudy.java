package dev.tdn4j.cpdecomp;

import dev.tdn4j.cpdecomp.invariant.InvariantSearch;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The smallest rank of a coupling tensor by search, at several tolerances at once. Trials start from closed forms, from
 * random factors one term below the best known, or from the best known factors shaken; each descends with a falling ridge
 * ({@link RidgeDescent}) and then loses terms as long as it can ({@link Compression}). With weights 1 most trials are sums of
 * whole orbits of a symmetry group instead ({@link InvariantSearch}).
 *
 * <p>All is kept in a folder as it is found, so that a search can be ended at any time and goes on with the next trial. The
 * chance in a trial depends on the problem and the trial's number alone: the same trials from an empty folder, none cut off,
 * find the same factors.
 */
public final class RankStudy {

    /** The relative errors of the table: rounding, single precision, and what training tolerates. */
    public static final List<Double> TOLERANCES = List.of(1e-12, 1e-6, 1e-3);

    /** Chance that a trial works at each tolerance. */
    private static final double[] TOLERANCE_SHARE = {0.6, 0.15, 0.25};

    private static final double[] RIDGES = {3e-2, 1e-2, 3e-3};
    private static final double[] SHAKES = {0.05, 0.2, 0.6};
    /** Chance that a trial begins with the best factors of a looser tolerance, if those have a smaller rank. */
    private static final double SHARE_OF_LOOSER = 0.15;

    private static final double SHARE_OF_FREE = 0.1;
    /** The start from random orbits of terms. */
    private static final String ORBITS = "orbits";

    private static final double SHARE_OF_ORBITS = 0.6;
    /** Before anything is known, by how much the rank may be above the generic one. */
    private static final double FIRST_ORBITS = 1.05;

    private static final double GENTLE_RIDGE = 1e-3;
    private static final double COLUMN_NORM = 0.5;
    private static final int FAILURES = 4;
    /** From this degree on random starts seldom come near what closed forms reach. */
    private static final int LARGE_DEGREE = 4;
    /** How much a random start grows where one of a smaller rank came to nothing. */
    private static final double GROWTH = 1.1;

    private final RankProblem problem;
    private final RankFolder folder;
    private final BooleanSupplier expired;
    private final RidgeDescent descent;
    private final ClosedFormStarts closedForms;
    private final BestRows best;
    private final InvariantSearch invariant;

    private int number;
    private long begin;
    private boolean improved;

    private RankStudy(RankProblem problem, RankFolder folder, BooleanSupplier expired) throws IOException {
        this.problem = problem;
        this.folder = folder;
        this.expired = expired;
        this.descent = new RidgeDescent(expired);
        this.best = new BestRows(problem, folder);
        this.closedForms = new ClosedFormStarts(problem);
        this.invariant = new InvariantSearch(problem.lmax(), problem.even());
    }

    /**
     * Searches until the time is up or enough trials are made.
     *
     * @param problem of which tensor
     * @param folder where its trace and factors lie, made if need be; an earlier search there is carried on
     * @param seconds how long, at least 0
     * @param trials how many trials the trace shall hold in the end
     * @param listener called after each trial
     * @return the rows known then, one a tolerance that any factors met
     * @throws IOException if the folder cannot be read or written
     * @throws IllegalArgumentException if the time or the number of trials is negative or not a number
     */
    public static List<RankRow> search(
            RankProblem problem, Path folder, double seconds, int trials, Consumer<RankTrial> listener) throws IOException {
        if (!(seconds >= 0) || trials < 0) {
            throw new IllegalArgumentException("a search takes a time and a number of trials from 0 on, not " + seconds + " s and " + trials);
        }
        long end = System.nanoTime() + (long) Math.min(1e18, seconds * 1e9);
        return search(problem, folder, () -> System.nanoTime() - end > 0, trials, listener);
    }

    /**
     * Searches until it is stopped or enough trials are made.
     *
     * @param problem of which tensor
     * @param folder where its trace and factors lie, made if need be; an earlier search there is carried on
     * @param stop asked every few steps; true ends the search with what it has
     * @param trials how many trials the trace shall hold in the end, at least 0
     * @param listener called after each trial
     * @return the rows known then, one a tolerance that any factors met
     * @throws IOException if the folder cannot be read or written
     */
    public static List<RankRow> search(
            RankProblem problem, Path folder, BooleanSupplier stop, int trials, Consumer<RankTrial> listener) throws IOException {
        RankFolder store = new RankFolder(folder);
        RankStudy study = new RankStudy(problem, store, stop);
        for (study.number = store.trials(problem); study.number < trials && !study.expired.getAsBoolean(); study.number++) {
            RankTrial trial = study.trial();
            store.append(problem, trial);
            listener.accept(trial);
        }
        return study.best.known();
    }

    /**
     * What an earlier search found.
     *
     * @param problem of which tensor
     * @param folder where its factors lie
     * @return one row a tolerance that any factors met
     * @throws IOException if the folder cannot be read
     */
    public static List<RankRow> known(RankProblem problem, Path folder) throws IOException {
        return new BestRows(problem, new RankFolder(folder)).known();
    }

    private RankTrial trial() {
        begin = System.nanoTime();
        improved = false;
        long seed = 1_000_003L * number + problem.label().hashCode();
        SplittableRandom random = new SplittableRandom(seed);
        int t = tolerance(random);
        String start = start(t, random);
        if (start.equals(ORBITS)) {
            return orbits(t, seed, random);
        }
        String weights = weights(t, random);
        CpFit fit = fitter(weights, t).apply(switch (start) {
            case "quadrature", "matrix" -> closedForms.factors(start);
            case "best" -> shaken(best.factors(t), random);
            case "looser" -> best.factors(best.loosest());
            case "free" -> widened(freeFactors(), best.rank(t) - 1, random);
            default -> problem.random(randomRank(t, random), COLUMN_NORM, random.split());
        });
        int firstRank = fit.rank();
        Factors reached = descend(fit, fitter(weights, t), start, TOLERANCES.get(t), random);
        double error = problem.relativeError(reached);
        return new RankTrial(
                number, start, weights, TOLERANCES.get(t), seed, firstRank, reached.rank(), error, seconds(), improved, expired.getAsBoolean());
    }

    /** A sum of whole orbits of some symmetry group, of at least one term fewer than the best. */
    private RankTrial orbits(int t, long seed, SplittableRandom random) {
        int most = best.has(t) ? best.rank(t) - 1 : (int) (FIRST_ORBITS * problem.genericRank());
        Optional<InvariantSearch.Attempt> attempt = invariant.start(most, random, expired);
        attempt.ifPresent(end -> offer(end.factors()));
        int rank = attempt.map(end -> end.factors().rank()).orElse(most);
        double error = attempt.map(InvariantSearch.Attempt::relativeError).orElse(1.0);
        return new RankTrial(
                number, attempt.map(end -> ORBITS + " " + end.group()).orElse(ORBITS), "1", TOLERANCES.get(t), seed, rank, rank, error, seconds(), improved, expired.getAsBoolean());
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The tolerance to work at: the strictest until something meets it. */
    private int tolerance(SplittableRandom random) {
        double chance = random.nextDouble();
        if (!best.has(0)) {
            return 0;
        }
        int t = 0;
        while (t < TOLERANCES.size() - 1 && chance >= TOLERANCE_SHARE[t]) {
            chance -= TOLERANCE_SHARE[t];
            t++;
        }
        return t;
    }

    /**
     * Which path weights a trial works with: those of the problem, or, where they are free, often fixed ones. Along free
     * weights solutions tend to be degenerate, and descents to them slow.
     */
    private String weights(int t, SplittableRandom random) {
        double chance = random.nextDouble();
        if (!problem.free() || !best.has(t) || number < closedForms.names().size()) {
            return problem.free() ? "free" : "1";
        }
        return chance < 0.2 ? "free" : chance < 0.5 ? "best" : closedForms.names().getFirst();
    }

    private Function<Factors, CpFit> fitter(String weights, int t) {
        return switch (weights) {
            case "best" -> pinned(best.factors(t));
            case "quadrature", "matrix" -> pinned(closedForms.factors(weights));
            default -> problem::fit;
        };
    }

    private Function<Factors, CpFit> pinned(Factors like) {
        Coupling target = problem.nearest(like).tensor();
        return start -> CpFit.of(target, start);
    }

    private String start(int t, SplittableRandom random) {
        if (number < closedForms.names().size()) {
            return closedForms.names().get(number);
        }
        // Above that degree a random start without symmetry takes minutes, and ends above what orbits reach in one.
        double shareOfOrbits = problem.lmax() > LARGE_DEGREE ? 1 : SHARE_OF_ORBITS;
        if (!problem.free() && random.nextDouble() < shareOfOrbits) {
            return ORBITS;
        }
        double chance = random.nextDouble();
        if (!best.has(t)) {
            return "random";
        }
        if (chance < SHARE_OF_LOOSER && best.rank(best.loosest()) < best.rank(t)) {
            return "looser";
        }
        if (!problem.free() && chance < SHARE_OF_LOOSER + SHARE_OF_FREE && freeFactors() != null && freeFactors().rank() < best.rank(t) - 1) {
            return "free";
        }
        double shareOfRandom = problem.lmax() < LARGE_DEGREE || !problem.free() ? 0.5 : 0.1;
        return chance > 1 - shareOfRandom ? "random" : "best";
    }

    /** One or a few terms fewer than the best; where there is none, about the rank that the counts of equations suggest. */
    private int randomRank(int t, SplittableRandom random) {
        int choice = random.nextInt(4);
        if (best.has(t)) {
            int fewer = choice == 0 ? 2 : choice == 1 ? 1 + best.rank(t) / 12 : 1;
            return Math.clamp(best.rank(t) - fewer, 1, problem.genericRank() + 1);
        }
        double first = (problem.even() ? 0.65 : 1) * problem.genericRank() + 1;
        return (int) Math.round(first * Math.pow(GROWTH, number));
    }

    /** The best exact factors with free weights, or null. */
    private Factors freeFactors() {
        try {
            RankProblem free = new RankProblem(problem.lmax(), problem.even(), true);
            return folder.read(free, TOLERANCES.getFirst()).map(row -> row.found().factors()).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Factors descend(CpFit fit, Function<Factors, CpFit> fitter, String start, double tolerance, SplittableRandom random) {
        double ridge = start.equals("random") || start.equals("free") ? firstRidge(random) : GENTLE_RIDGE;
        fit.balance();
        if (problem.relativeError(fit.factors()) > tolerance) {
            descent.run(fit, ridge, tolerance);
        }
        Factors found = fit.factors();
        offer(found);
        // From far above what is known already, or above the generic rank, compression takes longer than it is worth.
        boolean worthwhile = found.rank() <= problem.genericRank() + 1 && (!best.has(0) || found.rank() <= GROWTH * best.rank(0));
        return worthwhile && problem.relativeError(found) <= tolerance ? new Compression(problem, fitter, descent, tolerance, FAILURES, random).run(found, this::offer) : found;
    }

    /** Coefficients fall with the degree, and a ridge too large for them takes terms away for good. */
    private double firstRidge(SplittableRandom random) {
        return RIDGES[random.nextInt(RIDGES.length)] * (problem.lmax() < LARGE_DEGREE ? 1 : 0.1);
    }

    private static Factors shaken(Factors factors, SplittableRandom random) {
        double share = SHAKES[random.nextInt(SHAKES.length)];
        double[][] matrices = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            matrices[axis] = factors.matrix(axis);
            double squared = 0;
            for (double entry : matrices[axis]) {
                squared += entry * entry;
            }
            double deviation = share * Math.sqrt(squared / matrices[axis].length);
            for (int e = 0; e < matrices[axis].length; e++) {
                matrices[axis][e] += deviation * random.nextGaussian();
            }
        }
        return new Factors(factors.rank(), matrices[0], matrices[1], matrices[2]);
    }

    /** The factors with random terms added up to a rank. */
    private Factors widened(Factors factors, int rank, SplittableRandom random) {
        return factors.plus(problem.random(rank - factors.rank(), COLUMN_NORM, random.split()));
    }

    private void offer(Factors factors) {
        improved |= best.offer(factors, number, seconds());
    }
}
