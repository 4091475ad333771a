package dev.tdn4j.cpdecomp;

/** How CP factors are found, and with it which path weights they have. */
public enum FactorMethod {

    /** Alternating least squares: any rank, any path weights. */
    ALS,

    /** Quadrature on the sphere: exact, of rank O(L²), with weights near 1. See {@link Quadrature}. */
    QUADRATURE,

    /** Products of spin matrices: exact, all paths only, of the least rank known, weights less even. See {@link SpinMatrices}. */
    MATRIX
}
