package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link SparseMatrix} for columns one vector wide: up to four rows of the result, which share the rows of the
 * argument that they are made from. Written out, and without helpers, as those of {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class SparseTiles1 {

    private SparseTiles1() {}

    /** One row. */
    static void rows1(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 1) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00);
        }
        s00.intoArray(out, c0);
    }

    /** Two rows. */
    static void rows2(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, int c1, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0);
            s10 = fromArray(FLOATS, out, c1);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 2) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = broadcast(FLOATS, value[p + 1]);
            s10 = a1.fma(b0, s10);
        }
        s00.intoArray(out, c0);
        s10.intoArray(out, c1);
    }

    /** Three rows. */
    static void rows3(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, int c1, int c2, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0);
            s10 = fromArray(FLOATS, out, c1);
            s20 = fromArray(FLOATS, out, c2);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 3) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = broadcast(FLOATS, value[p + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = broadcast(FLOATS, value[p + 2]);
            s20 = a2.fma(b0, s20);
        }
        s00.intoArray(out, c0);
        s10.intoArray(out, c1);
        s20.intoArray(out, c2);
    }

    /** Four rows. */
    static void rows4(
            float[] in, int inAt, int[] index, int from, int to, float[] value, int valueAt,
            float[] out, int c0, int c1, int c2, int c3, boolean accumulate) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        if (accumulate) {
            s00 = fromArray(FLOATS, out, c0);
            s10 = fromArray(FLOATS, out, c1);
            s20 = fromArray(FLOATS, out, c2);
            s30 = fromArray(FLOATS, out, c3);
        }
        for (int t = from, p = valueAt; t < to; t++, p += 4) {
            int q = inAt + index[t];
            FloatVector b0 = fromArray(FLOATS, in, q);
            FloatVector a0 = broadcast(FLOATS, value[p]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = broadcast(FLOATS, value[p + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = broadcast(FLOATS, value[p + 2]);
            s20 = a2.fma(b0, s20);
            FloatVector a3 = broadcast(FLOATS, value[p + 3]);
            s30 = a3.fma(b0, s30);
        }
        s00.intoArray(out, c0);
        s10.intoArray(out, c1);
        s20.intoArray(out, c2);
        s30.intoArray(out, c3);
    }
}
