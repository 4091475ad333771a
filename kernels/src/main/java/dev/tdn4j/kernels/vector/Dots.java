package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Products of all rows of one matrix with all rows of another, A·Bᵀ: the small outer products summed over channels that
 * gradients of an edge's matrix are made of. Sums have a fixed order, which does not depend on where they lie in the
 * output.
 */
public final class Dots {

    /** Sides of the two sizes of tile. */
    private static final int LARGE = 4, SMALL = 3;

    /** Products that share a pass of lane sums, if they do not exceed one row of tiles. */
    private static final int BLOCK = 128;

    private Dots() {}

    /**
     * Multiplies rows: out[i][j] = Σᵤ A[i][u]·B[j][u], u &lt; length, or adds that to out. Here A[i][u] is
     * {@code a[aOffset + i * aRowStride + u]}, B likewise, and out[i][j] is
     * {@code out[outOffset + i * outRowStride + j * outColumnStride]}. Rows are read in whole vectors, so each must
     * have {@link Lanes#pad} of its length in its array; what lies beyond the length does not matter, not even NaN.
     *
     * @param a the array of A, aRows × length
     * @param aOffset where A begins
     * @param aRowStride the distance between the rows of A
     * @param aRows the rows of A, at least 0
     * @param b the array of B, bRows × length
     * @param bOffset where B begins
     * @param bRowStride the distance between the rows of B
     * @param bRows the rows of B, at least 0
     * @param length the numbers in a row, at least 0; with 0 the products are zero
     * @param out the array of products
     * @param outOffset where they begin
     * @param outRowStride the distance between products of neighbouring rows of A
     * @param outColumnStride the distance between products of neighbouring rows of B
     * @param accumulate whether to add to what is there instead of overwriting it
     * @throws IndexOutOfBoundsException if rows or products do not fit into their arrays
     */
    public static void multiply(
            float[] a, int aOffset, int aRowStride, int aRows,
            float[] b, int bOffset, int bRowStride, int bRows,
            int length, float[] out, int outOffset, int outRowStride, int outColumnStride, boolean accumulate) {
        int side = side(aRows, bRows);
        int block = Math.max(1, Math.min((aRows + side - 1) / side, BLOCK / (side * Math.max(1, bRows)))) * side;
        float[] sums = LaneSums.scratch(block * bRows);
        for (int i = 0; i < aRows; i += block) {
            int height = Math.min(block, aRows - i);
            if (length > 0) {
                tiles(a, aOffset + i * aRowStride, aRowStride, height, b, bOffset, bRowStride, bRows, length, side,
                        sums);
                LaneSums.fold(sums, height * bRows);
            } else {
                Arrays.fill(sums, 0, height * bRows, 0);
            }
            write(sums, height, bRows, out, outOffset + i * outRowStride, outRowStride, outColumnStride, accumulate);
        }
    }

    /** Leaves a vector for every product, its lanes still to be summed. */
    private static void tiles(
            float[] a, int aOffset, int aRowStride, int aRows,
            float[] b, int bOffset, int bRowStride, int bRows,
            int length, int side, float[] sums) {
        int last = LaneSums.lastVector(length);
        int stride = bRows * WIDTH;
        for (int i = 0; i < aRows; i += side) {
            for (int j = 0; j < bRows; j += side) {
                int aAt = aOffset + i * aRowStride, bAt = bOffset + j * bRowStride, at = i * stride + j * WIDTH;
                if (side == LARGE) {
                    tile4(a, aAt, aRowStride, aRows - i, b, bAt, bRowStride, bRows - j, last, length, sums, at, stride);
                } else {
                    tile3(a, aAt, aRowStride, aRows - i, b, bAt, bRowStride, bRows - j, last, length, sums, at, stride);
                }
            }
        }
    }

    /** The tile that wastes less: 3 × 3 fits 9 × 9, 4 × 4 fits 4 × 4 and 16 × 16 but needs more than 16 registers. */
    private static int side(int aRows, int bRows) {
        int small = (aRows + 2) / 3 * 3 * ((bRows + 2) / 3 * 3);
        int large = (aRows + 3) / 4 * 4 * ((bRows + 3) / 4 * 4);
        return Lanes.REGISTERS >= 32 && large <= small ? LARGE : SMALL;
    }

