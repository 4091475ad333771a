package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * M − M̂ entry by entry, unfolded along one mode, and its product with the Khatri–Rao matrix: n³R multiplications, exact
 * to rounding however small the residual is.
 */
final class DenseResidual {

    private final int rank;
    private final int[][] position = new int[3][];
    private final DMatrixRMaj[] unfolded = new DMatrixRMaj[3];
    private final DMatrixRMaj[] khatriRao = new DMatrixRMaj[3];
    private final DMatrixRMaj[] residual = new DMatrixRMaj[3];
    private int mode;

    DenseResidual(Coupling target, int rank) {
        this.rank = rank;
        for (int m = 0; m < 3; m++) {
            int next = target.size((m + 1) % 3);
            int last = target.size((m + 2) % 3);
            unfolded[m] = new DMatrixRMaj(next * last, target.size(m));
            khatriRao[m] = new DMatrixRMaj(next * last, rank);
            residual[m] = new DMatrixRMaj(next * last, target.size(m));
            position[m] = new int[target.nonzeros()];
            for (int t = 0; t < target.nonzeros(); t++) {
                int[] at = {target.i(t), target.j(t), target.k(t)};
                position[m][t] = unfolded[m].getIndex(at[(m + 1) % 3] * last + at[(m + 2) % 3], at[m]);
                unfolded[m].data[position[m][t]] = target.value(t);
            }
        }
    }

    /** Replaces the target's entries, in their order. */
    void retarget(double[] value) {
        for (int m = 0; m < 3; m++) {
            for (int t = 0; t < value.length; t++) {
                unfolded[m].data[position[m][t]] = value[t];
            }
        }
    }

    /** Forms the residual, unfolded along a mode; returns its Frobenius norm. */
    double update(DMatrixRMaj[] factor, int mode) {
        this.mode = mode;
        DMatrixRMaj next = factor[(mode + 1) % 3];
        DMatrixRMaj last = factor[(mode + 2) % 3];
        double[] product = khatriRao[mode].data;
        for (int i = 0, at = 0; i < next.numRows; i++) {
            for (int j = 0; j < last.numRows; j++, at += rank) {
                for (int r = 0; r < rank; r++) {
                    product[at + r] = next.data[i * rank + r] * last.data[j * rank + r];
                }
            }
        }
        DMatrixRMaj transposed = CommonOps_DDRM.transpose(factor[mode], null);
        CommonOps_DDRM.mult(khatriRao[mode], transposed, residual[mode]);
        CommonOps_DDRM.subtract(unfolded[mode], residual[mode], residual[mode]);
        double squared = 0;
        for (double entry : residual[mode].data) {
            squared += entry * entry;
        }
        return Math.sqrt(squared);
    }

    /** The residual last formed, times the Khatri–Rao matrix of that mode, n×R. */
    void product(DMatrixRMaj out) {
        CommonOps_DDRM.multTransA(residual[mode], khatriRao[mode], out);
    }
}
