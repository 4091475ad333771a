package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of {@link PairMap} for columns one vector wide. A tile is up to four rows of the result, with the combinations of
 * products that they share: in a program the offsets of the rows, then (a, b, a', b') for every a·b + a'·b', −1, the same
 * for every a·b − a'·b', −1, then (a, b) for every single product, −1. Combinations are made in registers and used at
 * once, because storing them would take longer than anything else. The rest is as in {@link SparseTiles4}.
 */
final class PairTiles1 {

    private PairTiles1() {}

    /** Tiles of one row. */
    static void rows1(
            float[] a, int aAt, float[] b, int bAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t];
            t += 1;
            FloatVector s00 = zero;
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).fma(fromArray(FLOATS, b, q), u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                p += 1;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q)).sub(u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                p += 1;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t];
                x += aAt;
                t++;
                FloatVector u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q));
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
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
            float[] a, int aAt, float[] b, int bAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t], c1 = outAt + program[t + 1];
            t += 2;
            FloatVector s00 = zero;
            FloatVector s10 = zero;
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).fma(fromArray(FLOATS, b, q), u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                p += 2;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q)).sub(u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                p += 2;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t];
                x += aAt;
                t++;
                FloatVector u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q));
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
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
            float[] a, int aAt, float[] b, int bAt, int[] program, int at, int tiles, float[] value, int valueAt,
            float[] out, int outAt, boolean accumulate) {
        int t = at, p = valueAt;
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int tile = 0; tile < tiles; tile++) {
            int c0 = outAt + program[t], c1 = outAt + program[t + 1], c2 = outAt + program[t + 2];
            t += 3;
            FloatVector s00 = zero;
            FloatVector s10 = zero;
            FloatVector s20 = zero;
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).fma(fromArray(FLOATS, b, q), u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                FloatVector m2 = broadcast(FLOATS, value[p + 2]);
                s20 = m2.fma(u0, s20);
                p += 3;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q)).sub(u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                FloatVector m2 = broadcast(FLOATS, value[p + 2]);
                s20 = m2.fma(u0, s20);
                p += 3;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t];
                x += aAt;
                t++;
                FloatVector u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q));
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                FloatVector m2 = broadcast(FLOATS, value[p + 2]);
                s20 = m2.fma(u0, s20);
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
            float[] a, int aAt, float[] b, int bAt, int[] program, int at, int tiles, float[] value, int valueAt,
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
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).fma(fromArray(FLOATS, b, q), u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                FloatVector m2 = broadcast(FLOATS, value[p + 2]);
                s20 = m2.fma(u0, s20);
                FloatVector m3 = broadcast(FLOATS, value[p + 3]);
                s30 = m3.fma(u0, s30);
                p += 4;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t], y = aAt + program[t + 1], z = bAt + program[t + 2];
                x += aAt;
                t += 3;
                FloatVector u0 = fromArray(FLOATS, a, y).mul(fromArray(FLOATS, b, z));
                u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q)).sub(u0);
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                FloatVector m2 = broadcast(FLOATS, value[p + 2]);
                s20 = m2.fma(u0, s20);
                FloatVector m3 = broadcast(FLOATS, value[p + 3]);
                s30 = m3.fma(u0, s30);
                p += 4;
            }
            for (int x = program[t++]; x >= 0; x = program[t++]) {
                int q = bAt + program[t];
                x += aAt;
                t++;
                FloatVector u0 = fromArray(FLOATS, a, x).mul(fromArray(FLOATS, b, q));
                FloatVector m0 = broadcast(FLOATS, value[p]);
                s00 = m0.fma(u0, s00);
                FloatVector m1 = broadcast(FLOATS, value[p + 1]);
                s10 = m1.fma(u0, s10);
                FloatVector m2 = broadcast(FLOATS, value[p + 2]);
                s20 = m2.fma(u0, s20);
                FloatVector m3 = broadcast(FLOATS, value[p + 3]);
                s30 = m3.fma(u0, s30);
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
