package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.List;

/**
 * A factor for every degree of x, of y and of the output. Scaling an equivariant map by them leaves it equivariant and of
 * the same rank; it multiplies the weight of the path (l1, l2, l3) by s₁(l1) s₂(l2) s₃(l3).
 *
 * @param values [3][L+1]; a degree of scale 0 loses its paths
 */
record DegreeScales(double[][] values) {

    /** Sweeps of the fit of logarithms, which converges by a constant factor each. */
    private static final int SWEEPS = 200;

    /**
     * The scales that bring the weights as close to ±1 as they go: least squares of log|w| + a_l1 + b_l2 + c_l3 over the
     * paths, one degree of one argument after another.
     *
     * @param weights one a path, none 0
     */
    static DegreeScales evening(int lmax, List<CouplingPath> paths, double[] weights) {
        double[][] logs = new double[3][lmax + 1];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int slot = 0; slot < 3; slot++) {
                double[] sum = new double[lmax + 1];
                int[] count = new int[lmax + 1];
                for (int p = 0; p < weights.length; p++) {
                    CouplingPath path = paths.get(p);
                    double log = Math.log(Math.abs(weights[p])) + logs[0][path.l1()] + logs[1][path.l2()] + logs[2][path.l3()];
                    int l = slot == 0 ? path.l1() : slot == 1 ? path.l2() : path.l3();
                    sum[l] += log;
                    count[l]++;
                }
                for (int l = 0; l <= lmax; l++) {
                    logs[slot][l] -= count[l] == 0 ? 0 : sum[l] / count[l];
                }
            }
        }
        for (double[] slot : logs) {
            for (int l = 0; l <= lmax; l++) {
                slot[l] = Math.exp(slot[l]);
            }
        }
        return new DegreeScales(logs);
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
