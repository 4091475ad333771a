package dev.tdn4j.cpdecomp;

import org.ejml.data.DMatrixRMaj;

/**
 * The damped Gauss–Newton system solved by a Cholesky factorisation over all entries of all factors: exact where conjugate
 * gradients would be cut short, and affordable while the unknowns are a thousand or two.
 */
final class DirectStep {

    private final CpFit fit;
    private final int rank;
    private final int unknowns;
    private final int[] offset = new int[3];
    private final DMatrixRMaj normal;
    private final DMatrixRMaj factor;

    DirectStep(CpFit fit) {
        this.fit = fit;
        this.rank = fit.rank();
        int next = 0;
        for (int mode = 0; mode < 3; mode++) {
            offset[mode] = next;
            next += fit.size(mode) * rank;
        }
        this.unknowns = next;
        this.normal = new DMatrixRMaj(unknowns, unknowns);
        this.factor = new DMatrixRMaj(unknowns, unknowns);
    }

    /** Forms the upper triangle of JᵀPJ at the present factors; the diagonal blocks' matrices are given. */
    void assemble(DMatrixRMaj[] blocks, WeightTangents tangents) {
        normal.zero();
        for (int mode = 0; mode < 3; mode++) {
            diagonalBlocks(mode, blocks[mode]);
            for (int other = mode + 1; other < 3; other++) {
                crossBlocks(mode, other, fit.gram(3 - mode - other));
            }
        }
        if (tangents != null) {
            tangents.subtract(normal, offset);
        }
    }

    private void diagonalBlocks(int mode, DMatrixRMaj block) {
        for (int i = 0; i < fit.size(mode); i++) {
            int corner = offset[mode] + i * rank;
            for (int r = 0; r < rank; r++) {
                System.arraycopy(block.data, r * rank, normal.data, (corner + r) * unknowns + corner, rank);
            }
        }
    }

    /** Entry ((i, r), (j, s)) is F_is F'_jr G_rs with G the Gram matrix of the third factor. */
    private void crossBlocks(int mode, int other, DMatrixRMaj gram) {
        double[] f = fit.factor(mode).data;
        double[] g = fit.factor(other).data;
        for (int i = 0; i < fit.size(mode); i++) {
            for (int r = 0; r < rank; r++) {
                int row = (offset[mode] + i * rank + r) * unknowns + offset[other];
                for (int j = 0; j < fit.size(other); j++) {
                    multiply(g[j * rank + r], f, i * rank, gram.data, r * rank, normal.data, row + j * rank, rank);
                }
            }
        }
    }

    private static void multiply(
            double scale, double[] x, int xAt, double[] y, int yAt, double[] out, int outAt, int length) {
        for (int s = 0; s < length; s++) {
            out[outAt + s] = scale * x[xAt + s] * y[yAt + s];
        }
    }

    /** Solves (JᵀPJ + shift·I) step = gradient; false if rounding leaves the matrix indefinite. */
    boolean solve(double shift, DMatrixRMaj[] gradient, DMatrixRMaj[] step) {
        factor.setTo(normal);
        for (int t = 0; t < unknowns; t++) {
            factor.data[t * unknowns + t] += shift;
        }
        if (!Cholesky.factorize(factor)) {
            return false;
        }
        double[] x = new double[unknowns];
        for (int mode = 0; mode < 3; mode++) {
            System.arraycopy(gradient[mode].data, 0, x, offset[mode], gradient[mode].getNumElements());
        }
        Cholesky.solve(factor, x);
        for (int mode = 0; mode < 3; mode++) {
            System.arraycopy(x, offset[mode], step[mode].data, 0, step[mode].getNumElements());
        }
        return true;
    }
}
