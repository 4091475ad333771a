package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link NeighbourSum} for columns one vector wide: some rows of Σ_e w_e ⊙ A_e x[neighbour of e], kept in
 * registers over all neighbours of a node. Written out, and without helpers, as those of
 * {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class NeighbourTiles1 {

    private NeighbourTiles1() {}

    /** Tiles of one row: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows1(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00);
            }
        }
        int c = outAt;
        s00.intoArray(out, c);
    }

    /** Tiles of two rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows2(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10);
            }
        }
        int c = outAt;
        s00.intoArray(out, c);
        c += outRowStride;
        s10.intoArray(out, c);
    }

    /** Tiles of three rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows3(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20);
            }
        }
        int c = outAt;
        s00.intoArray(out, c);
        c += outRowStride;
        s10.intoArray(out, c);
        c += outRowStride;
        s20.intoArray(out, c);
    }

    /** Tiles of four rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows4(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s30 = fromArray(FLOATS, out, c);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20);
                FloatVector m3 = broadcast(FLOATS, a[p + a3]);
                s30 = m3.fma(b0, s30);
            }
        }
        int c = outAt;
        s00.intoArray(out, c);
        c += outRowStride;
        s10.intoArray(out, c);
        c += outRowStride;
        s20.intoArray(out, c);
        c += outRowStride;
        s30.intoArray(out, c);
    }

    /** Tiles of five rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows5(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride, a4 = 4 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        FloatVector s40 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s30 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s40 = fromArray(FLOATS, out, c);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20);
                FloatVector m3 = broadcast(FLOATS, a[p + a3]);
                s30 = m3.fma(b0, s30);
                FloatVector m4 = broadcast(FLOATS, a[p + a4]);
                s40 = m4.fma(b0, s40);
            }
        }
        int c = outAt;
        s00.intoArray(out, c);
        c += outRowStride;
        s10.intoArray(out, c);
        c += outRowStride;
        s20.intoArray(out, c);
        c += outRowStride;
        s30.intoArray(out, c);
        c += outRowStride;
        s40.intoArray(out, c);
    }

    /** Tiles of six rows: A_e is at {@code (e − from) * aStep}, x of a node at {@code node * xStep}. */
    static void rows6(
            int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int xRowStride, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outRowStride, boolean accumulate) {
        int a1 = aRowStride, a2 = 2 * aRowStride, a3 = 3 * aRowStride, a4 = 4 * aRowStride, a5 = 5 * aRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        FloatVector s40 = zero;
        FloatVector s50 = zero;
        if (accumulate) {
            int c = outAt;
            s00 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s10 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s20 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s30 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s40 = fromArray(FLOATS, out, c);
            c += outRowStride;
            s50 = fromArray(FLOATS, out, c);
        }
        for (int e = from, ae = aAt; e < to; e++, ae += aStep) {
            int q = xAt + neighbour[e] * xStep, we = wAt + edge[e] * wStep;
            FloatVector w0 = fromArray(FLOATS, w, we);
            for (int k = 0, p = ae; k < depth; k++, p += aDepthStride, q += xRowStride) {
                FloatVector b0 = fromArray(FLOATS, x, q).mul(w0);
                FloatVector m0 = broadcast(FLOATS, a[p]);
                s00 = m0.fma(b0, s00);
                FloatVector m1 = broadcast(FLOATS, a[p + a1]);
                s10 = m1.fma(b0, s10);
                FloatVector m2 = broadcast(FLOATS, a[p + a2]);
                s20 = m2.fma(b0, s20);
                FloatVector m3 = broadcast(FLOATS, a[p + a3]);
                s30 = m3.fma(b0, s30);
                FloatVector m4 = broadcast(FLOATS, a[p + a4]);
                s40 = m4.fma(b0, s40);
                FloatVector m5 = broadcast(FLOATS, a[p + a5]);
                s50 = m5.fma(b0, s50);
            }
        }
        int c = outAt;
        s00.intoArray(out, c);
        c += outRowStride;
        s10.intoArray(out, c);
        c += outRowStride;
        s20.intoArray(out, c);
        c += outRowStride;
        s30.intoArray(out, c);
        c += outRowStride;
        s40.intoArray(out, c);
        c += outRowStride;
        s50.intoArray(out, c);
    }
}
