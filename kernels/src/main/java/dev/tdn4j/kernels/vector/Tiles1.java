package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link Gemm} for a tile of C one vector wide.
 * They take the last columns and are bound by loading and broadcasting A.
 * They are written out because sums stay in registers only as local variables. They call the Vector API directly,
 * because once a method has grown to 18000 of the compiler's nodes it inlines nothing but the Vector API, and vectors
 * that pass through other methods go to the heap.
 */
final class Tiles1 {

    private Tiles1() {}

    /** Six rows. */
    static void rows6(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride, int depth, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride, a4 = 4 * aRowStride, a5 = 5 * aRowStride;
        int c0 = cOffset, c1 = c0 + cRowStride, c2 = c1 + cRowStride;
        int c3 = c2 + cRowStride, c4 = c3 + cRowStride, c5 = c4 + cRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s10 = zero, s20 = zero;
        FloatVector s30 = zero, s40 = zero, s50 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, c, c0); s10 = fromArray(FLOATS, c, c1);
            s20 = fromArray(FLOATS, c, c2); s30 = fromArray(FLOATS, c, c3);
            s40 = fromArray(FLOATS, c, c4); s50 = fromArray(FLOATS, c, c5);
        }
        for (int k = 0; k < depth; k++) {
            int p = aOffset + k * aDepthStride, q = bOffset + k * bRowStride;
            FloatVector b0 = fromArray(FLOATS, b, q);
            FloatVector x0 = broadcast(FLOATS, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = broadcast(FLOATS, a[p + a1]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = broadcast(FLOATS, a[p + a2]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = broadcast(FLOATS, a[p + a3]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = broadcast(FLOATS, a[p + a4]);
            s40 = x4.fma(b0, s40);
            FloatVector x5 = broadcast(FLOATS, a[p + a5]);
            s50 = x5.fma(b0, s50);
        }
        s00.intoArray(c, c0); s10.intoArray(c, c1);
        s20.intoArray(c, c2); s30.intoArray(c, c3);
        s40.intoArray(c, c4); s50.intoArray(c, c5);
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
        FloatVector s00 = zero, s10 = zero, s20 = zero;
        FloatVector s30 = zero, s40 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, c, c0); s10 = fromArray(FLOATS, c, c1);
            s20 = fromArray(FLOATS, c, c2); s30 = fromArray(FLOATS, c, c3);
            s40 = fromArray(FLOATS, c, c4);
        }
        for (int k = 0; k < depth; k++) {
            int p = aOffset + k * aDepthStride, q = bOffset + k * bRowStride;
            FloatVector b0 = fromArray(FLOATS, b, q);
            FloatVector x0 = broadcast(FLOATS, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = broadcast(FLOATS, a[p + a1]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = broadcast(FLOATS, a[p + a2]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = broadcast(FLOATS, a[p + a3]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = broadcast(FLOATS, a[p + a4]);
            s40 = x4.fma(b0, s40);
        }
        s00.intoArray(c, c0); s10.intoArray(c, c1);
        s20.intoArray(c, c2); s30.intoArray(c, c3);
        s40.intoArray(c, c4);
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
        FloatVector s00 = zero, s10 = zero, s20 = zero;
        FloatVector s30 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, c, c0); s10 = fromArray(FLOATS, c, c1);
            s20 = fromArray(FLOATS, c, c2); s30 = fromArray(FLOATS, c, c3);
        }
        for (int k = 0; k < depth; k++) {
            int p = aOffset + k * aDepthStride, q = bOffset + k * bRowStride;
            FloatVector b0 = fromArray(FLOATS, b, q);
            FloatVector x0 = broadcast(FLOATS, a[p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = broadcast(FLOATS, a[p + a1]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = broadcast(FLOATS, a[p + a2]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = broadcast(FLOATS, a[p + a3]);
            s30 = x3.fma(b0, s30);
        }
        s00.intoArray(c, c0); s10.intoArray(c, c1);
        s20.intoArray(c, c2); s30.intoArray(c, c3);
    }
}
