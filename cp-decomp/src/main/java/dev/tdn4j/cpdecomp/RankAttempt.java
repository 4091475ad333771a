package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.ejml.data.DMatrixRMaj;

/**
 * One attempt to reach a goal at one rank, from random factors or from given ones. Alternating sweeps find the valley and
 * damped Gauss–Newton steps follow it down. An attempt ends at the goal, at rest, or as soon as it could not reach the
 * goal within its steps even if it went on falling as fast as now.
 */
final class RankAttempt {

    /** Where a trial ended, and whether it was left to end. */
    record End(Factors factors, double relativeError, double error, boolean stopped) {}

    /** As in {@link Als}: small starts grow into the tensor one direction after another. */
    private static final double START_COLUMN_NORM = 0.2;

    private static final double FIRST_LAMBDA = 1e-2;
    private static final double LAMBDA_DECAY = 0.99;
    private static final int RANDOM_SWEEPS = 200;
    /** Terms added or taken away leave a solution from which sweeps recover most of what is lost at once. */
    private static final int GIVEN_SWEEPS = 30;

    private static final int SWEEPS_BETWEEN_REPORTS = 10;

    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING = 1e-6;
    private static final int MOST_STEPS = 150;
    private static final int SLOPE_STEPS = 10;
    /** Below this error steps converge faster and faster, so that the present slope says nothing about the end. */
    private static final double FAST_BELOW = 1e-4;

    private final Product product;
    private final RankGoal goal;
    private final double norm;
    private final CpFit fit;
    private final int sweeps;
    private final BooleanSupplier stop;
    private final DoubleConsumer listener;

    private RankAttempt(Product product, RankGoal goal, CpFit fit, double norm, int sweeps, BooleanSupplier stop, DoubleConsumer listener) {
        this.product = product;
        this.goal = goal;
        this.norm = norm;
        this.fit = fit;
        this.sweeps = sweeps;
        this.stop = stop;
        this.listener = listener;
    }

    /** From random factors. */
    static End random(
            Product product, Coupling target, RankGoal goal, int rank, long seed, BooleanSupplier stop, DoubleConsumer listener) {
        CpFit fit = CpFit.random(target, rank, START_COLUMN_NORM, new SplittableRandom(seed));
        return new RankAttempt(product, goal, fit, target.norm(), RANDOM_SWEEPS, stop, listener).run();
    }

    /** From given factors. */
    static End from(
            Product product, Coupling target, RankGoal goal, Factors start, BooleanSupplier stop, DoubleConsumer listener) {
        return new RankAttempt(product, goal, fit(target, start), target.norm(), GIVEN_SWEEPS, stop, listener).run();
    }

    private End run() {
        double lambda = sweep();
        double relative = fit.relativeError();
        double error = error(relative);
        LevenbergMarquardt solver = new LevenbergMarquardt(fit, Math.clamp(lambda, LEAST_DAMPING, FIRST_DAMPING));
        double[] history = new double[MOST_STEPS + 1];
        history[0] = error;
        for (int step = 1; step <= MOST_STEPS && error > enough() && !stop.getAsBoolean(); step++) {
            double before = relative;
            relative = solver.step(before, norm);
            error = error(relative);
            history[step] = error;
            listener.accept(error);
            if (relative == before || lags(history, step)) {
                break;
            }
        }
        if (error <= goal.tolerance() && relative < FAST_BELOW) {
            polish(fit, solver, norm);
        }
        Factors factors = fit.factors();
        double measured = Als.relativeError(product.tensor(), factors);
        return new End(factors, measured, goal.of(product, factors, measured), stop.getAsBoolean());
    }

    /** Where steps converge fast, a few more make the factors exact. */
    private static void polish(CpFit fit, LevenbergMarquardt solver, double norm) {
        double error = fit.relativeError();
        double next = solver.step(error, norm);
        while (next < error / 2 && next > AlsOptions.ROUNDING) {
            error = next;
            next = solver.step(error, norm);
        }
    }

    /** The same factors as exact as they become, for those that are nearly exact. */
    static Factors polished(Coupling target, Factors factors) {
        CpFit fit = fit(target, factors);
        polish(fit, new LevenbergMarquardt(fit, LEAST_DAMPING), target.norm());
        return fit.factors();
    }

    private static CpFit fit(Coupling target, Factors start) {
        CpFit fit = CpFit.random(target, start.rank(), START_COLUMN_NORM, new SplittableRandom(0));
        for (int mode = 0; mode < 3; mode++) {
            fit.set(mode, new DMatrixRMaj(start.size(mode), start.rank(), true, start.matrix(mode)));
        }
        fit.balance();
        return fit;
    }

    private double sweep() {
        ProximalSweep sweep = new ProximalSweep(fit);
        double lambda = FIRST_LAMBDA;
        for (int done = 0; done < sweeps && !stop.getAsBoolean(); done++) {
            sweep.run(lambda);
            lambda *= LAMBDA_DECAY;
            if (done % SWEEPS_BETWEEN_REPORTS == 0) {
                listener.accept(error(fit.relativeError()));
            }
        }
        return lambda;
    }

    /** A little below the tolerance, so that the error as measured from the final factors is within it too. */
    private double enough() {
        return 0.95 * goal.tolerance();
    }

    private double error(double relativeError) {
        return goal.measure() == RankGoal.Measure.RELATIVE_ERROR
                ? relativeError
                : goal.of(product, fit.factors(), relativeError);
    }

    private boolean lags(double[] history, int step) {
        if (step < 2 * SLOPE_STEPS) {
            return false;
        }
        double slope = Math.log(history[step] / history[step - SLOPE_STEPS]) / SLOPE_STEPS;
        double hoped = history[step] * Math.exp(slope * (MOST_STEPS - step));
        return hoped > Math.max(goal.tolerance(), FAST_BELOW);
    }
}
