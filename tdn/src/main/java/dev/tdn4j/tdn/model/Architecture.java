package dev.tdn4j.tdn.model;

/** What the blocks of a network compute. */
public enum Architecture {

    /** Attention over messages that are products of CP factors (arXiv 2507.01131, section 4), and a gated feed-forward part. */
    TDN,

    /**
     * Messages that are bilinear in the source's features and the edge's harmonics, summed over neighbours, and many-body
     * products of the sums on the nodes: the fastest, and the one for molecular dynamics.
     */
    CONVOLUTION,

    /**
     * The network that TDN came from (arXiv 2206.11990): attention over separable fully connected tensor products, with weights
     * and matrices for every path, linear layers with a matrix for every degree, and exact coupling.
     */
    EQUIFORMER
}
