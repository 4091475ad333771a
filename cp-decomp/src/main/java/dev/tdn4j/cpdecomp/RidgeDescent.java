package dev.tdn4j.cpdecomp;

import java.util.function.BooleanSupplier;

/**
 * A descent by damped Gauss–Newton steps with a ridge ρ‖F‖² that falls to nothing. With the ridge, terms cannot grow
 * against one another, which is how starts end in degenerate approximations of a rank too low; it halves every few steps,
 * and what is left of it at the end no longer moves the solution.
 */
final class RidgeDescent {

    private static final double DECAY = 0.5;
    private static final double LAST_RIDGE = 1e-7;
    private static final int STEPS_PER_STAGE = 5;
    /** From this ridge on the error shows whether a start can still become exact. */
    private static final double TELLING_RIDGE = 1e-4;
    private static final double HOPELESS = 0.03;
    private static final double FIRST_DAMPING = 0.1;
    private static final int WINDOW = 25;
    private static final double REDUCTION = 0.9;
    private static final int MOST_STEPS = 400;
    private static final int POLISHING_STEPS = 5;
    /** A polishing step that lowers the error by less is the last. */
    private static final double POLISHED = 0.3;
    /** With free weights solutions are often degenerate, where only exact and bent steps still get on; up to this size. */
    private static final int MOST_DIRECT_UNKNOWNS = 900;
    private static final double LATE_DAMPING = 1e-4;
    private static final double NEAR = 1e-3;

    private final BooleanSupplier expired;

    /**
     * A descent.
     *
     * @param expired asked before every step; once true, the descent ends where it is
     */
    RidgeDescent(BooleanSupplier expired) {
        this.expired = expired;
    }

    /**
     * Moves the factors.
     *
     * @param firstRidge ρ at the beginning, for entries of order one
     * @param tolerance relative error at which to stop
     * @return whether the error is within the tolerance
     */
    boolean run(CpFit fit, double firstRidge, double tolerance) {
        LevenbergMarquardt solver = new LevenbergMarquardt(fit, FIRST_DAMPING);
        fit.guard(true);
        double error = fit.relativeError();
        for (double ridge = firstRidge; ridge > LAST_RIDGE; ridge *= DECAY) {
            solver.ridge(ridge);
            for (int step = 0; step < STEPS_PER_STAGE && !expired.getAsBoolean(); step++) {
                double next = solver.step(error, fit.norm());
                if (next == error) {
                    break;
                }
                error = next;
            }
            if (expired.getAsBoolean() || ridge < TELLING_RIDGE && error > HOPELESS) {
                return false;
            }
        }
        solver.ridge(0);
        fit.guard(false);
        error = fit.relativeError();
        boolean degenerate = fit.weights() != null && error < NEAR;
        if (degenerate && (fit.size(0) + fit.size(1) + fit.size(2)) * fit.rank() <= MOST_DIRECT_UNKNOWNS) {
            solver = new LevenbergMarquardt(fit, LATE_DAMPING, true);
            solver.accelerate();
        }
        return settle(fit, solver, error, tolerance);
    }

    /** Near a regular solution the digits double every step, so a few more cost little. */
    private static void polish(CpFit fit, LevenbergMarquardt solver, double reached) {
        double error = reached;
        for (int step = 0; step < POLISHING_STEPS && error > AlsOptions.ROUNDING; step++) {
            double next = solver.step(error, fit.norm());
            if (next > POLISHED * error) {
                return;
            }
            error = next;
        }
    }

    private boolean settle(CpFit fit, LevenbergMarquardt solver, double error, double tolerance) {
        double[] history = new double[WINDOW];
        for (int step = 0; step < MOST_STEPS && !expired.getAsBoolean(); step++) {
            // The weights' norm, so that the error as measured against them is within the tolerance; a tenth for rounding.
            if (error * fit.norm() <= 0.9 * tolerance * fit.targetNorm()) {
                polish(fit, solver, error);
                return true;
            }
            if (step >= WINDOW && error > REDUCTION * history[step % WINDOW]) {
                return false;
            }
            history[step % WINDOW] = error;
            double next = solver.step(error, fit.norm());
            if (next == error) {
                return false;
            }
            error = next;
        }
        return false;
    }
}
