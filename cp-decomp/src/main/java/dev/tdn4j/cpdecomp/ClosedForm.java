package dev.tdn4j.cpdecomp;

/**
 * Exact factors without any search, the fewest terms that are known so: where every search begins, and what remains if it
 * finds nothing.
 */
public final class ClosedForm {

    /** Far above the rounding of a quadrature, far below any error that is not rounding. */
    private static final double EXACT = 1e-12;

    private ClosedForm() {}

    /**
     * The factors of a product: of a sum of paths by scaled quadratures ({@link PathFactors#exact}); of a free SO(2) map by
     * complex products; else, or where these are fewer, one term a fibre.
     *
     * @param product which tensor
     * @return exact factors, of rank {@link Product#largestRank} at most
     */
    public static Decomposition of(Product product) {
        Decomposition fibres = Decomposition.ofFibres(product);
        Decomposition special = switch (product) {
            case CouplingSpec spec -> PathFactors.exact(spec);
            case So2Linear linear -> linear.tetrahedral();
            case AlignedProduct _, PlainTensor _ -> fibres;
        };
        return special.relativeError() <= EXACT && special.rank() < fibres.rank() ? special : fibres;
    }
}
