package dev.tdn4j.kernels.products;

import dev.tdn4j.kernels.vector.Dots;
import dev.tdn4j.kernels.vector.Gemm;
import dev.tdn4j.tensor.Coupling;

/**
 * A tensor product with shared y by contracting y first, O(L⁴) a channel: out_e = K_e x_e. Where kernels can be generated,
 * {@link SampleMatrixMap} is faster.
 */
final class MatrixMap implements BilinearMap {

    /** Samples whose matrices are made at once. */
    private static final int BATCH = 32;

    private final EdgeMatrices edges;
    private final int n1;
    private final int n2;
    private final int n3;
    private final int length;
    private final float[] matrices;

    MatrixMap(Coupling coupling, int length) {
        this.edges = new EdgeMatrices(coupling);
        this.n1 = coupling.size(0);
        this.n2 = coupling.size(1);
        this.n3 = coupling.size(2);
        this.length = length;
        this.matrices = new float[BATCH * n1 * n3];
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] y, int yAt, float[] w, int wAt, float[] out, int outAt) {
        for (int s = 0; s < samples; s += BATCH) {
            int count = Math.min(BATCH, samples - s);
            edges.contract(count, y, yAt + s * n2, matrices, 0);
            for (int t = 0; t < count; t++) {
                Gemm.multiply(
                        matrices, t * n1 * n3, n1, 1,
                        a, aAt + (s + t) * n1 * length, length,
                        out, outAt + (s + t) * n3 * length, length, n3, length, n1, false);
            }
        }
    }

    /** The adjoint in y: outer products of x and g, the arguments, summed over channels, then the contraction's adjoint. */
    static BilinearMap contraction(Coupling coupling, int channels, int length) {
        EdgeMatrices edges = new EdgeMatrices(coupling);
        int n1 = coupling.size(0), n2 = coupling.size(1), n3 = coupling.size(2);
        float[] gradients = new float[BATCH * n1 * n3];
        return (samples, x, xAt, g, gAt, w, wAt, out, outAt) -> {
            for (int s = 0; s < samples; s += BATCH) {
                int count = Math.min(BATCH, samples - s);
                for (int t = 0; t < count; t++) {
                    Dots.multiply(
                            g, gAt + (s + t) * n3 * length, length, n3, x, xAt + (s + t) * n1 * length, length, n1,
                            channels, gradients, t * n1 * n3, n1, 1, false);
                }
                edges.contractAdjoint(count, gradients, 0, n1, out, outAt + s * n2);
            }
        };
    }
}
