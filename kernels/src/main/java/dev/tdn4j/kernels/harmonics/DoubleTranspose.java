package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.DoubleLanes.DOUBLES;
import static dev.tdn4j.kernels.harmonics.DoubleLanes.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * From one register a component to one row a vector. A square of WIDTH × WIDTH numbers is transposed by exchanging the
 * bits of row and lane one after the other (Eklundh, IEEE Trans. Comput. C-21, 801 (1972)): the highest by loads that are
 * shifted by half a register, the others by exchanging lanes of pairs of registers.
 */
final class DoubleTranspose {

    /** Lanes whose numbers differ in one bit only, from the highest bit to the lowest. */
    private static final VectorShuffle<Double> ACROSS1 = across(WIDTH / 2);

    private static final VectorShuffle<Double> ACROSS2 = across(WIDTH / 4);
    private static final VectorShuffle<Double> ACROSS3 = across(WIDTH / 8);
    private static final VectorShuffle<Double> ACROSS4 = across(WIDTH / 16);

    /** Lanes whose number has that bit. */
    private static final VectorMask<Double> UPPER1 = upper(WIDTH / 2);

    private static final VectorMask<Double> UPPER2 = upper(WIDTH / 4);
    private static final VectorMask<Double> UPPER3 = upper(WIDTH / 8);
    private static final VectorMask<Double> UPPER4 = upper(WIDTH / 16);

    /** From WIDTH/4 vectors a component in a register to four components a vector. */
    private static final VectorShuffle<Double> INTERLEAVED =
            VectorShuffle.fromOp(DOUBLES, lane -> WIDTH < 4 ? lane : lane % 4 * (WIDTH / 4) + lane / 4);

    private final double[] narrow = new double[WIDTH * WIDTH];

    private static VectorShuffle<Double> across(int distance) {
        return VectorShuffle.fromOp(DOUBLES, lane -> lane ^ distance);
    }