    private static void write(
            float[] sums, int rows, int columns, float[] out, int outOffset, int rowStride, int columnStride,
            boolean accumulate) {
        if (!accumulate && columnStride == 1 && rowStride == columns) {
            System.arraycopy(sums, 0, out, outOffset, rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = outOffset + i * rowStride + j * columnStride;
                float sum = sums[i * columns + j];
                out[at] = accumulate ? out[at] + sum : sum;
            }
        }
    }

    /** Four rows of A by four of B; missing rows repeat the last, so that they write what it writes. */
    private static void tile4(
            float[] a, int aOffset, int aRowStride, int aRows,
            float[] b, int bOffset, int bRowStride, int bRows,
            int last, int length, float[] sums, int at, int sumsRowStride) {
        int i1 = Math.min(1, aRows - 1), i2 = Math.min(2, aRows - 1), i3 = Math.min(3, aRows - 1);
        int j1 = Math.min(1, bRows - 1), j2 = Math.min(2, bRows - 1), j3 = Math.min(3, bRows - 1);
        int a0 = aOffset, a1 = a0 + i1 * aRowStride, a2 = a0 + i2 * aRowStride, a3 = a0 + i3 * aRowStride;
        int b0 = bOffset, b1 = b0 + j1 * bRowStride, b2 = b0 + j2 * bRowStride, b3 = b0 + j3 * bRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        VectorMask<Float> inside = FLOATS.indexInRange(0, length - last);
        FloatVector x0 = zero.blend(fromArray(FLOATS, a, a0 + last), inside);
        FloatVector x1 = zero.blend(fromArray(FLOATS, a, a1 + last), inside);
        FloatVector x2 = zero.blend(fromArray(FLOATS, a, a2 + last), inside);
        FloatVector x3 = zero.blend(fromArray(FLOATS, a, a3 + last), inside);
        FloatVector y0 = zero.blend(fromArray(FLOATS, b, b0 + last), inside);
        FloatVector y1 = zero.blend(fromArray(FLOATS, b, b1 + last), inside);
        FloatVector y2 = zero.blend(fromArray(FLOATS, b, b2 + last), inside);
        FloatVector y3 = zero.blend(fromArray(FLOATS, b, b3 + last), inside);
        FloatVector s00 = x0.mul(y0), s01 = x0.mul(y1), s02 = x0.mul(y2), s03 = x0.mul(y3);
        FloatVector s10 = x1.mul(y0), s11 = x1.mul(y1), s12 = x1.mul(y2), s13 = x1.mul(y3);
        FloatVector s20 = x2.mul(y0), s21 = x2.mul(y1), s22 = x2.mul(y2), s23 = x2.mul(y3);
        FloatVector s30 = x3.mul(y0), s31 = x3.mul(y1), s32 = x3.mul(y2), s33 = x3.mul(y3);
        for (int u = 0; u < last; u += WIDTH) {
            x0 = fromArray(FLOATS, a, a0 + u);
            x1 = fromArray(FLOATS, a, a1 + u);
            x2 = fromArray(FLOATS, a, a2 + u);
            x3 = fromArray(FLOATS, a, a3 + u);
            y0 = fromArray(FLOATS, b, b0 + u);
            y1 = fromArray(FLOATS, b, b1 + u);
            y2 = fromArray(FLOATS, b, b2 + u);
            y3 = fromArray(FLOATS, b, b3 + u);
            s00 = x0.fma(y0, s00); s01 = x0.fma(y1, s01); s02 = x0.fma(y2, s02); s03 = x0.fma(y3, s03);
            s10 = x1.fma(y0, s10); s11 = x1.fma(y1, s11); s12 = x1.fma(y2, s12); s13 = x1.fma(y3, s13);
            s20 = x2.fma(y0, s20); s21 = x2.fma(y1, s21); s22 = x2.fma(y2, s22); s23 = x2.fma(y3, s23);
            s30 = x3.fma(y0, s30); s31 = x3.fma(y1, s31); s32 = x3.fma(y2, s32); s33 = x3.fma(y3, s33);
        }
        int r0 = at, r1 = at + i1 * sumsRowStride, r2 = at + i2 * sumsRowStride, r3 = at + i3 * sumsRowStride;
        s00.intoArray(sums, r0); s01.intoArray(sums, r0 + j1 * WIDTH);
        s02.intoArray(sums, r0 + j2 * WIDTH); s03.intoArray(sums, r0 + j3 * WIDTH);
        s10.intoArray(sums, r1); s11.intoArray(sums, r1 + j1 * WIDTH);
        s12.intoArray(sums, r1 + j2 * WIDTH); s13.intoArray(sums, r1 + j3 * WIDTH);
        s20.intoArray(sums, r2); s21.intoArray(sums, r2 + j1 * WIDTH);
        s22.intoArray(sums, r2 + j2 * WIDTH); s23.intoArray(sums, r2 + j3 * WIDTH);
        s30.intoArray(sums, r3); s31.intoArray(sums, r3 + j1 * WIDTH);
        s32.intoArray(sums, r3 + j2 * WIDTH); s33.intoArray(sums, r3 + j3 * WIDTH);
    }

