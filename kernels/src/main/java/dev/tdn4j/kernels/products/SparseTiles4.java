package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link SparseMatrix} for columns four vectors wide. A tile is up to four rows of the result, which share the rows
 * of the argument that they are made from. In a program it is the offsets of its rows in the result, those of the rows of
 * the argument, and −1; the end is looked for and not counted to, because the compiler splits a counted loop in three, of
 * which one so short spends most of its time in the slow two. Written out, and without helpers, as the micro-kernels of
 * {@link dev.tdn4j.kernels.vector.Gemm}.
 */
final class SparseTiles4 {

    private SparseTiles4() {}

    /** Tiles of one row. */
    static void rows1(
            float[] in, int inAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t];
            t += 1;
            FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q), b1 = fromArray(FLOATS, in, q + WIDTH);
                FloatVector b2 = fromArray(FLOATS, in, q + 2 * WIDTH), b3 = fromArray(FLOATS, in, q + 3 * WIDTH);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
                p += 1;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0)); s01 = s01.add(fromArray(FLOATS, out, c0 + WIDTH));
                s02 = s02.add(fromArray(FLOATS, out, c0 + 2 * WIDTH)); s03 = s03.add(fromArray(FLOATS, out, c0 + 3 * WIDTH));
            }
            s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
            s02.intoArray(out, c0 + 2 * WIDTH); s03.intoArray(out, c0 + 3 * WIDTH);
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
            FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
            FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q), b1 = fromArray(FLOATS, in, q + WIDTH);
                FloatVector b2 = fromArray(FLOATS, in, q + 2 * WIDTH), b3 = fromArray(FLOATS, in, q + 3 * WIDTH);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
                FloatVector a1 = broadcast(FLOATS, value[p + 1]);
                s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11); s12 = a1.fma(b2, s12); s13 = a1.fma(b3, s13);
                p += 2;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0)); s01 = s01.add(fromArray(FLOATS, out, c0 + WIDTH));
                s02 = s02.add(fromArray(FLOATS, out, c0 + 2 * WIDTH)); s03 = s03.add(fromArray(FLOATS, out, c0 + 3 * WIDTH));
                s10 = s10.add(fromArray(FLOATS, out, c1)); s11 = s11.add(fromArray(FLOATS, out, c1 + WIDTH));
                s12 = s12.add(fromArray(FLOATS, out, c1 + 2 * WIDTH)); s13 = s13.add(fromArray(FLOATS, out, c1 + 3 * WIDTH));
            }
            s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
            s02.intoArray(out, c0 + 2 * WIDTH); s03.intoArray(out, c0 + 3 * WIDTH);
            s10.intoArray(out, c1); s11.intoArray(out, c1 + WIDTH);
            s12.intoArray(out, c1 + 2 * WIDTH); s13.intoArray(out, c1 + 3 * WIDTH);
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
            FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
            FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
            FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q), b1 = fromArray(FLOATS, in, q + WIDTH);
                FloatVector b2 = fromArray(FLOATS, in, q + 2 * WIDTH), b3 = fromArray(FLOATS, in, q + 3 * WIDTH);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
                FloatVector a1 = broadcast(FLOATS, value[p + 1]);
                s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11); s12 = a1.fma(b2, s12); s13 = a1.fma(b3, s13);
                FloatVector a2 = broadcast(FLOATS, value[p + 2]);
                s20 = a2.fma(b0, s20); s21 = a2.fma(b1, s21); s22 = a2.fma(b2, s22); s23 = a2.fma(b3, s23);
                p += 3;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0)); s01 = s01.add(fromArray(FLOATS, out, c0 + WIDTH));
                s02 = s02.add(fromArray(FLOATS, out, c0 + 2 * WIDTH)); s03 = s03.add(fromArray(FLOATS, out, c0 + 3 * WIDTH));
                s10 = s10.add(fromArray(FLOATS, out, c1)); s11 = s11.add(fromArray(FLOATS, out, c1 + WIDTH));
                s12 = s12.add(fromArray(FLOATS, out, c1 + 2 * WIDTH)); s13 = s13.add(fromArray(FLOATS, out, c1 + 3 * WIDTH));
                s20 = s20.add(fromArray(FLOATS, out, c2)); s21 = s21.add(fromArray(FLOATS, out, c2 + WIDTH));
                s22 = s22.add(fromArray(FLOATS, out, c2 + 2 * WIDTH)); s23 = s23.add(fromArray(FLOATS, out, c2 + 3 * WIDTH));
            }
            s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
            s02.intoArray(out, c0 + 2 * WIDTH); s03.intoArray(out, c0 + 3 * WIDTH);
            s10.intoArray(out, c1); s11.intoArray(out, c1 + WIDTH);
            s12.intoArray(out, c1 + 2 * WIDTH); s13.intoArray(out, c1 + 3 * WIDTH);
            s20.intoArray(out, c2); s21.intoArray(out, c2 + WIDTH);
            s22.intoArray(out, c2 + 2 * WIDTH); s23.intoArray(out, c2 + 3 * WIDTH);
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
            FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
            FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
            FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
            FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
            for (int q = program[t++]; q >= 0; q = program[t++]) {
                q += inAt;
                FloatVector b0 = fromArray(FLOATS, in, q), b1 = fromArray(FLOATS, in, q + WIDTH);
                FloatVector b2 = fromArray(FLOATS, in, q + 2 * WIDTH), b3 = fromArray(FLOATS, in, q + 3 * WIDTH);
                FloatVector a0 = broadcast(FLOATS, value[p]);
                s00 = a0.fma(b0, s00); s01 = a0.fma(b1, s01); s02 = a0.fma(b2, s02); s03 = a0.fma(b3, s03);
                FloatVector a1 = broadcast(FLOATS, value[p + 1]);
                s10 = a1.fma(b0, s10); s11 = a1.fma(b1, s11); s12 = a1.fma(b2, s12); s13 = a1.fma(b3, s13);
                FloatVector a2 = broadcast(FLOATS, value[p + 2]);
                s20 = a2.fma(b0, s20); s21 = a2.fma(b1, s21); s22 = a2.fma(b2, s22); s23 = a2.fma(b3, s23);
                FloatVector a3 = broadcast(FLOATS, value[p + 3]);
                s30 = a3.fma(b0, s30); s31 = a3.fma(b1, s31); s32 = a3.fma(b2, s32); s33 = a3.fma(b3, s33);
                p += 4;
            }
            if (accumulate) {
                s00 = s00.add(fromArray(FLOATS, out, c0)); s01 = s01.add(fromArray(FLOATS, out, c0 + WIDTH));
                s02 = s02.add(fromArray(FLOATS, out, c0 + 2 * WIDTH)); s03 = s03.add(fromArray(FLOATS, out, c0 + 3 * WIDTH));
                s10 = s10.add(fromArray(FLOATS, out, c1)); s11 = s11.add(fromArray(FLOATS, out, c1 + WIDTH));
                s12 = s12.add(fromArray(FLOATS, out, c1 + 2 * WIDTH)); s13 = s13.add(fromArray(FLOATS, out, c1 + 3 * WIDTH));
                s20 = s20.add(fromArray(FLOATS, out, c2)); s21 = s21.add(fromArray(FLOATS, out, c2 + WIDTH));
                s22 = s22.add(fromArray(FLOATS, out, c2 + 2 * WIDTH)); s23 = s23.add(fromArray(FLOATS, out, c2 + 3 * WIDTH));
                s30 = s30.add(fromArray(FLOATS, out, c3)); s31 = s31.add(fromArray(FLOATS, out, c3 + WIDTH));
                s32 = s32.add(fromArray(FLOATS, out, c3 + 2 * WIDTH)); s33 = s33.add(fromArray(FLOATS, out, c3 + 3 * WIDTH));
            }
            s00.intoArray(out, c0); s01.intoArray(out, c0 + WIDTH);
            s02.intoArray(out, c0 + 2 * WIDTH); s03.intoArray(out, c0 + 3 * WIDTH);
            s10.intoArray(out, c1); s11.intoArray(out, c1 + WIDTH);
            s12.intoArray(out, c1 + 2 * WIDTH); s13.intoArray(out, c1 + 3 * WIDTH);
            s20.intoArray(out, c2); s21.intoArray(out, c2 + WIDTH);
            s22.intoArray(out, c2 + 2 * WIDTH); s23.intoArray(out, c2 + 3 * WIDTH);
            s30.intoArray(out, c3); s31.intoArray(out, c3 + WIDTH);
            s32.intoArray(out, c3 + 2 * WIDTH); s33.intoArray(out, c3 + 3 * WIDTH);
        }
    }
}
