package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link SparseMatrix} for columns two vectors wide: up to four rows of the result, which share the rows of the
 * argument that they are made from. Written out, and without helpers, as those of {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class SparseTiles2 {

    private SparseTiles2() {}

    /** One row. */
    static void rows1(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0); s01 = fromArray(FLOATS, out, c0 + WIDTH);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 1) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector b1 = fromArray(FLOATS, in, q + WIDTH);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01);
        }
        s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
    }

    /** Two rows. */
    static void rows2(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, int c1, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0); s01 = fromArray(FLOATS, out, c0 + WIDTH);
            s10 = fromArray(FLOATS, out, c1); s11 = fromArray(FLOATS, out, c1 + WIDTH);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 2) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector b1 = fromArray(FLOATS, in, q + WIDTH);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01);
            FloatVector a1 = broadcast(FLOATS, value[p + 1]);
            s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11);
        }
        s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
        s10.intoArray(out, c1); s11.intoArray(out, c1 + WIDTH);
    }

    /** Three rows. */
    static void rows3(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, int c1, int c2, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0); s01 = fromArray(FLOATS, out, c0 + WIDTH);
            s10 = fromArray(FLOATS, out, c1); s11 = fromArray(FLOATS, out, c1 + WIDTH);
            s20 = fromArray(FLOATS, out, c2); s21 = fromArray(FLOATS, out, c2 + WIDTH);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 3) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector b1 = fromArray(FLOATS, in, q + WIDTH);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01);
            FloatVector a1 = broadcast(FLOATS, value[p + 1]);
            s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11);
            FloatVector a2 = broadcast(FLOATS, value[p + 2]);
            s20 = a2.fma(b0, s20); s21 = a2.fma(b1, s21);
        }
        s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
        s10.intoArray(out, c1); s11.intoArray(out, c1 + WIDTH);
        s20.intoArray(out, c2); s21.intoArray(out, c2 + WIDTH);
    }

    /** Four rows. */
    static void rows4(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, int c1, int c2, int c3, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        FloatVector s30 = zero, s31 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0); s01 = fromArray(FLOATS, out, c0 + WIDTH);
            s10 = fromArray(FLOATS, out, c1); s11 = fromArray(FLOATS, out, c1 + WIDTH);
            s20 = fromArray(FLOATS, out, c2); s21 = fromArray(FLOATS, out, c2 + WIDTH);
            s30 = fromArray(FLOATS, out, c3); s31 = fromArray(FLOATS, out, c3 + WIDTH);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 4) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector b1 = fromArray(FLOATS, in, q + WIDTH);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01);
            FloatVector a1 = broadcast(FLOATS, value[p + 1]);
            s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11);
            FloatVector a2 = broadcast(FLOATS, value[p + 2]);
            s20 = a2.fma(b0, s20); s21 = a2.fma(b1, s21);
            FloatVector a3 = broadcast(FLOATS, value[p + 3]);
            s30 = a3.fma(b0, s30); s31 = a3.fma(b1, s31);
        }
        s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
        s10.intoArray(out, c1); s11.intoArray(out, c1 + WIDTH);
        s20.intoArray(out, c2); s21.intoArray(out, c2 + WIDTH);
        s30.intoArray(out, c3); s31.intoArray(out, c3 + WIDTH);
    }
}
