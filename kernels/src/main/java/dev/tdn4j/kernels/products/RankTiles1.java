package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernel of {@link CpConvolution} for columns one vector wide: six ranks of Σ_e w_e ⊙ t_e h[neighbour of e], kept in
 * registers over all neighbours of a node. Written out, and without helpers, as those of
 * {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class RankTiles1 {

    private RankTiles1() {}

    /** Six consecutive rows of every node, h of a node at {@code node * hStep}, t of an edge at {@code (e − from) * tStep}. */
    static void six(
            int[] neighbour, int[] edge, int from, int to, float[] t, int tAt, int tStep,
            float[] h, int hAt, int hStep, int rowStride, float[] w, int wAt, int wStep, float[] out, int outAt) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        FloatVector s40 = zero;
        FloatVector s50 = zero;
        for (int e = from, p = tAt; e < to; e++, p += tStep) {
            int q = hAt + neighbour[e] * hStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we);
            FloatVector t0 = broadcast(FLOATS, t[p]);
            s00 = fromArray(FLOATS, h, q).mul(w0).fma(t0, s00);
            q += rowStride;
            FloatVector t1 = broadcast(FLOATS, t[p + 1]);
            s10 = fromArray(FLOATS, h, q).mul(w0).fma(t1, s10);
            q += rowStride;
            FloatVector t2 = broadcast(FLOATS, t[p + 2]);
            s20 = fromArray(FLOATS, h, q).mul(w0).fma(t2, s20);
            q += rowStride;
            FloatVector t3 = broadcast(FLOATS, t[p + 3]);
            s30 = fromArray(FLOATS, h, q).mul(w0).fma(t3, s30);
            q += rowStride;
            FloatVector t4 = broadcast(FLOATS, t[p + 4]);
            s40 = fromArray(FLOATS, h, q).mul(w0).fma(t4, s40);
            q += rowStride;
            FloatVector t5 = broadcast(FLOATS, t[p + 5]);
            s50 = fromArray(FLOATS, h, q).mul(w0).fma(t5, s50);
        }
        int c = outAt;
        s00.intoArray(out, c);
        c += rowStride;
        s10.intoArray(out, c);
        c += rowStride;
        s20.intoArray(out, c);
        c += rowStride;
        s30.intoArray(out, c);
        c += rowStride;
        s40.intoArray(out, c);
        c += rowStride;
        s50.intoArray(out, c);
    }
}
