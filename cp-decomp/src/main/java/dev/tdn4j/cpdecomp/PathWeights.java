package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.List;

/**
 * The path weights of factors: M̂ = Σ_p w_p C^p + the part that is not equivariant. Every C^p has norm 1 and no entry in
 * common with another, so w_p = ⟨M̂, C^p⟩, and the first part is the equivariant tensor nearest to M̂.
 */
public final class PathWeights {

    /** Below this share of the largest weight a path counts as absent: a few hundred roundings. */
    private static final double ABSENT = 1e-12;

    private PathWeights() {}

    /**
     * The weights of some paths.
     *
     * @param factors of the sizes n×R
     * @param lmax the largest degree L, n = (L+1)²
     * @param paths the paths
     * @return ⟨M̂, C^p⟩ for every path
     * @throws IllegalArgumentException if the factors are of another size
     */
    public static double[] of(Factors factors, int lmax, List<CouplingPath> paths) {
        int n = Degrees.components(lmax);
        if (factors.size(0) != n || factors.size(1) != n || factors.size(2) != n) {
            throw new IllegalArgumentException("factors of L = %d have %d rows, not %d, %d and %d"
                    .formatted(lmax, n, factors.size(0), factors.size(1), factors.size(2)));
        }
        double[][] matrices = {factors.matrix(0), factors.matrix(1), factors.matrix(2)};
        double[] weights = new double[paths.size()];
        for (int p = 0; p < weights.length; p++) {
            CouplingPath path = paths.get(p);
            Coupling c = CouplingCoefficients.of(path);
            for (int t = 0; t < c.nonzeros(); t++) {
                int i = path.l1() * path.l1() + c.i(t);
                int j = path.l2() * path.l2() + c.j(t);
                int k = path.l3() * path.l3() + c.k(t);
                weights[p] += c.value(t) * entry(matrices, factors.rank(), i, j, k);
            }
        }
        return weights;
    }

    /** M̂_ijk; only the entries that some C^p has are needed, and they are few. */
    private static double entry(double[][] matrices, int rank, int i, int j, int k) {
        double sum = 0;
        for (int r = 0; r < rank; r++) {
            sum += matrices[0][i * rank + r] * matrices[1][j * rank + r] * matrices[2][k * rank + r];
        }
        return sum;
    }

    /**
     * The equivariant tensor nearest to factors, with all paths that are present in it.
     *
     * @param factors of the sizes n×R
     * @param lmax the largest degree L, n = (L+1)²
     * @return the paths with a weight beyond rounding, and their weights
     * @throws IllegalArgumentException if the factors are of another size, or no path is present in them
     */
    public static CouplingSpec nearest(Factors factors, int lmax) {
        List<CouplingPath> candidates = CouplingPath.all(lmax);
        double[] weights = of(factors, lmax, candidates);
        double largest = 0;
        for (double weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        List<CouplingPath> paths = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        for (int p = 0; p < weights.length; p++) {
            if (Math.abs(weights[p]) > ABSENT * largest) {
                paths.add(candidates.get(p));
                kept.add(weights[p]);
            }
        }
        return new CouplingSpec(lmax, paths, kept);
    }
}
