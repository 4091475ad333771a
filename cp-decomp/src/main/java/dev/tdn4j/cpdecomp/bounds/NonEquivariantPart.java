package dev.tdn4j.cpdecomp.bounds;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.PathWeights;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * N = M̂ − Σ_p ⟨M̂, C^p⟩ C^p, what factors are beyond the equivariant tensor nearest to them. Every error of equivariance is
 * that of N alone.
 */
final class NonEquivariantPart {

    /** Bring n^(1/p) below 1 + 1e-14 for any n in reach. */
    private static final int SQUARINGS = 50;

    private final int n;
    /** N_ijk at (i·n + j)·n + k. */
    private final double[] entries;

    NonEquivariantPart(Factors factors) {
        n = factors.size(0);
        entries = factors.toCoupling().dense();
        int lmax = Degrees.lmax(n);
        List<CouplingPath> paths = CouplingPath.all(lmax);
        double[] weights = PathWeights.of(factors, lmax, paths);
        for (int p = 0; p < weights.length; p++) {
            CouplingPath path = paths.get(p);
            Coupling c = CouplingCoefficients.of(path);
            for (int t = 0; t < c.nonzeros(); t++) {
                int i = path.l1() * path.l1() + c.i(t);
                int j = path.l2() * path.l2() + c.j(t);
                int k = path.l3() * path.l3() + c.k(t);
                entries[(i * n + j) * n + k] -= weights[p] * c.value(t);
            }
        }
    }

    double norm() {
        double squared = 0;
        for (double entry : entries) {
            squared += entry * entry;
        }
        return Math.sqrt(squared);
    }

    /**
     * A bound on the spectral norm max N(x, y, u) over unit vectors: the least σ₁ of the three unfoldings. N(x, y, u) is xᵀ
     * N_(1) (y ⊗ u) with ‖y ⊗ u‖ = 1, so it is at most σ₁(N_(1)), and likewise for the other two; σ₁ ≤ ‖N‖_F.
     */
    double spectralBound() {
        double least = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            DMatrixRMaj unfolding = unfolding(axis);
            DMatrixRMaj gram = new DMatrixRMaj(n, n);
            CommonOps_DDRM.multOuter(unfolding, gram);
            least = Math.min(least, Math.sqrt(largestEigenvalue(gram)));
        }
        return least;
    }

    /**
     * The largest eigenvalue of a positive semidefinite matrix, from above: λ₁ ≤ (tr Gᵖ)^(1/p) ≤ n^(1/p) λ₁, with p = 2^{@value
     * #SQUARINGS} by squaring. Iterations that find eigenvalues can end without them; this cannot.
     */
    private static double largestEigenvalue(DMatrixRMaj gram) {
        DMatrixRMaj power = gram.copy();
        DMatrixRMaj square = gram.createLike();
        double logarithm = 0;
        for (int k = 0; k <= SQUARINGS; k++) {
            double trace = CommonOps_DDRM.trace(power);
            if (trace == 0) {
                return 0;
            }
            logarithm += Math.scalb(Math.log(trace), -k);
            CommonOps_DDRM.divide(power, trace);
            CommonOps_DDRM.mult(power, power, square);
            DMatrixRMaj free = power;
            power = square;
            square = free;
        }
        return Math.exp(logarithm);
    }

    private DMatrixRMaj unfolding(int axis) {
        DMatrixRMaj unfolding = new DMatrixRMaj(n, n * n);
        int stride = axis == 0 ? n * n : axis == 1 ? n : 1;
        for (int at = 0; at < entries.length; at++) {
            int row = at / stride % n;
            // The other two indices in their order: what lies left of the row's digit, then what lies right of it.
            int column = at / (stride * n) * stride + at % stride;
            unfolding.set(row, column, entries[at]);
        }
        return unfolding;
    }

    /** N(x, y, ·). */
    double[] output(double[] x, double[] y) {
        double[] out = new double[n];
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = 0; j < n; j++, at += n) {
                double product = x[i] * y[j];
                for (int k = 0; k < n; k++) {
                    out[k] += product * entries[at + k];
                }
            }
        }
        return out;
    }

    /** N(·, y, u) and N(x, ·, u), which share their inner products. */
    double[][] inputs(double[] x, double[] y, double[] u) {
        double[][] out = new double[2][n];
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = 0; j < n; j++, at += n) {
                double inner = 0;
                for (int k = 0; k < n; k++) {
                    inner += entries[at + k] * u[k];
                }
                out[0][i] += inner * y[j];
                out[1][j] += inner * x[i];
            }
        }
        return out;
    }
}
