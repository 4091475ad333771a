package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Theorem 3.2 of arXiv 2507.01131 as a construction: by Schur's lemma an equivariant bilinear map of degrees up to L is
 * Σ_p w_p C^p, and every one of them has exact CP factors.
 *
 * <p>The even paths come from a {@link Quadrature} of N points: scaling the degrees of x, y and the output multiplies the
 * weights by a_k(l1) b_k(l2) c_k(l3), so that K scaled copies, of rank K N together, give every set of weights whose ratio
 * to the quadrature's own is a sum of K such products. The least K is searched. The odd paths come from 2N' terms a copy in
 * the same way. Where that is more than the tensor has {@link FibreFactors fibres}, those are taken: the rank is never above
 * (L+1)⁴, and for weights of all paths not above 16, 67, 242, 579 at L = 1..4, against 16, 113, 467, 1476 for one path after
 * another. For weights that are products themselves, K = 1, it is O(L²).
 */
public final class PathFactors {

    /** The name of the method. */
    public static final String METHOD = "paths";

    private static final String ORIGIN = "version 1";

    /** The starts of the search for K are fixed: the same map has the same factors. */
    private static final long SEED = 1;

    private PathFactors() {}

    /**
     * Exact factors of any equivariant bilinear map.
     *
     * @param spec L, the paths and their weights, not all 0
     * @return factors exact to rounding, of rank at most (L+1)⁴, and at most K N + 2K' N' with N and N' the points of the
     *     quadratures of degree 3L and 3L−1
     * @throws IllegalArgumentException if every weight is 0, a path exceeds L or is given twice, or a weight is not finite
     */
    public static Decomposition exact(CouplingSpec spec) {
        long begin = System.nanoTime();
        Factors fibres = fibres(spec);
        Optional<Factors> even = ofParity(spec, CouplingPath::isEven);
        Optional<Factors> odd = ofParity(spec, path -> !path.isEven());
        Factors sum = even.isPresent() && odd.isPresent() ? even.get().plus(odd.get()) : even.or(() -> odd).orElse(fibres);
        Factors fewest = sum.rank() < fibres.rank() ? sum : fibres;
        return Decomposition.measured(spec, fewest, begin, METHOD, ORIGIN);
    }

    /**
     * The same map one path after another, each of rank at most the product of its two smallest dimensions 2l+1: for
     * comparison, and for groups of paths that need factors of their own.
     *
     * @param spec L, the paths and their weights, not all 0
     * @return factors exact to rounding, as a rule of twice the rank of {@link #exact} or more
     * @throws IllegalArgumentException if every weight is 0, a path exceeds L or is given twice, or a weight is not finite
     */
    public static Decomposition perPath(CouplingSpec spec) {
        long begin = System.nanoTime();
        fibres(spec);
        Factors sum = null;
        for (int p = 0; p < spec.paths().size(); p++) {
            if (spec.weights().get(p) != 0) {
                List<CouplingPath> path = List.of(spec.paths().get(p));
                Factors factors = FibreFactors.of(new CouplingSpec(spec.lmax(), path, List.of(spec.weights().get(p))).tensor());
                sum = sum == null ? factors : sum.plus(factors);
            }
        }
        return Decomposition.measured(spec, sum, begin, METHOD, ORIGIN + ", one path after another");
    }

    private static Factors fibres(CouplingSpec spec) {
        if (spec.weights().stream().allMatch(w -> w == 0)) {
            throw new IllegalArgumentException("every path has weight 0: the zero map needs no factors");
        }
        return FibreFactors.of(spec.tensor());
    }

    /** The fewest factors of the paths of one parity, if the map has any. */
    private static Optional<Factors> ofParity(CouplingSpec spec, Predicate<CouplingPath> parity) {
        List<CouplingPath> paths = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int p = 0; p < spec.paths().size(); p++) {
            if (parity.test(spec.paths().get(p)) && spec.weights().get(p) != 0) {
                paths.add(spec.paths().get(p));
                weights.add(spec.weights().get(p));
            }
        }
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        CouplingSpec part = new CouplingSpec(spec.lmax(), paths, weights);
        Factors fibres = fibres(part);
        Decomposition once = paths.getFirst().isEven() ? Quadrature.even(spec.lmax()) : Quadrature.odd(spec.lmax());
        return scaled(part, once, fibres.rank()).or(() -> Optional.of(fibres));
    }

    /** The fewest scaled copies of a quadrature that are the map, if they are of smaller rank than {@code bound}. */
    private static Optional<Factors> scaled(CouplingSpec spec, Decomposition once, int bound) {
        List<CouplingPath> paths = once.spec().paths();
        double[] ratios = new double[paths.size()];
        for (int p = 0; p < ratios.length; p++) {
            int given = spec.paths().indexOf(paths.get(p));
            ratios[p] = given < 0 ? 0 : spec.weights().get(given) / once.spec().weights().get(p);
        }
        for (int count = 1; count * once.rank() < bound; count++) {
            Optional<List<DegreeScales>> terms = ScaleTerms.exact(spec.lmax(), paths, ratios, count, SEED);
            if (terms.isPresent()) {
                return terms.get().stream().map(scales -> scales.apply(once.factors())).reduce(Factors::plus);
            }
        }
        return Optional.empty();
    }
}
