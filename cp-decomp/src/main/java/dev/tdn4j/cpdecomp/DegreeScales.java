package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A factor for every degree of x, of y and of the output. Scaling an equivariant map by them leaves it equivariant and of
 * the same rank; it multiplies the weight of the path (l1, l2, l3) by s₁(l1) s₂(l2) s₃(l3).
 *
 * @param values [3][L+1]; a degree of scale 0 loses its paths
 */
record DegreeScales(double[][] values) {

    /** Iterations of the minimax fit, which approaches the least spread by a constant factor each. */
    private static final int ITERATIONS = 1000;
    /**
     * Makes the normal matrix definite, since a constant moved from one argument to another changes nothing. It damps the
     * steps and leaves what they lead to as it is.
     */
    private static final double RIDGE = 1e-9;

    /**
     * The scales that make the largest weight and the inverse of the smallest as small as they go: the minimax fit of
     * log|w| + a_l1 + b_l2 + c_l3 over the paths, by least squares whose path shares grow with the residuals (Lawson's
     * algorithm: Rice and Usow, Math. Comp. 22 (1968) 118).
     *
     * @param weights one a path, none 0
     */
    static DegreeScales evening(int lmax, List<CouplingPath> paths, double[] weights) {
        double[] shares = new double[weights.length];
        Arrays.fill(shares, 1.0 / weights.length);
        double[] logs = new double[3 * (lmax + 1)];
        double[] best = logs;
        double least = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            logs = improved(logs, lmax, paths, residual(logs, lmax, paths, weights), shares);
            double[] residual = residual(logs, lmax, paths, weights);
            double most = Arrays.stream(residual).max().orElse(0);
            double spread = most - Arrays.stream(residual).min().orElse(0);
            if (spread < least) {
                least = spread;
                best = shifted(logs, spread / 2 - most);
            }
            raise(shares, residual);
        }
        double[][] values = new double[3][lmax + 1];
        for (int u = 0; u < best.length; u++) {
            values[u / (lmax + 1)][u % (lmax + 1)] = Math.exp(best[u]);
        }
        return new DegreeScales(values);
    }

    /** Scales every share by its residual, unless none is left: then the fit is exact. */
    private static void raise(double[] shares, double[] residual) {
        double sum = 0;
        for (int p = 0; p < shares.length; p++) {
            sum += shares[p] * Math.abs(residual[p]);
        }
        for (int p = 0; p < shares.length && sum > 0; p++) {
            shares[p] *= Math.abs(residual[p]) / sum;
        }
    }

    private static double[] residual(double[] logs, int lmax, List<CouplingPath> paths, double[] weights) {
        double[] residual = new double[weights.length];
        for (int p = 0; p < weights.length; p++) {
            residual[p] = Math.log(Math.abs(weights[p]));
            for (int unknown : unknowns(lmax, paths.get(p))) {
                residual[p] += logs[unknown];
            }
        }
        return residual;
    }

    /** Adds a constant to all residuals, a third in each argument. */
    private static double[] shifted(double[] logs, double constant) {
        return Arrays.stream(logs).map(log -> log + constant / 3).toArray();
    }

    /** The logarithms after a step towards least squares with these shares. */
    private static double[] improved(
            double[] logs, int lmax, List<CouplingPath> paths, double[] residual, double[] shares) {
        DMatrixRMaj normal = CommonOps_DDRM.identity(logs.length);
        CommonOps_DDRM.scale(RIDGE, normal);
        DMatrixRMaj right = new DMatrixRMaj(logs.length, 1);
        for (int p = 0; p < residual.length; p++) {
            int[] unknowns = unknowns(lmax, paths.get(p));
            for (int u : unknowns) {
                right.data[u] -= shares[p] * residual[p];
                for (int v : unknowns) {
                    normal.add(u, v, shares[p]);
                }
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(logs.length);
        DMatrixRMaj step = new DMatrixRMaj(logs.length, 1);
        if (!solver.setA(normal)) {
            throw new IllegalStateException("the fit of degree scales broke down");
        }
        solver.solve(right, step);
        CommonOps_DDRM.addEquals(step, DMatrixRMaj.wrap(logs.length, 1, logs));
        return step.data;
    }

    private static int[] unknowns(int lmax, CouplingPath path) {
        return new int[] {path.l1(), lmax + 1 + path.l2(), 2 * (lmax + 1) + path.l3()};
    }

    Factors apply(Factors factors) {
        double[][] scaled = new double[3][];
        for (int slot = 0; slot < 3; slot++) {
            scaled[slot] = factors.matrix(slot);
            for (int i = 0; i < factors.size(slot); i++) {
                for (int r = 0; r < factors.rank(); r++) {
                    scaled[slot][i * factors.rank() + r] *= values[slot][Degrees.degree(i)];
                }
            }
        }
        return new Factors(factors.rank(), scaled[0], scaled[1], scaled[2]);
    }
}
