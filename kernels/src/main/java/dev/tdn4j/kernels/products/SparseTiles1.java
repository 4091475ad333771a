package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link SparseMatrix} for columns one vector wide. A tile is up to four rows of the result, which share the rows
 * of the argument that they are made from. In a program it is the offsets of its rows in the result, those of the rows of
 * the argument, and −1; the end is looked for and not counted to, because the compiler splits a counted loop in three, of
 * which one so short spends most of its time in the slow two. Written out, and without helpers, as the micro-kernels of
 * {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class SparseTiles1 {

    private SparseTiles1() {}

    /** Tiles of one row. */
    static void rows1(
            float[] in, int inAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t];
            t += 1;
            FloatVector s00 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00);
                p += 1;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0));
            }
            s00.intoArray(out, c0);
        }
    }

    /** Tiles of two rows. */
    static void rows2(
            float[] in, int inAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t], c1 = outAt + program[t + 1];
            t += 2;
            FloatVector s00 = zero;
            FloatVector s10 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00);
                FloatVector a1 = broadcast(FLOATS, value[p + 1]);
                s10 = a1.fma(b0, s10);
                p += 2;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0));
                s10 = s10.add(fromArray(FLOATS, out, c1));
            }
            s00.intoArray(out, c0);
            s10.intoArray(out, c1);
        }
    }

    /** Tiles of three rows. */
    static void rows3(
            float[] in, int inAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t], c1 = outAt + program[t + 1], c2 = outAt + program[t + 2];
            t += 3;
            FloatVector s00 = zero;
            FloatVector s10 = zero;
            FloatVector s20 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00);
                FloatVector a1 = broadcast(FLOATS, value[p + 1]);
                s10 = a1.fma(b0, s10);
                FloatVector a2 = broadcast(FLOATS, value[p + 2]);
                s20 = a2.fma(b0, s20);
                p += 3;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0));
                s10 = s10.add(fromArray(FLOATS, out, c1));
                s20 = s20.add(fromArray(FLOATS, out, c2));
            }
            s00.intoArray(out, c0);
            s10.intoArray(out, c1);
            s20.intoArray(out, c2);
        }
    }

    /** Tiles of four rows. */
    static void rows4(
            float[] in, int inAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t], c1 = outAt + program[t + 1], c2 = outAt + program[t + 2], c3 = outAt + program[t + 3];
            t += 4;
            FloatVector s00 = zero;
            FloatVector s10 = zero;
            FloatVector s20 = zero;
            FloatVector s30 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00);
                FloatVector a1 = broadcast(FLOATS, value[p + 1]);
                s10 = a1.fma(b0, s10);
                FloatVector a2 = broadcast(FLOATS, value[p + 2]);
                s20 = a2.fma(b0, s20);
                FloatVector a3 = broadcast(FLOATS, value[p + 3]);
                s30 = a3.fma(b0, s30);
                p += 4;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0));
                s10 = s10.add(fromArray(FLOATS, out, c1));
                s20 = s20.add(fromArray(FLOATS, out, c2));
                s30 = s30.add(fromArray(FLOATS, out, c3));
            }
            s00.intoArray(out, c0);
            s10.intoArray(out, c1);
            s20.intoArray(out, c2);
            s30.intoArray(out, c3);
        }
    }
}
