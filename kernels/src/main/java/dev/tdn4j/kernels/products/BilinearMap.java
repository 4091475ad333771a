package dev.tdn4j.kernels.products;

/**
 * One direction of a tensor product: a bilinear map of two arguments, of which the first has channels. A product has one
 * forward and one for each adjoint, because the adjoint of a trilinear form is the same form with another output slot.
 */
interface BilinearMap {

    /**
     * Computes out = w · M(a, b) for some samples, overwriting it.
     *
     * @param w the weights, one row a path; ignored by a map without path weights
     */
    void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt);

    /** A map whose paths have weights of their own, and that computes their gradients: Σ_k g_k ⊙ M_path(a, b)_k. */
    interface WithPaths extends BilinearMap {
        void weightGradient(int samples, float[] a, float[] b, float[] g, float[] gradient);
    }
}
