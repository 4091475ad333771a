package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.DoubleLanes.DOUBLES;
import static dev.tdn4j.kernels.harmonics.DoubleLanes.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * From one register a component to one row a vector. A square of WIDTH × WIDTH numbers is transposed by exchanging the
 * bits of row and lane one after the other (Eklundh, IEEE Trans. Comput. C-21, 801 (1972)), two bits a pass, so that four
 * registers are alive at a time at every width.
 */
final class DoubleTranspose {

    private static final VectorShuffle<Double> ACROSS1 = across(WIDTH / 2);
    private static final VectorShuffle<Double> ACROSS2 = across(WIDTH / 4);
    private static final VectorShuffle<Double> ACROSS3 = across(WIDTH / 8);
    private static final VectorShuffle<Double> ACROSS4 = across(WIDTH / 16);
    private static final VectorMask<Double> UPPER1 = upper(WIDTH / 2);
    private static final VectorMask<Double> UPPER2 = upper(WIDTH / 4);
    private static final VectorMask<Double> UPPER3 = upper(WIDTH / 8);
    private static final VectorMask<Double> UPPER4 = upper(WIDTH / 16);

    private final double[] square = new double[WIDTH * WIDTH];
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

    /** Transposes the square of components from {@code c} on. */
    private void square(double[] block, int c, double[] out, int at, int stride) {
        if (WIDTH == 16) {
            farPass(block, c * WIDTH, square, 0, WIDTH);
            nearPass(square, out, at, stride);
        } else if (WIDTH == 8) {
            farPass(block, c * WIDTH, square, 0, WIDTH);
            pairPass(square, 0, out, at, stride);
        } else if (WIDTH == 4) {
            farPass(block, c * WIDTH, out, at, stride);
        } else if (WIDTH == 2) {
            pairPass(block, c * WIDTH, out, at, stride);
        } else {
            out[at] = block[c];
        }
    }

    /** The two highest bits. */
    private static void farPass(double[] in, int from, double[] out, int at, int stride) {
        int step = WIDTH / 4;
        for (int i = 0; i < step; i++) {
            DoubleVector a = DoubleVector.fromArray(DOUBLES, in, from + i * WIDTH);
            DoubleVector b = DoubleVector.fromArray(DOUBLES, in, from + (i + step) * WIDTH);
            DoubleVector c = DoubleVector.fromArray(DOUBLES, in, from + (i + 2 * step) * WIDTH);
            DoubleVector d = DoubleVector.fromArray(DOUBLES, in, from + (i + 3 * step) * WIDTH);
            DoubleVector a1 = a.blend(c.rearrange(ACROSS1), UPPER1);
            DoubleVector c1 = a.rearrange(ACROSS1).blend(c, UPPER1);
            DoubleVector b1 = b.blend(d.rearrange(ACROSS1), UPPER1);
            DoubleVector d1 = b.rearrange(ACROSS1).blend(d, UPPER1);
            a1.blend(b1.rearrange(ACROSS2), UPPER2).intoArray(out, at + i * stride);
            a1.rearrange(ACROSS2).blend(b1, UPPER2).intoArray(out, at + (i + step) * stride);
            c1.blend(d1.rearrange(ACROSS2), UPPER2).intoArray(out, at + (i + 2 * step) * stride);
            c1.rearrange(ACROSS2).blend(d1, UPPER2).intoArray(out, at + (i + 3 * step) * stride);
        }
    }

    /** The two lowest of four bits. */
    private static void nearPass(double[] in, double[] out, int at, int stride) {
        for (int i = 0; i < WIDTH; i += 4) {
            DoubleVector a = DoubleVector.fromArray(DOUBLES, in, i * WIDTH);
            DoubleVector b = DoubleVector.fromArray(DOUBLES, in, (i + 1) * WIDTH);
            DoubleVector c = DoubleVector.fromArray(DOUBLES, in, (i + 2) * WIDTH);
            DoubleVector d = DoubleVector.fromArray(DOUBLES, in, (i + 3) * WIDTH);
            DoubleVector a1 = a.blend(c.rearrange(ACROSS3), UPPER3);
            DoubleVector c1 = a.rearrange(ACROSS3).blend(c, UPPER3);
            DoubleVector b1 = b.blend(d.rearrange(ACROSS3), UPPER3);
            DoubleVector d1 = b.rearrange(ACROSS3).blend(d, UPPER3);
            a1.blend(b1.rearrange(ACROSS4), UPPER4).intoArray(out, at + i * stride);
            a1.rearrange(ACROSS4).blend(b1, UPPER4).intoArray(out, at + (i + 1) * stride);
            c1.blend(d1.rearrange(ACROSS4), UPPER4).intoArray(out, at + (i + 2) * stride);
            c1.rearrange(ACROSS4).blend(d1, UPPER4).intoArray(out, at + (i + 3) * stride);
        }
    }

    /** The lowest bit, where there are an odd number of them. */
    private static void pairPass(double[] in, int from, double[] out, int at, int stride) {
        for (int i = 0; i < WIDTH; i += 2) {
            DoubleVector a = DoubleVector.fromArray(DOUBLES, in, from + i * WIDTH);
            DoubleVector b = DoubleVector.fromArray(DOUBLES, in, from + (i + 1) * WIDTH);
            DoubleVector across = WIDTH == 2 ? b.rearrange(ACROSS1) : b.rearrange(ACROSS3);
            DoubleVector back = WIDTH == 2 ? a.rearrange(ACROSS1) : a.rearrange(ACROSS3);
            VectorMask<Double> upper = WIDTH == 2 ? UPPER1 : UPPER3;
            a.blend(across, upper).intoArray(out, at + i * stride);
            back.blend(b, upper).intoArray(out, at + (i + 1) * stride);
        }
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
