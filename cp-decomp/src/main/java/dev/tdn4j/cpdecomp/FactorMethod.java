package dev.tdn4j.cpdecomp;

import dev.tdn4j.cpdecomp.CatalogueEntry.PathSet;

/** How CP factors are found, and with it which path weights they have. */
public enum FactorMethod {

    /** Alternating least squares: any rank, any path weights. */
    ALS {
        @Override
        public Decomposition closedForm(PathSet paths, int lmax) {
            throw new IllegalArgumentException("least squares need a rank: they are no closed form");
        }
    },

    /** Quadrature on the sphere: exact, of rank O(L²), with weights near 1. See {@link Quadrature}. */
    QUADRATURE {
        @Override
        public Decomposition closedForm(PathSet paths, int lmax) {
            return switch (paths) {
                case ALL -> Catalogue.find(Quadrature.METHOD, paths, lmax).orElseGet(() -> Quadrature.all(lmax));
                case EVEN -> Catalogue.find(Quadrature.METHOD, paths, lmax).orElseGet(() -> Quadrature.even(lmax));
                case OTHER -> throw new IllegalArgumentException("quadrature makes factors of all or of the even paths, not of a list");
            };
        }
    },

    /** Products of spin matrices: exact, all paths only, of the least rank known, weights less even. See {@link SpinMatrices}. */
    MATRIX {
        @Override
        public Decomposition closedForm(PathSet paths, int lmax) {
            if (paths != PathSet.ALL) {
                throw new IllegalArgumentException("a matrix product couples all paths: for others take quadrature");
            }
            return Catalogue.find(SpinMatrices.METHOD, paths, lmax).orElseGet(() -> SpinMatrices.all(lmax));
        }
    };

    /**
     * The exact factors of a closed form: those of the catalogue, or computed where it has none.
     *
     * @param paths which paths
     * @param lmax the largest degree L, at least 0
     * @return factors exact to rounding, with path weights of their own
     * @throws IllegalArgumentException if the method has no closed form, or none for these paths
     */
    public abstract Decomposition closedForm(PathSet paths, int lmax);
}
