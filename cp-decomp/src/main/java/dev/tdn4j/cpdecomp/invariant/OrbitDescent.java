package dev.tdn4j.cpdecomp.invariant;

import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A descent of an {@link OrbitFit} by damped Gauss–Newton steps with a ridge ρ‖F‖² that falls to nothing, which keeps terms
 * from growing against one another. Every step solves (JᵀJ + (ρ + μ)I) d = Jᵀr − ρF by a Cholesky factorisation.
 */
final class OrbitDescent {

    private static final double DECAY = 0.5;
    private static final double LAST_RIDGE = 1e-7;
    private static final int STEPS_PER_STAGE = 8;
    /** From this ridge on the error shows whether a start can still become exact. */
    private static final double TELLING_RIDGE = 1e-5;

    private static final double HOPELESS = 0.03;
    private static final int MOST_STEPS = 400;
    private static final int WINDOW = 25;
    private static final double REDUCTION = 0.9;

    private static final double FIRST_DAMPING = 0.1;
    private static final double FRESH_DAMPING = 1e-2;
    private static final double LEAST_DAMPING = 1e-13;
    private static final double MOST_DAMPING = 1e6;

    private final OrbitFit fit;
    private final double norm;
    private final BooleanSupplier stop;
    private final LinearSolverDense<DMatrixRMaj> solver;
    private double damping = FIRST_DAMPING;
    private double error;

    /**
     * A descent.
     *
     * @param norm ‖M‖_F, what errors are relative to
     * @param stop asked before every step
     */
    OrbitDescent(OrbitFit fit, double norm, BooleanSupplier stop) {
        this.fit = fit;
        this.norm = norm;
        this.stop = stop;
        this.solver = LinearSolverFactory_DDRM.chol(fit.unknowns());
        this.error = fit.error();
    }

    /** Runs to rest, or until the relative error is at most the target; returns that error. */
    double run(double firstRidge, double targetError) {
        for (double ridge = firstRidge; ridge > LAST_RIDGE; ridge *= DECAY) {
            damping = Math.min(damping, FRESH_DAMPING);
            boolean moves = true;
            for (int step = 0; step < STEPS_PER_STAGE && moves; step++) {
                if (stop.getAsBoolean()) {
                    return error / norm;
                }
                moves = step(ridge);
            }
            if (ridge < TELLING_RIDGE && error > HOPELESS * norm) {
                return error / norm;
            }
        }
        return settle(targetError);
    }

    private double settle(double targetError) {
        double[] history = new double[WINDOW];
        for (int step = 0; step < MOST_STEPS && error > targetError * norm && !stop.getAsBoolean(); step++) {
            if (step >= WINDOW && error > REDUCTION * history[step % WINDOW]) {
                break;
            }
            history[step % WINDOW] = error;
            if (!step(0)) {
                break;
            }
        }
        return error / norm;
    }

    /** One step that lowers ‖M − M̂‖² + ρ‖F‖²; false if there is none. */
    private boolean step(double ridge) {
        fit.error();
        DMatrixRMaj before = DMatrixRMaj.wrap(fit.unknowns(), 1, fit.parameters());
        DMatrixRMaj gradient = DMatrixRMaj.wrap(fit.unknowns(), 1, fit.gradient());
        CommonOps_DDRM.addEquals(gradient, -ridge, before);
        DMatrixRMaj normal = fit.normalMatrix();
        DMatrixRMaj move = new DMatrixRMaj(fit.unknowns(), 1);
        DMatrixRMaj after = new DMatrixRMaj(fit.unknowns(), 1);
        while (damping < MOST_DAMPING) {
            if (!solve(normal, ridge + damping, gradient, move)) {
                damping *= 10;
                continue;
            }
            CommonOps_DDRM.add(before, move, after);
            fit.set(after.data);
            double reached = fit.error();
            double decrease = error * error - reached * reached + ridge * (squared(before) - squared(after));
            if (decrease > 0) {
                adapt(decrease / (CommonOps_DDRM.dot(gradient, move) + damping * squared(move)));
                error = reached;
                return true;
            }
            damping *= 4;
        }
        fit.set(before.data);
        return false;
    }

    /** False if rounding leaves the matrix indefinite. */
    private boolean solve(DMatrixRMaj normal, double shift, DMatrixRMaj right, DMatrixRMaj out) {
        DMatrixRMaj shifted = normal.copy();
        for (int t = 0; t < shifted.numRows; t++) {
            shifted.add(t, t, shift);
        }
        if (!solver.setA(shifted)) {
            return false;
        }
        solver.solve(right, out);
        return true;
    }

    /** As in {@code LevenbergMarquardt}: less damping where the model foretold the decrease, more where it did not. */
    private void adapt(double gain) {
        if (gain > 0.75) {
            damping = Math.max(damping / 3, LEAST_DAMPING);
        } else if (gain < 0.25) {
            damping *= 2;
        }
    }

    private static double squared(DMatrixRMaj vector) {
        double norm = NormOps_DDRM.normF(vector);
        return norm * norm;
    }
}
