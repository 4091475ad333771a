package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link Gemm} for a tile of C two vectors wide.
 * The largest needs 16 vector registers: 12 sums, two vectors of B, one broadcast number of A.
 * They are written out because sums stay in registers only as local variables. They call the Vector API directly,
 * because once a method has grown to 18000 of the compiler's nodes it inlines nothing but the Vector API, and vectors
 * that pass through other methods go to the heap.
 */
final class Tiles2 {

    private Tiles2() {}

    /** Six rows. */
    static void rows6(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride, int depth, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride, a4 = 4 * aRowStride, a5 = 5 * aRowStride;
        int c0 = cOffset, c1 = c0 + cRowStride, c2 = c1 + cRowStride;
        int c3 = c2 + cRowStride, c4 = c3 + cRowStride, c5 = c4 + cRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero, s30 = zero, s31 = zero;
        FloatVector s40 = zero, s41 = zero, s50 = zero, s51 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, c, c0); s01 = fromArray(FLOATS, c, c0 + WIDTH);
            s10 = fromArray(FLOATS, c, c1); s11 = fromArray(FLOATS, c, c1 + WIDTH);
            s20 = fromArray(FLOATS, c, c2); s21 = fromArray(FLOATS, c, c2 + WIDTH);
            s30 = fromArray(FLOATS, c, c3); s31 = fromArray(FLOATS, c, c3 + WIDTH);
            s40 = fromArray(FLOATS, c, c4); s41 = fromArray(FLOATS, c, c4 + WIDTH);
            s50 = fromArray(FLOATS, c, c5); s51 = fromArray(FLOATS, c, c5 + WIDTH);
        }
        for (int k = 0; k < depth; k++) {
            int p = aOffset + k * aDepthStride, q = bOffset + k * bRowStride;
            FloatVector b0 = fromArray(FLOATS, b, q), b1 = fromArray(FLOATS, b, q + WIDTH);
            FloatVector x0 = broadcast(FLOATS, a[p]);
            s00 = x0.fma(b0, s00); s01 = x0.fma(b1, s01);
            FloatVector x1 = broadcast(FLOATS, a[p + a1]);
            s10 = x1.fma(b0, s10); s11 = x1.fma(b1, s11);
            FloatVector x2 = broadcast(FLOATS, a[p + a2]);
            s20 = x2.fma(b0, s20); s21 = x2.fma(b1, s21);
            FloatVector x3 = broadcast(FLOATS, a[p + a3]);
            s30 = x3.fma(b0, s30); s31 = x3.fma(b1, s31);
            FloatVector x4 = broadcast(FLOATS, a[p + a4]);
            s40 = x4.fma(b0, s40); s41 = x4.fma(b1, s41);
            FloatVector x5 = broadcast(FLOATS, a[p + a5]);
            s50 = x5.fma(b0, s50); s51 = x5.fma(b1, s51);
        }
        s00.intoArray(c, c0); s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1); s11.intoArray(c, c1 + WIDTH);
        s20.intoArray(c, c2); s21.intoArray(c, c2 + WIDTH);
        s30.intoArray(c, c3); s31.intoArray(c, c3 + WIDTH);
        s40.intoArray(c, c4); s41.intoArray(c, c4 + WIDTH);
        s50.intoArray(c, c5); s51.intoArray(c, c5 + WIDTH);
    }

    /** Five rows. */
    static void rows5(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride, int depth, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride, a4 = 4 * aRowStride;
        int c0 = cOffset, c1 = c0 + cRowStride, c2 = c1 + cRowStride;
        int c3 = c2 + cRowStride, c4 = c3 + cRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero, s30 = zero, s31 = zero;
        FloatVector s40 = zero, s41 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, c, c0); s01 = fromArray(FLOATS, c, c0 + WIDTH);
            s10 = fromArray(FLOATS, c, c1); s11 = fromArray(FLOATS, c, c1 + WIDTH);
            s20 = fromArray(FLOATS, c, c2); s21 = fromArray(FLOATS, c, c2 + WIDTH);
            s30 = fromArray(FLOATS, c, c3); s31 = fromArray(FLOATS, c, c3 + WIDTH);
            s40 = fromArray(FLOATS, c, c4); s41 = fromArray(FLOATS, c, c4 + WIDTH);
        }
        for (int k = 0; k < depth; k++) {
            int p = aOffset + k * aDepthStride, q = bOffset + k * bRowStride;
            FloatVector b0 = fromArray(FLOATS, b, q), b1 = fromArray(FLOATS, b, q + WIDTH);
            FloatVector x0 = broadcast(FLOATS, a[p]);
            s00 = x0.fma(b0, s00); s01 = x0.fma(b1, s01);
            FloatVector x1 = broadcast(FLOATS, a[p + a1]);
            s10 = x1.fma(b0, s10); s11 = x1.fma(b1, s11);
            FloatVector x2 = broadcast(FLOATS, a[p + a2]);
            s20 = x2.fma(b0, s20); s21 = x2.fma(b1, s21);
            FloatVector x3 = broadcast(FLOATS, a[p + a3]);
            s30 = x3.fma(b0, s30); s31 = x3.fma(b1, s31);
            FloatVector x4 = broadcast(FLOATS, a[p + a4]);
            s40 = x4.fma(b0, s40); s41 = x4.fma(b1, s41);
        }
        s00.intoArray(c, c0); s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1); s11.intoArray(c, c1 + WIDTH);
        s20.intoArray(c, c2); s21.intoArray(c, c2 + WIDTH);
        s30.intoArray(c, c3); s31.intoArray(c, c3 + WIDTH);
        s40.intoArray(c, c4); s41.intoArray(c, c4 + WIDTH);
    }

    /** Up to four rows: missing ones repeat the last, so that they write what it writes. */
    static void rows4(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride, int rows, int depth, boolean accumulate) {
        int r1 = Math.min(1, rows - 1), r2 = Math.min(2, rows - 1), r3 = Math.min(3, rows - 1);
        int a1 = r1 * aRowStride, a2 = r2 * aRowStride, a3 = r3 * aRowStride;
        int c0 = cOffset, c1 = c0 + r1 * cRowStride, c2 = c0 + r2 * cRowStride, c3 = c0 + r3 * cRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero, s30 = zero, s31 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, c, c0); s01 = fromArray(FLOATS, c, c0 + WIDTH);
            s10 = fromArray(FLOATS, c, c1); s11 = fromArray(FLOATS, c, c1 + WIDTH);
            s20 = fromArray(FLOATS, c, c2); s21 = fromArray(FLOATS, c, c2 + WIDTH);
            s30 = fromArray(FLOATS, c, c3); s31 = fromArray(FLOATS, c, c3 + WIDTH);
        }
        for (int k = 0; k < depth; k++) {
            int p = aOffset + k * aDepthStride, q = bOffset + k * bRowStride;
            FloatVector b0 = fromArray(FLOATS, b, q), b1 = fromArray(FLOATS, b, q + WIDTH);
            FloatVector x0 = broadcast(FLOATS, a[p]);
            s00 = x0.fma(b0, s00); s01 = x0.fma(b1, s01);
            FloatVector x1 = broadcast(FLOATS, a[p + a1]);
            s10 = x1.fma(b0, s10); s11 = x1.fma(b1, s11);
            FloatVector x2 = broadcast(FLOATS, a[p + a2]);
            s20 = x2.fma(b0, s20); s21 = x2.fma(b1, s21);
            FloatVector x3 = broadcast(FLOATS, a[p + a3]);
            s30 = x3.fma(b0, s30); s31 = x3.fma(b1, s31);
        }
        s00.intoArray(c, c0); s01.intoArray(c, c0 + WIDTH);
        s10.intoArray(c, c1); s11.intoArray(c, c1 + WIDTH);
        s20.intoArray(c, c2); s21.intoArray(c, c2 + WIDTH);
        s30.intoArray(c, c3); s31.intoArray(c, c3 + WIDTH);
    }
}
