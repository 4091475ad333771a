package dev.tdn4j.cpdecomp.sphere;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Solves for orbits of given kinds whose weighted mean is exact on the invariant harmonics: Σ_o w_o q(s_o) = ∫q. Damped
 * Gauss–Newton steps (Levenberg and Marquardt) in the places of the orbits' points and in the square roots of their
 * weights, which keeps weights from becoming negative.
 */
final class OrbitSolver {

    /** Orbits found: one point of each, and the weight of each of its points. */
    record Solution(List<Stratum> strata, double[][] points, double[] weights, double residual) {}

    /** Rounding of a sum of tens of terms of size 1. */
    private static final double SOLVED = 2e-14;

    private static final int MOST_STEPS = 400;
    /** Steps after which a start that has not lowered the residual by a tenth is given up. */
    private static final int PATIENCE = 25;

    private static final double MOST_DAMPING = 1e8;
    private static final double LEAST_DAMPING = 1e-15;

    private final InvariantHarmonics invariants;
    private final List<Stratum> strata;
    private final int unknowns;
    private final DMatrixRMaj jacobian;
    private final DMatrixRMaj normal;
    private final DMatrixRMaj damped;
    private final DMatrixRMaj gradient;
    private final DMatrixRMaj step;
    private final LinearSolverDense<DMatrixRMaj> cholesky;
    private final double[] values;
    private final double[][] slopes;

    private double[][] points;
    private double[] roots;

    OrbitSolver(InvariantHarmonics invariants, List<Stratum> strata) {
        this.invariants = invariants;
        this.strata = strata;
        this.unknowns = strata.stream().mapToInt(Stratum::unknowns).sum();
        this.jacobian = new DMatrixRMaj(invariants.size(), unknowns);
        this.normal = new DMatrixRMaj(unknowns, unknowns);
        this.damped = new DMatrixRMaj(unknowns, unknowns);
        this.gradient = new DMatrixRMaj(unknowns, 1);
        this.step = new DMatrixRMaj(unknowns, 1);
        this.cholesky = LinearSolverFactory_DDRM.chol(unknowns);
        this.values = new double[invariants.size()];
        this.slopes = new double[invariants.size()][3];
    }

    /** A solution from one random start, if the steps lead to one. */
    Optional<Solution> solve(RandomGenerator random) {
        begin(random);
        double[] residual = residual();
        double error = norm(residual);
        double earlier = error;
        double damping = 1e-2;
        for (int s = 1; s <= MOST_STEPS && error > SOLVED; s++) {
            normalEquations(residual);
            double[][] pointsBefore = points;
            double[] rootsBefore = roots;
            double reached = Double.POSITIVE_INFINITY;
            while (reached >= error && damping < MOST_DAMPING) {
                points = pointsBefore;
                roots = rootsBefore;
                if (solveDamped(damping)) {
                    move();
                    residual = residual();
                    reached = norm(residual);
                }
                damping *= reached < error ? 0.2 : 5;
            }
            if (reached >= error) {
                points = pointsBefore;
                roots = rootsBefore;
                break;
            }
            damping = Math.max(damping, LEAST_DAMPING);
            error = reached;
            if (s % PATIENCE == 0) {
                if (error > 0.9 * earlier) {
                    break;
                }
                earlier = error;
            }
        }
        return error <= 10 * SOLVED ? Optional.of(solution(error)) : Optional.empty();
    }

    private Solution solution(double error) {
        double[] weights = new double[roots.length];
        for (int o = 0; o < roots.length; o++) {
            weights[o] = roots[o] * roots[o] / strata.get(o).size();
        }
        return new Solution(strata, points, weights, error);
    }

    private void begin(RandomGenerator random) {
        int total = strata.stream().mapToInt(Stratum::size).sum();
        points = new double[strata.size()][];
        roots = new double[strata.size()];
        for (int o = 0; o < roots.length; o++) {
            points[o] = strata.get(o).random(random);
            roots[o] = Math.sqrt(strata.get(o).size() / (double) total);
        }
    }

    /** Σ_o w_o q(s_o) − ∫q for every invariant q, and its derivatives where they are asked for. */
    private double[] residual() {
        double[] residual = new double[values.length];
        residual[0] = -1;
        for (int o = 0, column = 0; o < roots.length; column += strata.get(o).unknowns(), o++) {
            invariants.evaluate(points[o], values, slopes);
            double weight = roots[o] * roots[o];
            double[][] tangents = strata.get(o).tangents(points[o]);
            for (int q = 0; q < values.length; q++) {
                residual[q] += weight * values[q];
                jacobian.set(q, column, 2 * roots[o] * values[q]);
                for (int a = 0; a < tangents.length; a++) {
                    jacobian.set(q, column + 1 + a, weight * Stratum.dot(tangents[a], slopes[q]));
                }
            }
        }
        return residual;
    }

    private void normalEquations(double[] residual) {
        CommonOps_DDRM.multTransA(jacobian, DMatrixRMaj.wrap(residual.length, 1, residual), gradient);
        CommonOps_DDRM.multInner(jacobian, normal);
    }

    private boolean solveDamped(double damping) {
        damped.setTo(normal);
        for (int u = 0; u < unknowns; u++) {
            damped.add(u, u, damping);
        }
        if (!cholesky.setA(damped)) {
            return false;
        }
        cholesky.solve(gradient, step);
        CommonOps_DDRM.scale(-1, step);
        return true;
    }

    private void move() {
        double[][] moved = new double[points.length][];
        double[] changed = new double[roots.length];
        for (int o = 0, column = 0; o < roots.length; column += strata.get(o).unknowns(), o++) {
            changed[o] = roots[o] + step.get(column);
            moved[o] = strata.get(o).moved(points[o], step.data, column + 1);
        }
        points = moved;
        roots = changed;
    }

    private static double norm(double[] v) {
        double squared = 0;
        for (double entry : v) {
            squared += entry * entry;
        }
        return Math.sqrt(squared);
    }
}
