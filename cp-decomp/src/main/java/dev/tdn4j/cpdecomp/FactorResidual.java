package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * ‖M − M̂‖_F, formed entry by entry one slab M̂_{i··} = B diag(A_i·) Cᵀ at a time: n³R multiplications as matrix products,
 * and memory for n(n + R) numbers, so that ranks of a thousand at L = 10 take seconds.
 */
final class FactorResidual {

    private FactorResidual() {}

    /**
     * The relative error of factors.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    static double relative(Coupling target, Factors factors) {
        target.with(factors); // refuses other sizes
        int rank = factors.rank();
        DMatrixRMaj b = DMatrixRMaj.wrap(factors.size(1), rank, factors.matrix(1));
        // Transposed, so that the product's inner loop runs along rows and needs no sums across lanes.
        DMatrixRMaj c = CommonOps_DDRM.transpose(DMatrixRMaj.wrap(factors.size(2), rank, factors.matrix(2)), null);
        DMatrixRMaj scaled = new DMatrixRMaj(b.numRows, rank);
        DMatrixRMaj slab = new DMatrixRMaj(b.numRows, c.numCols);
        int[] byFirst = sortedByFirst(target);
        int next = 0;
        double squared = 0;
        for (int i = 0; i < factors.size(0); i++) {
            for (int r = 0; r < rank; r++) {
                double a = factors.get(0, i, r);
                for (int j = 0; j < b.numRows; j++) {
                    scaled.data[j * rank + r] = a * b.data[j * rank + r];
                }
            }
            CommonOps_DDRM.mult(scaled, c, slab);
            for (; next < byFirst.length && target.i(byFirst[next]) == i; next++) {
                slab.add(target.j(byFirst[next]), target.k(byFirst[next]), -target.value(byFirst[next]));
            }
            for (double entry : slab.data) {
                squared += entry * entry;
            }
        }
        return Math.sqrt(squared) / target.norm();
    }

    /** The non-zeros in the order of their first index: a counting sort. */
    private static int[] sortedByFirst(Coupling target) {
        int[] begin = new int[target.size(0) + 1];
        for (int t = 0; t < target.nonzeros(); t++) {
            begin[target.i(t) + 1]++;
        }
        for (int i = 0; i < target.size(0); i++) {
            begin[i + 1] += begin[i];
        }
        int[] order = new int[target.nonzeros()];
        for (int t = 0; t < order.length; t++) {
            order[begin[target.i(t)]++] = t;
        }
        return order;
    }
}
