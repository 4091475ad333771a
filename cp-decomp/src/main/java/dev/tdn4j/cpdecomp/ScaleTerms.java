package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Path weights as a short sum of products of degree scales, t_p = Σ_k a_k(l1) b_k(l2) c_k(l3): a CP decomposition of an
 * (L+1)³ tensor of which only the entries at paths are given. Levenberg–Marquardt from random starts.
 */
final class ScaleTerms {

    private static final int STARTS = 24;
    private static final int MOST_STEPS = 200;

    /** Of the largest weight: a quadratically convergent method ends a few roundings from zero or far from it. */
    private static final double EXACT = 1e-14;

    /** Terms that cancel one another to more than this multiple of the largest weight would cost two digits or more. */
    private static final double LARGEST_TERM = 100;

    private final int degrees;
    private final List<CouplingPath> paths;
    private final double[] target;
    private final double largest;
    private final int count;
    private final double[] scales;

    private ScaleTerms(int lmax, List<CouplingPath> paths, double[] target, int count, SplittableRandom random) {
        this.degrees = lmax + 1;
        this.paths = paths;
        this.target = target;
        this.count = count;
        double most = 0;
        for (double t : target) {
            most = Math.max(most, Math.abs(t));
        }
        largest = most;
        scales = new double[3 * count * degrees];
        for (int s = 0; s < scales.length; s++) {
            scales[s] = random.nextGaussian() * Math.cbrt(largest);
        }
    }

    /**
     * A sum of so many products that gives the weights to rounding.
     *
     * @param lmax the largest degree
     * @param paths where weights are given; the others may be anything
     * @param target one a path, not all 0
     * @param count how many products
     * @param seed of the starts
     * @return the scales of every product, or nothing if no start arrives
     */
    static Optional<List<DegreeScales>> exact(int lmax, List<CouplingPath> paths, double[] target, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int start = 0; start < STARTS; start++) {
            ScaleTerms terms = new ScaleTerms(lmax, paths, target, count, random.split());
            if (terms.solve() <= EXACT * terms.largest && terms.largestTerm() <= LARGEST_TERM * terms.largest) {
                return Optional.of(terms.result());
            }
        }
        return Optional.empty();
    }

    /** Damped Gauss–Newton steps; returns the largest |Σ_k a b c − t|. */
    private double solve() {
        double[] residual = residual();
        double damping = 1;
        for (int step = 0; step < MOST_STEPS && max(residual) > EXACT / 10 * largest; step++) {
            double[] before = scales.clone();
            double error = norm(residual);
            double[] change = step(residual, damping);
            for (int s = 0; s < scales.length; s++) {
                scales[s] -= change[s];
            }
            double[] next = residual();
            if (norm(next) < error) {
                residual = next;
                damping /= 5;
            } else {
                System.arraycopy(before, 0, scales, 0, scales.length);
                damping *= 4;
            }
        }
        return max(residual);
    }

    private static double norm(double[] residual) {
        return Math.sqrt(Arrays.stream(residual).map(r -> r * r).sum());
    }

    /** Jᵀ(JJᵀ + λ)⁻¹ r: with fewer paths than scales, that system is the small one. */
    private double[] step(double[] residual, double damping) {
        DMatrixRMaj jacobian = jacobian();
        DMatrixRMaj normal = new DMatrixRMaj(target.length, target.length);
        CommonOps_DDRM.multOuter(jacobian, normal);
        // Never below rounding: with more products than needed JJᵀ is singular.
        double floor = 1e-15 * CommonOps_DDRM.trace(normal);
        double square = Math.pow(largest, 4.0 / 3);
        for (int p = 0; p < target.length; p++) {
            normal.add(p, p, Math.max(floor, damping * square));
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(target.length);
        DMatrixRMaj solution = new DMatrixRMaj(target.length, 1);
        if (!solver.setA(normal)) {
            return new double[scales.length];
        }
        solver.solve(new DMatrixRMaj(target.length, 1, true, residual), solution);
        DMatrixRMaj change = new DMatrixRMaj(scales.length, 1);
        CommonOps_DDRM.multTransA(jacobian, solution, change);
        return change.data;
    }

    private int at(int term, int axis, CouplingPath path) {
        int l = axis == 0 ? path.l1() : axis == 1 ? path.l2() : path.l3();
        return (3 * term + axis) * degrees + l;
    }

    private double product(int term, CouplingPath path) {
        return scales[at(term, 0, path)] * scales[at(term, 1, path)] * scales[at(term, 2, path)];
    }

    private double[] residual() {
        double[] residual = new double[target.length];
        for (int p = 0; p < residual.length; p++) {
            for (int k = 0; k < count; k++) {
                residual[p] += product(k, paths.get(p));
            }
            residual[p] -= target[p];
        }
        return residual;
    }

    private DMatrixRMaj jacobian() {
        DMatrixRMaj jacobian = new DMatrixRMaj(target.length, scales.length);
        for (int p = 0; p < target.length; p++) {
            for (int k = 0; k < count; k++) {
                for (int axis = 0; axis < 3; axis++) {
                    double others = scales[at(k, (axis + 1) % 3, paths.get(p))] * scales[at(k, (axis + 2) % 3, paths.get(p))];
                    jacobian.set(p, at(k, axis, paths.get(p)), others);
                }
            }
        }
        return jacobian;
    }

    private double largestTerm() {
        double most = 0;
        for (CouplingPath path : paths) {
            for (int k = 0; k < count; k++) {
                most = Math.max(most, Math.abs(product(k, path)));
            }
        }
        return most;
    }

    private List<DegreeScales> result() {
        List<DegreeScales> result = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[][] values = new double[3][degrees];
            for (int axis = 0; axis < 3; axis++) {
                System.arraycopy(scales, (3 * k + axis) * degrees, values[axis], 0, degrees);
            }
            result.add(new DegreeScales(values));
        }
        return result;
    }

    private static double max(double[] residual) {
        double most = 0;
        for (double r : residual) {
            most = Math.max(most, Math.abs(r));
        }
        return most;
    }
}
