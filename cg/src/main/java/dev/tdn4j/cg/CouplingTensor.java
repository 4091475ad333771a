package dev.tdn4j.cg;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tensor products over many paths as one coupling M = Σ_p w_p C^p of sizes n × n × n, n = (L+1)²; with every weight 1,
 * ‖M‖² is the number of paths.
 */
public final class CouplingTensor {

    private CouplingTensor() {}

    /**
     * The tensor of some paths, each with its own weight.
     *
     * @param lmax the largest degree L, at least 0
     * @param paths the paths, each at most once, with degrees up to {@code lmax}
     * @param weights one weight a path, finite
     * @return M, with the block of l1⊗l2→l3 at (l1², l2², l3²)
     * @throws IllegalArgumentException if a path exceeds {@code lmax} or is given twice, or if the numbers of paths and
     *     weights differ
     */
    public static Coupling of(int lmax, List<CouplingPath> paths, double[] weights) {
        check(lmax, paths, weights);
        int n = Degrees.components(lmax);
        int size = paths.stream().mapToInt(p -> CouplingCoefficients.of(p).nonzeros()).sum();
        int[] i = new int[size];
        int[] j = new int[size];
        int[] k = new int[size];
        double[] value = new double[size];
        int at = 0;
        for (int p = 0; p < weights.length; p++) {
            CouplingPath path = paths.get(p);
            Coupling block = CouplingCoefficients.of(path);
            for (int t = 0; t < block.nonzeros(); t++, at++) {
                i[at] = path.l1() * path.l1() + block.i(t);
                j[at] = path.l2() * path.l2() + block.j(t);
                k[at] = path.l3() * path.l3() + block.k(t);
                value[at] = weights[p] * block.value(t);
            }
        }
        return Coupling.of(n, n, n, i, j, k, value);
    }

    /**
     * The tensor of all paths with weight 1: path-weight sharing, arXiv 2507.01131, section 3.
     *
     * @param lmax the largest degree L, at least 0
     * @return M of {@link CouplingPath#all}
     * @throws IllegalArgumentException if {@code lmax} is negative
     */
    public static Coupling all(int lmax) {
        return withUnitWeights(lmax, CouplingPath.all(lmax));
    }

    /**
     * The tensor of the even paths with weight 1: equivariant under inversion too, with degrees of parity (−1)^l.
     *
     * @param lmax the largest degree L, at least 0
     * @return M of {@link CouplingPath#even}
     * @throws IllegalArgumentException if {@code lmax} is negative
     */
    public static Coupling even(int lmax) {
        return withUnitWeights(lmax, CouplingPath.even(lmax));
    }

    private static Coupling withUnitWeights(int lmax, List<CouplingPath> paths) {
        return of(lmax, paths, IntStream.range(0, paths.size()).mapToDouble(p -> 1).toArray());
    }

    private static void check(int lmax, List<CouplingPath> paths, double[] weights) {
        if (paths.size() != weights.length) {
            throw new IllegalArgumentException(paths.size() + " paths have " + weights.length + " weights");
        }
        Set<CouplingPath> seen = new HashSet<>();
        for (int p = 0; p < weights.length; p++) {
            CouplingPath path = paths.get(p);
            if (Math.max(path.l1(), Math.max(path.l2(), path.l3())) > lmax) {
                throw new IllegalArgumentException("path " + path + " exceeds the largest degree " + lmax);
            }
            if (!seen.add(path)) {
                throw new IllegalArgumentException("path " + path + " is given twice");
            }
            if (!Double.isFinite(weights[p])) {
                throw new IllegalArgumentException("path " + path + " has weight " + weights[p]);
            }
        }
    }
}
