package dev.tdn4j.cpdecomp;

/** The smallest ranks of exact factors with path weights 1 that are known, and shipped in the {@link Catalogue}. */
public final class ExactRank {

    private ExactRank() {}

    /**
     * Whether an exact rank for all paths is known.
     *
     * @param lmax the largest degree L
     * @return true for L = 0..6
     */
    public static boolean isKnown(int lmax) {
        return lmax == 0 || lmax > 0 && Catalogue.smallestExact(CouplingSpec.all(lmax)).isPresent();
    }

    /**
     * The smallest known rank of exact factors of all paths.
     *
     * @param lmax the largest degree L, 0..6
     * @return the rank
     * @throws IllegalArgumentException if none is known
     */
    public static int of(int lmax) {
        if (!isKnown(lmax)) {
            throw unknown(lmax);
        }
        return of(CouplingSpec.all(lmax));
    }

    /**
     * The smallest known rank of exact factors of a tensor.
     *
     * @param spec which tensor
     * @return the rank
     * @throws IllegalArgumentException if none is known
     */
    public static int of(CouplingSpec spec) {
        if (spec.lmax() == 0) {
            return 1;
        }
        return Catalogue.smallestExact(spec).orElseThrow(() -> unknown(spec.lmax())).rank();
    }

    private static IllegalArgumentException unknown(int lmax) {
        return new IllegalArgumentException("no exact rank of these paths with weights 1 is known for L = " + lmax
                + ": name a rank or a rank schedule, or take the factors of SpinMatrices or Quadrature");
    }
}
