package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Factors;

/**
 * Exact factors without any search, the fewest terms that are known so: where every search begins, and what remains if it
 * finds nothing.
 */
public final class ClosedForm {

    /** Far above the rounding of a quadrature, far below any error that is not rounding. */
    private static final double EXACT = 1e-12;

    private ClosedForm() {}

    /**
     * The factors of a product: of even paths by quadrature if scales of the degrees can give its points the wanted path
     * weights, as they can for the Gaunt product; of a free SO(2) map by complex products; else, or where these are
     * fewer, one term a fibre.
     *
     * @param product which tensor
     * @return exact factors, of rank {@link Product#largestRank} at most
     */
    public static Decomposition of(Product product) {
        Decomposition fibres = Decomposition.ofFibres(product);
        Decomposition special = switch (product) {
            case CouplingSpec spec when spec.paths().stream().allMatch(CouplingPath::isEven) -> quadrature(spec);
            case So2Linear linear -> linear.tetrahedral();
            case CouplingSpec _, AlignedProduct _, PlainTensor _ -> fibres;
        };
        return special.relativeError() <= EXACT && special.rank() < fibres.rank() ? special : fibres;
    }

    /** Scales that take the weights of the quadrature to those wanted exist if their ratio is a product over the degrees. */
    private static Decomposition quadrature(CouplingSpec spec) {
        long begin = System.nanoTime();
        Factors factors = Quadrature.even(spec.lmax()).factors();
        double[] ratio = PathWeights.of(factors, spec.lmax(), spec.paths());
        for (int p = 0; p < ratio.length; p++) {
            ratio[p] /= spec.weights().get(p);
        }
        Factors scaled = DegreeScales.evening(spec.lmax(), spec.paths(), ratio).apply(factors);
        return Decomposition.measured(spec, scaled, begin, Quadrature.METHOD, "version 1");
    }
}