    /** Three rows of A by three of B; missing rows repeat the last, so that they write what it writes. */
    private static void tile3(
            float[] a, int aOffset, int aRowStride, int aRows,
            float[] b, int bOffset, int bRowStride, int bRows,
            int last, int length, float[] sums, int at, int sumsRowStride) {
        int i1 = Math.min(1, aRows - 1), i2 = Math.min(2, aRows - 1);
        int j1 = Math.min(1, bRows - 1), j2 = Math.min(2, bRows - 1);
        int a0 = aOffset, a1 = a0 + i1 * aRowStride, a2 = a0 + i2 * aRowStride;
        int b0 = bOffset, b1 = b0 + j1 * bRowStride, b2 = b0 + j2 * bRowStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        VectorMask<Float> inside = FLOATS.indexInRange(0, length - last);
        FloatVector x0 = zero.blend(fromArray(FLOATS, a, a0 + last), inside);
        FloatVector x1 = zero.blend(fromArray(FLOATS, a, a1 + last), inside);
        FloatVector x2 = zero.blend(fromArray(FLOATS, a, a2 + last), inside);
        FloatVector y0 = zero.blend(fromArray(FLOATS, b, b0 + last), inside);
        FloatVector y1 = zero.blend(fromArray(FLOATS, b, b1 + last), inside);
        FloatVector y2 = zero.blend(fromArray(FLOATS, b, b2 + last), inside);
        FloatVector s00 = x0.mul(y0), s01 = x0.mul(y1), s02 = x0.mul(y2);
        FloatVector s10 = x1.mul(y0), s11 = x1.mul(y1), s12 = x1.mul(y2);
        FloatVector s20 = x2.mul(y0), s21 = x2.mul(y1), s22 = x2.mul(y2);
        for (int u = 0; u < last; u += WIDTH) {
            x0 = fromArray(FLOATS, a, a0 + u);
            x1 = fromArray(FLOATS, a, a1 + u);
            x2 = fromArray(FLOATS, a, a2 + u);
            y0 = fromArray(FLOATS, b, b0 + u);
            y1 = fromArray(FLOATS, b, b1 + u);
            y2 = fromArray(FLOATS, b, b2 + u);
            s00 = x0.fma(y0, s00); s01 = x0.fma(y1, s01); s02 = x0.fma(y2, s02);
            s10 = x1.fma(y0, s10); s11 = x1.fma(y1, s11); s12 = x1.fma(y2, s12);
            s20 = x2.fma(y0, s20); s21 = x2.fma(y1, s21); s22 = x2.fma(y2, s22);
        }
        int r0 = at, r1 = at + i1 * sumsRowStride, r2 = at + i2 * sumsRowStride;
        s00.intoArray(sums, r0); s01.intoArray(sums, r0 + j1 * WIDTH);
        s02.intoArray(sums, r0 + j2 * WIDTH);
        s10.intoArray(sums, r1); s11.intoArray(sums, r1 + j1 * WIDTH);
        s12.intoArray(sums, r1 + j2 * WIDTH);
        s20.intoArray(sums, r2); s21.intoArray(sums, r2 + j1 * WIDTH);
        s22.intoArray(sums, r2 + j2 * WIDTH);
    }
}