    private static VectorMask<Double> upper(int distance) {
        boolean[] upper = new boolean[WIDTH];
        for (int lane = 0; lane < WIDTH; lane++) {
            upper[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(DOUBLES, upper, 0);
    }

    /**
     * Writes a block of vectors as rows.
     *
     * @param block component c of vector v at c·WIDTH + v; at least WIDTH components long
     * @param components the length of a row
     * @param vectors how many of the block's vectors are written, 1..WIDTH
     * @param out the rows, one after the other from {@code at} on
     * @param at the first index written
     */
    void store(double[] block, int components, int vectors, double[] out, int at) {
        if (vectors < WIDTH) {
            for (int v = 0; v < vectors; v++) {
                for (int c = 0; c < components; c++) {
                    out[at + v * components + c] = block[c * WIDTH + v];
                }
            }
        } else if (components == 4 && WIDTH >= 4) {
            four(block, out, at);
        } else if (components < WIDTH) {
            // Every row is written too long, and then the next over its end.
            square(block, 0, narrow, 0, components);
            for (int c = 0; c < components; c++) {
                DoubleVector.fromArray(DOUBLES, narrow, c * WIDTH).intoArray(out, at + c * WIDTH);
            }
        } else {
            int last = components - WIDTH;
            for (int c = 0; c < last; c += WIDTH) {
                square(block, c, out, at + c, components);
            }
            // The last square overlaps the one before rather than the next row.
            square(block, last, out, at + last, components);
        }
    }

    /** Rows of four: two exchanges bring a quarter of the vectors into a register, and a permutation orders it. */
    private static void four(double[] in, double[] out, int at) {
        DoubleVector a = DoubleVector.fromArray(DOUBLES, in, 0);
        DoubleVector b = DoubleVector.fromArray(DOUBLES, in, WIDTH);
        DoubleVector c = DoubleVector.fromArray(DOUBLES, in, 2 * WIDTH);
        DoubleVector d = DoubleVector.fromArray(DOUBLES, in, 3 * WIDTH);
        DoubleVector a1 = a.blend(c.rearrange(ACROSS1), UPPER1);
        DoubleVector c1 = a.rearrange(ACROSS1).blend(c, UPPER1);
        DoubleVector b1 = b.blend(d.rearrange(ACROSS1), UPPER1);
        DoubleVector d1 = b.rearrange(ACROSS1).blend(d, UPPER1);
        a1.blend(b1.rearrange(ACROSS2), UPPER2).rearrange(INTERLEAVED).intoArray(out, at);
        a1.rearrange(ACROSS2).blend(b1, UPPER2).rearrange(INTERLEAVED).intoArray(out, at + WIDTH);
        c1.blend(d1.rearrange(ACROSS2), UPPER2).rearrange(INTERLEAVED).intoArray(out, at + 2 * WIDTH);
        c1.rearrange(ACROSS2).blend(d1, UPPER2).rearrange(INTERLEAVED).intoArray(out, at + 3 * WIDTH);
    }

    /** Transposes the square of components from {@code c} on. */
    private static void square(double[] block, int c, double[] out, int at, int stride) {
        switch (WIDTH) {
            case 16 -> square16(block, c * WIDTH, out, at, stride);
            case 8 -> square8(block, c * WIDTH, out, at, stride);
            case 4 -> square4(block, c * WIDTH, out, at, stride);
            case 2 -> square2(block, c * WIDTH, out, at, stride);
            default -> out[at] = block[c];
        }
    }

    private static void square16(double[] in, int from, double[] out, int at, int stride) {
        DoubleVector a0 = DoubleVector.fromArray(DOUBLES, in, from)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 8 * WIDTH - 8), UPPER1);
        DoubleVector a8 = DoubleVector.fromArray(DOUBLES, in, from + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 8 * WIDTH), UPPER1);
        DoubleVector a1 = DoubleVector.fromArray(DOUBLES, in, from + 1 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 9 * WIDTH - 8), UPPER1);
        DoubleVector a9 = DoubleVector.fromArray(DOUBLES, in, from + 1 * WIDTH + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 9 * WIDTH), UPPER1);
        DoubleVector a2 = DoubleVector.fromArray(DOUBLES, in, from + 2 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 10 * WIDTH - 8), UPPER1);
        DoubleVector a10 = DoubleVector.fromArray(DOUBLES, in, from + 2 * WIDTH + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 10 * WIDTH), UPPER1);
        DoubleVector a3 = DoubleVector.fromArray(DOUBLES, in, from + 3 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 11 * WIDTH - 8), UPPER1);
        DoubleVector a11 = DoubleVector.fromArray(DOUBLES, in, from + 3 * WIDTH + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 11 * WIDTH), UPPER1);
        DoubleVector a4 = DoubleVector.fromArray(DOUBLES, in, from + 4 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 12 * WIDTH - 8), UPPER1);
        DoubleVector a12 = DoubleVector.fromArray(DOUBLES, in, from + 4 * WIDTH + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 12 * WIDTH), UPPER1);
        DoubleVector a5 = DoubleVector.fromArray(DOUBLES, in, from + 5 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 13 * WIDTH - 8), UPPER1);
        DoubleVector a13 = DoubleVector.fromArray(DOUBLES, in, from + 5 * WIDTH + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 13 * WIDTH), UPPER1);
        DoubleVector a6 = DoubleVector.fromArray(DOUBLES, in, from + 6 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 14 * WIDTH - 8), UPPER1);
        DoubleVector a14 = DoubleVector.fromArray(DOUBLES, in, from + 6 * WIDTH + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 14 * WIDTH), UPPER1);
        DoubleVector a7 = DoubleVector.fromArray(DOUBLES, in, from + 7 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 15 * WIDTH - 8), UPPER1);
        DoubleVector a15 = DoubleVector.fromArray(DOUBLES, in, from + 7 * WIDTH + 8)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 15 * WIDTH), UPPER1);
        DoubleVector b0 = a0.blend(a4.rearrange(ACROSS2), UPPER2);
        DoubleVector b4 = a0.rearrange(ACROSS2).blend(a4, UPPER2);
        DoubleVector b1 = a1.blend(a5.rearrange(ACROSS2), UPPER2);
        DoubleVector b5 = a1.rearrange(ACROSS2).blend(a5, UPPER2);
        DoubleVector b2 = a2.blend(a6.rearrange(ACROSS2), UPPER2);
        DoubleVector b6 = a2.rearrange(ACROSS2).blend(a6, UPPER2);
        DoubleVector b3 = a3.blend(a7.rearrange(ACROSS2), UPPER2);
        DoubleVector b7 = a3.rearrange(ACROSS2).blend(a7, UPPER2);
        DoubleVector b8 = a8.blend(a12.rearrange(ACROSS2), UPPER2);
        DoubleVector b12 = a8.rearrange(ACROSS2).blend(a12, UPPER2);
        DoubleVector b9 = a9.blend(a13.rearrange(ACROSS2), UPPER2);
        DoubleVector b13 = a9.rearrange(ACROSS2).blend(a13, UPPER2);
        DoubleVector b10 = a10.blend(a14.rearrange(ACROSS2), UPPER2);
        DoubleVector b14 = a10.rearrange(ACROSS2).blend(a14, UPPER2);
        DoubleVector b11 = a11.blend(a15.rearrange(ACROSS2), UPPER2);
        DoubleVector b15 = a11.rearrange(ACROSS2).blend(a15, UPPER2);
        DoubleVector c0 = b0.blend(b2.rearrange(ACROSS3), UPPER3);
        DoubleVector c2 = b0.rearrange(ACROSS3).blend(b2, UPPER3);
        DoubleVector c1 = b1.blend(b3.rearrange(ACROSS3), UPPER3);
        DoubleVector c3 = b1.rearrange(ACROSS3).blend(b3, UPPER3);
        DoubleVector c4 = b4.blend(b6.rearrange(ACROSS3), UPPER3);
        DoubleVector c6 = b4.rearrange(ACROSS3).blend(b6, UPPER3);
        DoubleVector c5 = b5.blend(b7.rearrange(ACROSS3), UPPER3);
        DoubleVector c7 = b5.rearrange(ACROSS3).blend(b7, UPPER3);
        DoubleVector c8 = b8.blend(b10.rearrange(ACROSS3), UPPER3);
        DoubleVector c10 = b8.rearrange(ACROSS3).blend(b10, UPPER3);
        DoubleVector c9 = b9.blend(b11.rearrange(ACROSS3), UPPER3);
        DoubleVector c11 = b9.rearrange(ACROSS3).blend(b11, UPPER3);
        DoubleVector c12 = b12.blend(b14.rearrange(ACROSS3), UPPER3);
        DoubleVector c14 = b12.rearrange(ACROSS3).blend(b14, UPPER3);
        DoubleVector c13 = b13.blend(b15.rearrange(ACROSS3), UPPER3);
        DoubleVector c15 = b13.rearrange(ACROSS3).blend(b15, UPPER3);
        c0.blend(c1.rearrange(ACROSS4), UPPER4).intoArray(out, at);
        c0.rearrange(ACROSS4).blend(c1, UPPER4).intoArray(out, at + stride);
        c2.blend(c3.rearrange(ACROSS4), UPPER4).intoArray(out, at + 2 * stride);
        c2.rearrange(ACROSS4).blend(c3, UPPER4).intoArray(out, at + 3 * stride);
        c4.blend(c5.rearrange(ACROSS4), UPPER4).intoArray(out, at + 4 * stride);
        c4.rearrange(ACROSS4).blend(c5, UPPER4).intoArray(out, at + 5 * stride);
        c6.blend(c7.rearrange(ACROSS4), UPPER4).intoArray(out, at + 6 * stride);
        c6.rearrange(ACROSS4).blend(c7, UPPER4).intoArray(out, at + 7 * stride);
        c8.blend(c9.rearrange(ACROSS4), UPPER4).intoArray(out, at + 8 * stride);
        c8.rearrange(ACROSS4).blend(c9, UPPER4).intoArray(out, at + 9 * stride);
        c10.blend(c11.rearrange(ACROSS4), UPPER4).intoArray(out, at + 10 * stride);
        c10.rearrange(ACROSS4).blend(c11, UPPER4).intoArray(out, at + 11 * stride);
        c12.blend(c13.rearrange(ACROSS4), UPPER4).intoArray(out, at + 12 * stride);
        c12.rearrange(ACROSS4).blend(c13, UPPER4).intoArray(out, at + 13 * stride);
        c14.blend(c15.rearrange(ACROSS4), UPPER4).intoArray(out, at + 14 * stride);
        c14.rearrange(ACROSS4).blend(c15, UPPER4).intoArray(out, at + 15 * stride);
    }

    private static void square8(double[] in, int from, double[] out, int at, int stride) {
        DoubleVector a0 = DoubleVector.fromArray(DOUBLES, in, from)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 4 * WIDTH - 4), UPPER1);
        DoubleVector a4 = DoubleVector.fromArray(DOUBLES, in, from + 4)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 4 * WIDTH), UPPER1);
        DoubleVector a1 = DoubleVector.fromArray(DOUBLES, in, from + 1 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 5 * WIDTH - 4), UPPER1);
        DoubleVector a5 = DoubleVector.fromArray(DOUBLES, in, from + 1 * WIDTH + 4)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 5 * WIDTH), UPPER1);
        DoubleVector a2 = DoubleVector.fromArray(DOUBLES, in, from + 2 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 6 * WIDTH - 4), UPPER1);
        DoubleVector a6 = DoubleVector.fromArray(DOUBLES, in, from + 2 * WIDTH + 4)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 6 * WIDTH), UPPER1);
        DoubleVector a3 = DoubleVector.fromArray(DOUBLES, in, from + 3 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 7 * WIDTH - 4), UPPER1);
        DoubleVector a7 = DoubleVector.fromArray(DOUBLES, in, from + 3 * WIDTH + 4)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 7 * WIDTH), UPPER1);
        DoubleVector b0 = a0.blend(a2.rearrange(ACROSS2), UPPER2);
        DoubleVector b2 = a0.rearrange(ACROSS2).blend(a2, UPPER2);
        DoubleVector b1 = a1.blend(a3.rearrange(ACROSS2), UPPER2);
        DoubleVector b3 = a1.rearrange(ACROSS2).blend(a3, UPPER2);
        DoubleVector b4 = a4.blend(a6.rearrange(ACROSS2), UPPER2);
        DoubleVector b6 = a4.rearrange(ACROSS2).blend(a6, UPPER2);
        DoubleVector b5 = a5.blend(a7.rearrange(ACROSS2), UPPER2);
        DoubleVector b7 = a5.rearrange(ACROSS2).blend(a7, UPPER2);
        b0.blend(b1.rearrange(ACROSS3), UPPER3).intoArray(out, at);
        b0.rearrange(ACROSS3).blend(b1, UPPER3).intoArray(out, at + stride);
        b2.blend(b3.rearrange(ACROSS3), UPPER3).intoArray(out, at + 2 * stride);
        b2.rearrange(ACROSS3).blend(b3, UPPER3).intoArray(out, at + 3 * stride);
        b4.blend(b5.rearrange(ACROSS3), UPPER3).intoArray(out, at + 4 * stride);
        b4.rearrange(ACROSS3).blend(b5, UPPER3).intoArray(out, at + 5 * stride);
        b6.blend(b7.rearrange(ACROSS3), UPPER3).intoArray(out, at + 6 * stride);
        b6.rearrange(ACROSS3).blend(b7, UPPER3).intoArray(out, at + 7 * stride);
    }

    private static void square4(double[] in, int from, double[] out, int at, int stride) {
        DoubleVector a0 = DoubleVector.fromArray(DOUBLES, in, from)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 2 * WIDTH - 2), UPPER1);
        DoubleVector a2 = DoubleVector.fromArray(DOUBLES, in, from + 2)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 2 * WIDTH), UPPER1);
        DoubleVector a1 = DoubleVector.fromArray(DOUBLES, in, from + 1 * WIDTH)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 3 * WIDTH - 2), UPPER1);
        DoubleVector a3 = DoubleVector.fromArray(DOUBLES, in, from + 1 * WIDTH + 2)
                .blend(DoubleVector.fromArray(DOUBLES, in, from + 3 * WIDTH), UPPER1);
        a0.blend(a1.rearrange(ACROSS2), UPPER2).intoArray(out, at);
        a0.rearrange(ACROSS2).blend(a1, UPPER2).intoArray(out, at + stride);
        a2.blend(a3.rearrange(ACROSS2), UPPER2).intoArray(out, at + 2 * stride);
        a2.rearrange(ACROSS2).blend(a3, UPPER2).intoArray(out, at + 3 * stride);
    }

    private static void square2(double[] in, int from, double[] out, int at, int stride) {
        out[at] = in[from];
        out[at + 1] = in[from + 2];
        out[at + stride] = in[from + 1];
        out[at + stride + 1] = in[from + 3];
    }

    /** The reverse: reads rows into a block, whose other lanes stay as they are. */
    static void load(double[] in, int from, int components, int vectors, double[] block) {
        for (int v = 0; v < vectors; v++) {
            for (int c = 0; c < components; c++) {
                block[c * WIDTH + v] = in[from + v * components + c];
            }
        }
    }
}
