package dev.tdn4j.cpdecomp;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * One sweep of proximally regularised alternating least squares: each factor in turn moves to
 * argmin ‖M − M̂‖² + λ‖F − F_old‖², which is F_old + (residual product)(G + λI)⁻¹ with G the Hadamard product of the two
 * other Gram matrices. Solving for the step, not for the factor, is iterative refinement: the squared condition number of
 * the normal equations slows the last digits down but does not cost any.
 */
final class ProximalSweep {

    private final CpFit fit;
    private final DMatrixRMaj normal;
    private final DMatrixRMaj shifted;
    private final LinearSolverChol_DDRM solver =
            new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));

    ProximalSweep(CpFit fit) {
        this.fit = fit;
        this.normal = new DMatrixRMaj(fit.rank(), fit.rank());
        this.shifted = new DMatrixRMaj(fit.rank(), fit.rank());
    }

    void run(double lambda) {
        for (int mode = 0; mode < 3; mode++) {
            fit.normalMatrix(mode, normal);
            factorize(lambda);
            DMatrixRMaj product = new DMatrixRMaj(fit.size(mode), fit.rank());
            fit.residualProduct(mode, product);
            DMatrixRMaj right = CommonOps_DDRM.transpose(product, null);
            solver.solve(right, right);
            fit.add(mode, CommonOps_DDRM.transpose(right, product));
        }
        fit.balance();
    }

    /** Cholesky of G + λI, with λ raised until rounding leaves it positive definite. */
    private void factorize(double lambda) {
        double shift = lambda;
        do {
            shifted.setTo(normal);
            for (int r = 0; r < fit.rank(); r++) {
                shifted.data[r * fit.rank() + r] += shift;
            }
            shift *= 10;
        } while (!solver.setA(shifted));
    }
}
