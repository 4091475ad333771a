package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * CP factors by alternating least squares in double precision.
 *
 * <p>Each random start is swept with proximal regularisation λ that falls from 1e-2 by 1 % a sweep, its columns balanced.
 * If the error falls too slowly, damped Gauss–Newton steps take over. Starts that come to rest at an unacceptable error are
 * followed by others; the best is kept. Single-threaded and free of unordered sums, so that a seed gives the same factors
 * bit for bit.
 */
public final class Als {

    /** Part of every cache key: to be raised whenever the same options would give other factors. */
    public static final int VERSION = 2;

    private static final double FIRST_LAMBDA = 1e-2;
    private static final double LAMBDA_DECAY = 0.99;
    private static final double LAST_LAMBDA = 1e-12;
    /** Small starts grow into the tensor one direction after another and end lower than large ones, which must unlearn. */
    private static final double START_COLUMN_NORM = 0.2;

    private static final int LEAST_SWEEPS = 300;
    private static final int MOST_SWEEPS = 10_000;
    private static final int SWEEP_WINDOW = 50;
    /** Sweeps that reduce the error by less than this factor in a window are too slow. */
    private static final double SWEEP_REDUCTION = 0.9;

    private static final int MOST_STEPS = 600;
    /** Multiplications that damped steps may take altogether: from L = 4 on it ends them before their number does. */
    private static final double MOST_WORK = 1e11;
    private static final int STEP_WINDOW = 25;
    private static final double STEP_REDUCTION = 0.995;

    private final Coupling target;
    private final double norm;
    private final AlsOptions options;
    private final Consumer<AlsProgress> listener;
    private int start;
    private double best = Double.POSITIVE_INFINITY;

    private Als(Coupling target, AlsOptions options, Consumer<AlsProgress> listener) {
        this.target = target;
        this.norm = target.norm();
        this.options = options;
        this.listener = listener;
    }

    /**
     * Decomposes a tensor.
     *
     * @param target M, n1×n2×n3, not zero
     * @param options rank, seed and when to stop
     * @param listener called every few steps, on the calling thread
     * @return the factors of the best start
     * @throws IllegalArgumentException if M is zero
     */
    public static Factors decompose(Coupling target, AlsOptions options, Consumer<AlsProgress> listener) {
        if (target.nonzeros() == 0) {
            throw new IllegalArgumentException("a zero tensor has no CP factors to look for");
        }
        // λ and the starts are made for entries up to 1.
        double largest = IntStream.range(0, target.nonzeros()).mapToDouble(t -> Math.abs(target.value(t))).max().orElseThrow();
        Factors found = new Als(scaled(target, 1 / largest), options, listener).bestOfStarts();
        double each = Math.cbrt(largest);
        return new Factors(
                found.rank(), scaled(found.matrix(0), each), scaled(found.matrix(1), each), scaled(found.matrix(2), each));
    }

    private static Coupling scaled(Coupling m, double scale) {
        int[] all = IntStream.range(0, m.nonzeros()).toArray();
        return Coupling.of(
                m.size(0), m.size(1), m.size(2),
                Arrays.stream(all).map(m::i).toArray(),
                Arrays.stream(all).map(m::j).toArray(),
                Arrays.stream(all).map(m::k).toArray(),
                Arrays.stream(all).mapToDouble(e -> scale * m.value(e)).toArray());
    }

    private static double[] scaled(double[] values, double scale) {
        return Arrays.stream(values).map(v -> scale * v).toArray();
    }

    /**
     * The relative error of factors, from their entries in double.
     *
     * @param target M
     * @param factors of the same sizes
     * @return ‖M̂ − M‖_F / ‖M‖_F
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double relativeError(Coupling target, Factors factors) {
        double[] exact = target.dense();
        target.with(factors); // refuses other sizes
        double[] approximate = factors.toCoupling().dense();
        double squared = 0;
        for (int t = 0; t < exact.length; t++) {
            double difference = approximate[t] - exact[t];
            squared += difference * difference;
        }
        return Math.sqrt(squared) / target.norm();
    }

    private Factors bestOfStarts() {
        SplittableRandom random = new SplittableRandom(options.seed());
        Factors kept = null;
        for (start = 1; start <= options.starts() && best > options.acceptableError(); start++) {
            Factors found = descend(CpFit.random(target, options.rank(), START_COLUMN_NORM, random.split()));
            double error = relativeError(target, found);
            if (error < best) {
                best = error;
                kept = found;
            }
        }
        return kept;
    }

    private Factors descend(CpFit fit) {
        ProximalSweep sweep = new ProximalSweep(fit);
        Descent descent = new Descent(fit.relativeError(), SWEEP_WINDOW);
        double lambda = FIRST_LAMBDA;
        while (descent.steps < MOST_SWEEPS && descent.error > options.targetError()
                && (descent.steps < LEAST_SWEEPS || descent.reducedBy(SWEEP_REDUCTION))) {
            sweep.run(lambda);
            lambda = Math.max(LAST_LAMBDA, lambda * LAMBDA_DECAY);
            descent.record(fit.relativeError());
        }
        return descent.error > options.targetError() ? leaveSwamp(fit, descent, lambda) : fit.factors();
    }

    private Factors leaveSwamp(CpFit fit, Descent sweeps, double lambda) {
        LevenbergMarquardt solver = new LevenbergMarquardt(fit, lambda);
        Descent descent = new Descent(sweeps.error, STEP_WINDOW);
        double most = Math.min(MOST_STEPS, MOST_WORK / LevenbergMarquardt.multiplications(fit));
        while (descent.steps < most && descent.error > options.targetError()
                && descent.reducedBy(STEP_REDUCTION)) {
            descent.record(solver.step(descent.error, norm));
        }
        return fit.factors();
    }

    /** The error's recent history: whether it still falls. */
    private final class Descent {

        private final double[] history;
        private double error;
        private int steps;

        private Descent(double error, int window) {
            this.error = error;
            this.history = new double[window];
        }

        private void record(double next) {
            history[steps % history.length] = error;
            error = next;
            steps++;
            if (steps % 10 == 0) {
                listener.accept(new AlsProgress(start, options.starts(), steps, error, best));
            }
        }

        /** Whether the last window of steps brought the error below this fraction of what it was. */
        private boolean reducedBy(double factor) {
            return steps < history.length || error < factor * history[steps % history.length];
        }
    }
}
