package dev.tdn4j.tdn.model;

/** Whether the degrees of a feature share the matrices that mix its channels. */
public enum Linears {

    /** One matrix for all degrees, as in arXiv 2507.01131: more work in one piece, and parameters that do not grow with L. */
    SHARED,

    /** A matrix of its own for every degree, as in e3nn and Equiformer. */
    DEGREE
}
