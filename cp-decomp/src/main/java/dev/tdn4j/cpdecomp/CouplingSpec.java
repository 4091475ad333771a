package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cg.GauntIntegrals;
import dev.tdn4j.tensor.Coupling;
import java.util.Collections;
import java.util.List;

/**
 * Which tensor is decomposed: M = Σ_p w_p C^p.
 *
 * @param lmax the largest degree L, at least 0
 * @param paths the paths, each at most once, with degrees up to L
 * @param weights one finite weight a path
 */
public record CouplingSpec(int lmax, List<CouplingPath> paths, List<Double> weights) implements Product {

    /**
     * Copies the lists. What else can be wrong is found by {@link #tensor}.
     *
     * @throws IllegalArgumentException if there is no path, or the numbers of paths and weights differ
     */
    public CouplingSpec {
        paths = List.copyOf(paths);
        weights = List.copyOf(weights);
        if (paths.isEmpty() || paths.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "a coupling needs paths, and a weight for each: " + paths.size() + " paths, " + weights.size() + " weights");
        }
    }

    /**
     * All paths with weight 1.
     *
     * @param lmax the largest degree L, at least 0
     * @return path-weight sharing as arXiv 2507.01131 has it
     */
    public static CouplingSpec all(int lmax) {
        return shared(lmax, CouplingPath.all(lmax));
    }

    /**
     * The paths with l1+l2+l3 even, with weight 1.
     *
     * @param lmax the largest degree L, at least 0
     * @return the O(3)-equivariant part, with degrees of natural parity
     */
    public static CouplingSpec even(int lmax) {
        return shared(lmax, CouplingPath.even(lmax));
    }

    /**
     * The Gaunt product (Luo et al., arXiv 2401.10216): with f and g the functions on the sphere whose coefficients for
     * orthonormal harmonics are x and y, the output holds the coefficients of f·g up to degree L. Every even path has the
     * norm of its integrals ∫ Y Y Y as weight.
     *
     * @param lmax the largest degree L, at least 0
     * @return the even paths with the weights {@link GauntIntegrals#norm}
     */
    public static CouplingSpec gaunt(int lmax) {
        List<CouplingPath> paths = CouplingPath.even(lmax);
        return new CouplingSpec(lmax, paths, paths.stream().map(GauntIntegrals::norm).toList());
    }

    /**
     * Some paths with weight 1.
     *
     * @param lmax the largest degree L, at least 0
     * @param paths at least one
     * @return their sum
     */
    public static CouplingSpec shared(int lmax, List<CouplingPath> paths) {
        return new CouplingSpec(lmax, paths, Collections.nCopies(paths.size(), 1.0));
    }

    /**
     * The exact tensor.
     *
     * @return M, n×n×n with n = (L+1)²
     * @throws IllegalArgumentException if a path exceeds L or is given twice, or a weight is not finite
     */
    @Override
    public Coupling tensor() {
        return CouplingTensor.of(
                lmax, paths, weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public String name() {
        return "L" + lmax;
    }
}
