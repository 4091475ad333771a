package dev.tdn4j.kernels.products;

import dev.tdn4j.kernels.vector.Gemm;
import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.tensor.Factors;

/** CP: out = C((Aᵀa) ⊙ (Bᵀb)), O(L⁴) with R = O(L²); arXiv 2507.01131, section 3. */
final class CpMap implements BilinearMap {

    /** Samples whose numbers Bᵀb are made at once. */
    private static final int BATCH = 16;

    private final boolean shared;
    private final int n1;
    private final int n2;
    private final int n3;
    private final int rank;
    private final int paddedRank;
    private final int length;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final float[] first;
    private final float[] second;

    CpMap(Factors factors, boolean shared, int length) {
        this.shared = shared;
        this.n1 = factors.size(0);
        this.n2 = factors.size(1);
        this.n3 = factors.size(2);
        this.rank = factors.rank();
        this.paddedRank = Lanes.pad(rank);
        this.length = length;
        this.a = padded(factors, 0);
        this.b = padded(factors, 1);
        this.c = padded(factors, 2);
        this.first = new float[rank * length];
        this.second = new float[shared ? BATCH * paddedRank : rank * length];
    }

    private float[] padded(Factors factors, int axis) {
        float[] matrix = new float[factors.size(axis) * paddedRank];
        for (int i = 0; i < factors.size(axis); i++) {
            for (int r = 0; r < rank; r++) {
                matrix[i * paddedRank + r] = (float) factors.get(axis, i, r);
            }
        }
        return matrix;
    }

    @Override
    public void apply(int samples, float[] x, int xAt, float[] y, int yAt, float[] w, int wAt, float[] out, int outAt) {
        for (int s = 0; s < samples; s++) {
            if (shared && s % BATCH == 0) {
                int count = Math.min(BATCH, samples - s);
                Gemm.multiply(y, yAt + s * n2, n2, 1, b, 0, paddedRank, second, 0, paddedRank, count, paddedRank, n2, false);
            }
            Gemm.multiply(a, 0, 1, paddedRank, x, xAt + s * n1 * length, length, first, 0, length, rank, length, n1, false);
            if (shared) {
                ChannelRows.scaleRows(first, 0, second, s % BATCH * paddedRank, rank, length);
            } else {
                Gemm.multiply(b, 0, 1, paddedRank, y, yAt + s * n2 * length, length, second, 0, length, rank, length, n2, false);
                ChannelRows.multiply(first, 0, second, 0, first, 0, rank * length);
            }
            Gemm.multiply(c, 0, paddedRank, 1, first, 0, length, out, outAt + s * n3 * length, length, n3, length, rank, false);
        }
    }

    /** The adjoint in a shared y: B (Σ_u (Aᵀx) ⊙ (Cᵀg)), of which x and g come as the arguments. */
    static BilinearMap contraction(Factors factors, int channels, int length) {
        CpMap ranks = new CpMap(factors.permute(0, 2, 1), false, length);
        float[] sums = new float[ranks.rank];
        return (samples, x, xAt, g, gAt, w, wAt, out, outAt) -> {
            for (int s = 0; s < samples; s++) {
                ranks.project(x, xAt + s * ranks.n1 * length, g, gAt + s * ranks.n2 * length);
                dev.tdn4j.kernels.vector.LaneSums.rowSums(ranks.first, 0, length, ranks.rank, channels, sums, 0, 1);
                for (int j = 0; j < ranks.n3; j++) {
                    float sum = 0;
                    for (int r = 0; r < ranks.rank; r++) {
                        sum += ranks.c[j * ranks.paddedRank + r] * sums[r];
                    }
                    out[outAt + s * ranks.n3 + j] = sum;
                }
            }
        };
    }

    private void project(float[] x, int xAt, float[] y, int yAt) {
        Gemm.multiply(a, 0, 1, paddedRank, x, xAt, length, first, 0, length, rank, length, n1, false);
        Gemm.multiply(b, 0, 1, paddedRank, y, yAt, length, second, 0, length, rank, length, n2, false);
        ChannelRows.multiply(first, 0, second, 0, first, 0, rank * length);
    }
}
