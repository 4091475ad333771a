package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernel of {@link CpConvolution} for columns four vectors wide: six ranks of Σ_e w_e ⊙ t_e h[neighbour of e], kept in
 * registers over all neighbours of a node. Written out, and without helpers, as those of
 * {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class RankTiles4 {

    private RankTiles4() {}

    /** Six consecutive rows of every node, h of a node at {@code node * hStep}, t of an edge at {@code (e − from) * tStep}. */
    static void six(
            int[] neighbour, int[] edge, int from, int to, float[] t, int tAt, int tStep,
            float[] h, int hAt, int hStep, int rowStride, float[] w, int wAt, int wStep, float[] out, int outAt) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        FloatVector s40 = zero, s41 = zero, s42 = zero, s43 = zero;
        FloatVector s50 = zero, s51 = zero, s52 = zero, s53 = zero;
        for (int e = from, p = tAt; e < to; e++, p += tStep) {
            int q = hAt + neighbour[e] * hStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we), w1 = fromArray(FLOATS, w, we + WIDTH);
            FloatVector w2 = fromArray(FLOATS, w, we + 2 * WIDTH), w3 = fromArray(FLOATS, w, we + 3 * WIDTH);
            FloatVector t0 = broadcast(FLOATS, t[p]);
            s00 = fromArray(FLOATS, h, q).mul(w0).fma(t0, s00);
            s01 = fromArray(FLOATS, h, q + WIDTH).mul(w1).fma(t0, s01);
            s02 = fromArray(FLOATS, h, q + 2 * WIDTH).mul(w2).fma(t0, s02);
            s03 = fromArray(FLOATS, h, q + 3 * WIDTH).mul(w3).fma(t0, s03);
            q += rowStride;
            FloatVector t1 = broadcast(FLOATS, t[p + 1]);
            s10 = fromArray(FLOATS, h, q).mul(w0).fma(t1, s10);
            s11 = fromArray(FLOATS, h, q + WIDTH).mul(w1).fma(t1, s11);
            s12 = fromArray(FLOATS, h, q + 2 * WIDTH).mul(w2).fma(t1, s12);
            s13 = fromArray(FLOATS, h, q + 3 * WIDTH).mul(w3).fma(t1, s13);
            q += rowStride;
            FloatVector t2 = broadcast(FLOATS, t[p + 2]);
            s20 = fromArray(FLOATS, h, q).mul(w0).fma(t2, s20);
            s21 = fromArray(FLOATS, h, q + WIDTH).mul(w1).fma(t2, s21);
            s22 = fromArray(FLOATS, h, q + 2 * WIDTH).mul(w2).fma(t2, s22);
            s23 = fromArray(FLOATS, h, q + 3 * WIDTH).mul(w3).fma(t2, s23);
            q += rowStride;
            FloatVector t3 = broadcast(FLOATS, t[p + 3]);
            s30 = fromArray(FLOATS, h, q).mul(w0).fma(t3, s30);
            s31 = fromArray(FLOATS, h, q + WIDTH).mul(w1).fma(t3, s31);
            s32 = fromArray(FLOATS, h, q + 2 * WIDTH).mul(w2).fma(t3, s32);
            s33 = fromArray(FLOATS, h, q + 3 * WIDTH).mul(w3).fma(t3, s33);
            q += rowStride;
            FloatVector t4 = broadcast(FLOATS, t[p + 4]);
            s40 = fromArray(FLOATS, h, q).mul(w0).fma(t4, s40);
            s41 = fromArray(FLOATS, h, q + WIDTH).mul(w1).fma(t4, s41);
            s42 = fromArray(FLOATS, h, q + 2 * WIDTH).mul(w2).fma(t4, s42);
            s43 = fromArray(FLOATS, h, q + 3 * WIDTH).mul(w3).fma(t4, s43);
            q += rowStride;
            FloatVector t5 = broadcast(FLOATS, t[p + 5]);
            s50 = fromArray(FLOATS, h, q).mul(w0).fma(t5, s50);
            s51 = fromArray(FLOATS, h, q + WIDTH).mul(w1).fma(t5, s51);
            s52 = fromArray(FLOATS, h, q + 2 * WIDTH).mul(w2).fma(t5, s52);
            s53 = fromArray(FLOATS, h, q + 3 * WIDTH).mul(w3).fma(t5, s53);
        }
        int c = outAt;
        s00.intoArray(out, c); s01.intoArray(out, c + WIDTH);
        s02.intoArray(out, c + 2 * WIDTH); s03.intoArray(out, c + 3 * WIDTH);
        c += rowStride;
        s10.intoArray(out, c); s11.intoArray(out, c + WIDTH);
        s12.intoArray(out, c + 2 * WIDTH); s13.intoArray(out, c + 3 * WIDTH);
        c += rowStride;
        s20.intoArray(out, c); s21.intoArray(out, c + WIDTH);
        s22.intoArray(out, c + 2 * WIDTH); s23.intoArray(out, c + 3 * WIDTH);
        c += rowStride;
        s30.intoArray(out, c); s31.intoArray(out, c + WIDTH);
        s32.intoArray(out, c + 2 * WIDTH); s33.intoArray(out, c + 3 * WIDTH);
        c += rowStride;
        s40.intoArray(out, c); s41.intoArray(out, c + WIDTH);
        s42.intoArray(out, c + 2 * WIDTH); s43.intoArray(out, c + 3 * WIDTH);
        c += rowStride;
        s50.intoArray(out, c); s51.intoArray(out, c + WIDTH);
        s52.intoArray(out, c + 2 * WIDTH); s53.intoArray(out, c + 3 * WIDTH);
    }
}
