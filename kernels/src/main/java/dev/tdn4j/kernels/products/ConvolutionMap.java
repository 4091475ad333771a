package dev.tdn4j.kernels.products;

/** One direction of a convolution that sums over neighbours: forward, or the adjoint in the features. */
interface ConvolutionMap {

    /**
     * out[node] = Σ_e w_e ⊙ M(x[neighbour of e], y_e), overwriting it.
     *
     * @param w rows of weights; of one row of ones with {@code wStep} 0 if there are none
     */
    void apply(Neighbourhood graph, float[] x, float[] y, float[] w, int wStep, float[] out);
}
