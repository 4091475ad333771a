package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link NeighbourSum} for columns four vectors wide: some rows of Σ_e w_e ⊙ A_e x[neighbour of e], kept in
 * registers over all neighbours of a node. Written out, and without helpers, as those of
 * {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class NeighbourTiles4 {

    private NeighbourTiles4() {}

    /** Tiles of one row: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows1(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c); s01 = fromArray(FLOATS, out, c + WIDTH);
            s02 = fromArray(FLOATS, out, c + 2 * WIDTH); s03 = fromArray(FLOATS, out, c + 3 * WIDTH);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we), w1 = fromArray(FLOATS, w, we + WIDTH);
            FloatVector w2 = fromArray(FLOATS, w, we + 2 * WIDTH), w3 = fromArray(FLOATS, w, we + 3 * WIDTH);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector b1 = fromArray(FLOATS, x, q + WIDTH).mul(w1);
                FloatVector b2 = fromArray(FLOATS, x, q + 2 * WIDTH).mul(w2);
                FloatVector b3 = fromArray(FLOATS, x, q + 3 * WIDTH).mul(w3);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00); s01 = m0.fma(b1, s01); s02 = m0.fma(b2, s02); s03 = m0.fma(b3, s03);
            }
        }
        int c = outAt;
        s00.intoArray(out, c); s01.intoArray(out, c + WIDTH);
        s02.intoArray(out, c + 2 * WIDTH); s03.intoArray(out, c + 3 * WIDTH);
    }

    /** Tiles of two rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows2(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c); s01 = fromArray(FLOATS, out, c + WIDTH);
            s02 = fromArray(FLOATS, out, c + 2 * WIDTH); s03 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c); s11 = fromArray(FLOATS, out, c + WIDTH);
            s12 = fromArray(FLOATS, out, c + 2 * WIDTH); s13 = fromArray(FLOATS, out, c + 3 * WIDTH);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we), w1 = fromArray(FLOATS, w, we + WIDTH);
            FloatVector w2 = fromArray(FLOATS, w, we + 2 * WIDTH), w3 = fromArray(FLOATS, w, we + 3 * WIDTH);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector b1 = fromArray(FLOATS, x, q + WIDTH).mul(w1);
                FloatVector b2 = fromArray(FLOATS, x, q + 2 * WIDTH).mul(w2);
                FloatVector b3 = fromArray(FLOATS, x, q + 3 * WIDTH).mul(w3);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00); s01 = m0.fma(b1, s01); s02 = m0.fma(b2, s02); s03 = m0.fma(b3, s03);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10); s11 = m1.fma(b1, s11); s12 = m1.fma(b2, s12); s13 = m1.fma(b3, s13);
            }
        }
        int c = outAt;
        s00.intoArray(out, c); s01.intoArray(out, c + WIDTH);
        s02.intoArray(out, c + 2 * WIDTH); s03.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s10.intoArray(out, c); s11.intoArray(out, c + WIDTH);
        s12.intoArray(out, c + 2 * WIDTH); s13.intoArray(out, c + 3 * WIDTH);
    }

    /** Tiles of three rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows3(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c); s01 = fromArray(FLOATS, out, c + WIDTH);
            s02 = fromArray(FLOATS, out, c + 2 * WIDTH); s03 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c); s11 = fromArray(FLOATS, out, c + WIDTH);
            s12 = fromArray(FLOATS, out, c + 2 * WIDTH); s13 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c); s21 = fromArray(FLOATS, out, c + WIDTH);
            s22 = fromArray(FLOATS, out, c + 2 * WIDTH); s23 = fromArray(FLOATS, out, c + 3 * WIDTH);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we), w1 = fromArray(FLOATS, w, we + WIDTH);
            FloatVector w2 = fromArray(FLOATS, w, we + 2 * WIDTH), w3 = fromArray(FLOATS, w, we + 3 * WIDTH);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector b1 = fromArray(FLOATS, x, q + WIDTH).mul(w1);
                FloatVector b2 = fromArray(FLOATS, x, q + 2 * WIDTH).mul(w2);
                FloatVector b3 = fromArray(FLOATS, x, q + 3 * WIDTH).mul(w3);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00); s01 = m0.fma(b1, s01); s02 = m0.fma(b2, s02); s03 = m0.fma(b3, s03);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10); s11 = m1.fma(b1, s11); s12 = m1.fma(b2, s12); s13 = m1.fma(b3, s13);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20); s21 = m2.fma(b1, s21); s22 = m2.fma(b2, s22); s23 = m2.fma(b3, s23);
            }
        }
        int c = outAt;
        s00.intoArray(out, c); s01.intoArray(out, c + WIDTH);
        s02.intoArray(out, c + 2 * WIDTH); s03.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s10.intoArray(out, c); s11.intoArray(out, c + WIDTH);
        s12.intoArray(out, c + 2 * WIDTH); s13.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s20.intoArray(out, c); s21.intoArray(out, c + WIDTH);
        s22.intoArray(out, c + 2 * WIDTH); s23.intoArray(out, c + 3 * WIDTH);
    }

    /** Tiles of four rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows4(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c); s01 = fromArray(FLOATS, out, c + WIDTH);
            s02 = fromArray(FLOATS, out, c + 2 * WIDTH); s03 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c); s11 = fromArray(FLOATS, out, c + WIDTH);
            s12 = fromArray(FLOATS, out, c + 2 * WIDTH); s13 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c); s21 = fromArray(FLOATS, out, c + WIDTH);
            s22 = fromArray(FLOATS, out, c + 2 * WIDTH); s23 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s30 = fromArray(FLOATS, out, c); s31 = fromArray(FLOATS, out, c + WIDTH);
            s32 = fromArray(FLOATS, out, c + 2 * WIDTH); s33 = fromArray(FLOATS, out, c + 3 * WIDTH);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we), w1 = fromArray(FLOATS, w, we + WIDTH);
            FloatVector w2 = fromArray(FLOATS, w, we + 2 * WIDTH), w3 = fromArray(FLOATS, w, we + 3 * WIDTH);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector b1 = fromArray(FLOATS, x, q + WIDTH).mul(w1);
                FloatVector b2 = fromArray(FLOATS, x, q + 2 * WIDTH).mul(w2);
                FloatVector b3 = fromArray(FLOATS, x, q + 3 * WIDTH).mul(w3);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00); s01 = m0.fma(b1, s01); s02 = m0.fma(b2, s02); s03 = m0.fma(b3, s03);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10); s11 = m1.fma(b1, s11); s12 = m1.fma(b2, s12); s13 = m1.fma(b3, s13);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20); s21 = m2.fma(b1, s21); s22 = m2.fma(b2, s22); s23 = m2.fma(b3, s23);
                FloatVector m3 = broadcast(FLOATS, a[p + a3]);
                s30 = m3.fma(b0, s30); s31 = m3.fma(b1, s31); s32 = m3.fma(b2, s32); s33 = m3.fma(b3, s33);
            }
        }
        int c = outAt;
        s00.intoArray(out, c); s01.intoArray(out, c + WIDTH);
        s02.intoArray(out, c + 2 * WIDTH); s03.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s10.intoArray(out, c); s11.intoArray(out, c + WIDTH);
        s12.intoArray(out, c + 2 * WIDTH); s13.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s20.intoArray(out, c); s21.intoArray(out, c + WIDTH);
        s22.intoArray(out, c + 2 * WIDTH); s23.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s30.intoArray(out, c); s31.intoArray(out, c + WIDTH);
        s32.intoArray(out, c + 2 * WIDTH); s33.intoArray(out, c + 3 * WIDTH);
    }

    /** Tiles of five rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows5(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride, a4 = 4 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        FloatVector s40 = zero, s41 = zero, s42 = zero, s43 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c); s01 = fromArray(FLOATS, out, c + WIDTH);
            s02 = fromArray(FLOATS, out, c + 2 * WIDTH); s03 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c); s11 = fromArray(FLOATS, out, c + WIDTH);
            s12 = fromArray(FLOATS, out, c + 2 * WIDTH); s13 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c); s21 = fromArray(FLOATS, out, c + WIDTH);
            s22 = fromArray(FLOATS, out, c + 2 * WIDTH); s23 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s30 = fromArray(FLOATS, out, c); s31 = fromArray(FLOATS, out, c + WIDTH);
            s32 = fromArray(FLOATS, out, c + 2 * WIDTH); s33 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s40 = fromArray(FLOATS, out, c); s41 = fromArray(FLOATS, out, c + WIDTH);
            s42 = fromArray(FLOATS, out, c + 2 * WIDTH); s43 = fromArray(FLOATS, out, c + 3 * WIDTH);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we), w1 = fromArray(FLOATS, w, we + WIDTH);
            FloatVector w2 = fromArray(FLOATS, w, we + 2 * WIDTH), w3 = fromArray(FLOATS, w, we + 3 * WIDTH);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector b1 = fromArray(FLOATS, x, q + WIDTH).mul(w1);
                FloatVector b2 = fromArray(FLOATS, x, q + 2 * WIDTH).mul(w2);
                FloatVector b3 = fromArray(FLOATS, x, q + 3 * WIDTH).mul(w3);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00); s01 = m0.fma(b1, s01); s02 = m0.fma(b2, s02); s03 = m0.fma(b3, s03);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10); s11 = m1.fma(b1, s11); s12 = m1.fma(b2, s12); s13 = m1.fma(b3, s13);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20); s21 = m2.fma(b1, s21); s22 = m2.fma(b2, s22); s23 = m2.fma(b3, s23);
                FloatVector m3 = broadcast(FLOATS, a[p + a3]);
                s30 = m3.fma(b0, s30); s31 = m3.fma(b1, s31); s32 = m3.fma(b2, s32); s33 = m3.fma(b3, s33);
                FloatVector m4 = broadcast(FLOATS, a[p + a4]);
                s40 = m4.fma(b0, s40); s41 = m4.fma(b1, s41); s42 = m4.fma(b2, s42); s43 = m4.fma(b3, s43);
            }
        }
        int c = outAt;
        s00.intoArray(out, c); s01.intoArray(out, c + WIDTH);
        s02.intoArray(out, c + 2 * WIDTH); s03.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s10.intoArray(out, c); s11.intoArray(out, c + WIDTH);
        s12.intoArray(out, c + 2 * WIDTH); s13.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s20.intoArray(out, c); s21.intoArray(out, c + WIDTH);
        s22.intoArray(out, c + 2 * WIDTH); s23.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s30.intoArray(out, c); s31.intoArray(out, c + WIDTH);
        s32.intoArray(out, c + 2 * WIDTH); s33.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s40.intoArray(out, c); s41.intoArray(out, c + WIDTH);
        s42.intoArray(out, c + 2 * WIDTH); s43.intoArray(out, c + 3 * WIDTH);
    }

    /** Tiles of six rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows6(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride, a4 = 4 * aRowStride, a5 = 5 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        FloatVector s40 = zero, s41 = zero, s42 = zero, s43 = zero;
        FloatVector s50 = zero, s51 = zero, s52 = zero, s53 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c); s01 = fromArray(FLOATS, out, c + WIDTH);
            s02 = fromArray(FLOATS, out, c + 2 * WIDTH); s03 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c); s11 = fromArray(FLOATS, out, c + WIDTH);
            s12 = fromArray(FLOATS, out, c + 2 * WIDTH); s13 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c); s21 = fromArray(FLOATS, out, c + WIDTH);
            s22 = fromArray(FLOATS, out, c + 2 * WIDTH); s23 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s30 = fromArray(FLOATS, out, c); s31 = fromArray(FLOATS, out, c + WIDTH);
            s32 = fromArray(FLOATS, out, c + 2 * WIDTH); s33 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s40 = fromArray(FLOATS, out, c); s41 = fromArray(FLOATS, out, c + WIDTH);
            s42 = fromArray(FLOATS, out, c + 2 * WIDTH); s43 = fromArray(FLOATS, out, c + 3 * WIDTH);
            c += outRowStride;
            s50 = fromArray(FLOATS, out, c); s51 = fromArray(FLOATS, out, c + WIDTH);
            s52 = fromArray(FLOATS, out, c + 2 * WIDTH); s53 = fromArray(FLOATS, out, c + 3 * WIDTH);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we), w1 = fromArray(FLOATS, w, we + WIDTH);
            FloatVector w2 = fromArray(FLOATS, w, we + 2 * WIDTH), w3 = fromArray(FLOATS, w, we + 3 * WIDTH);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector b1 = fromArray(FLOATS, x, q + WIDTH).mul(w1);
                FloatVector b2 = fromArray(FLOATS, x, q + 2 * WIDTH).mul(w2);
                FloatVector b3 = fromArray(FLOATS, x, q + 3 * WIDTH).mul(w3);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00); s01 = m0.fma(b1, s01); s02 = m0.fma(b2, s02); s03 = m0.fma(b3, s03);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10); s11 = m1.fma(b1, s11); s12 = m1.fma(b2, s12); s13 = m1.fma(b3, s13);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20); s21 = m2.fma(b1, s21); s22 = m2.fma(b2, s22); s23 = m2.fma(b3, s23);
                FloatVector m3 = broadcast(FLOATS, a[p + a3]);
                s30 = m3.fma(b0, s30); s31 = m3.fma(b1, s31); s32 = m3.fma(b2, s32); s33 = m3.fma(b3, s33);
                FloatVector m4 = broadcast(FLOATS, a[p + a4]);
                s40 = m4.fma(b0, s40); s41 = m4.fma(b1, s41); s42 = m4.fma(b2, s42); s43 = m4.fma(b3, s43);
                FloatVector m5 = broadcast(FLOATS, a[p + a5]);
                s50 = m5.fma(b0, s50); s51 = m5.fma(b1, s51); s52 = m5.fma(b2, s52); s53 = m5.fma(b3, s53);
            }
        }
        int c = outAt;
        s00.intoArray(out, c); s01.intoArray(out, c + WIDTH);
        s02.intoArray(out, c + 2 * WIDTH); s03.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s10.intoArray(out, c); s11.intoArray(out, c + WIDTH);
        s12.intoArray(out, c + 2 * WIDTH); s13.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s20.intoArray(out, c); s21.intoArray(out, c + WIDTH);
        s22.intoArray(out, c + 2 * WIDTH); s23.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s30.intoArray(out, c); s31.intoArray(out, c + WIDTH);
        s32.intoArray(out, c + 2 * WIDTH); s33.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s40.intoArray(out, c); s41.intoArray(out, c + WIDTH);
        s42.intoArray(out, c + 2 * WIDTH); s43.intoArray(out, c + 3 * WIDTH);
        c += outRowStride;
        s50.intoArray(out, c); s51.intoArray(out, c + WIDTH);
        s52.intoArray(out, c + 2 * WIDTH); s53.intoArray(out, c + 3 * WIDTH);
    }
}
