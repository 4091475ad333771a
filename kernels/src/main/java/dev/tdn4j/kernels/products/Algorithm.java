package dev.tdn4j.kernels.products;

/** How a tensor product, or a convolution made of them, is computed. Operations are counted a sample and channel. */
public enum Algorithm {
    /** Every path as a dense tensor, O(L⁶): the baseline, as e3nn does it. */
    DENSE,
    /** By the non-zeros, O(L⁵). */
    SPARSE,
    /** y contracted first to one matrix a sample, O(L⁴); for a shared y. */
    MATRIX,
    /**
     * In the frame in which y lies on the polar axis, where only orders ±m couple, O(L³); for a shared y that is harmonics of a
     * direction, each degree scaled at will, and a coupling that commutes with rotations.
     */
    EDGE_ALIGNED,
    /**
     * By values on the sphere, on Gauss–Legendre rings of (⌊3L/2⌋ + 1)(3L + 1) points, for path weights that are Gaunt integrals
     * up to scales of degrees.
     */
    GAUNT,
    /** By CP factors: a product at a time for a tensor product, projected once a node for a convolution. */
    CP,
    /** By multiplication of the matrices that the components stand for, O(L³), for a coupling that is one. */
    SPIN
}
