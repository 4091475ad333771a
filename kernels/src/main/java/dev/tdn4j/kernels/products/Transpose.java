package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Transposition of matrices between samples beside one another and components beside one another. */
final class Transpose {

    /** Rows that the interleaving network takes at once. */
    private static final int BLOCK = 16;

    /** The floats of the buffer that the network needs. */
    static final int BUFFER = 2 * BLOCK * BLOCK;

    /** Lanes of two vectors in turn: of their lower halves, and of their upper halves. */
    private static final FloatVector LOWER = lanes(0), UPPER = lanes(WIDTH / 2);

    private Transpose() {}

    private static FloatVector lanes(int from) {
        float[] lanes = new float[WIDTH];
        for (int t = 0; t < WIDTH; t++) {
            lanes[t] = from + t / 2 + t % 2 * WIDTH;
        }
        return fromArray(FLOATS, lanes, 0);
    }

    /**
     * to[c][r] = from[r][c].
     *
     * @param buffer of {@link #BUFFER} floats
     */
    static void apply(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int rows, int columns,
            float[] buffer) {
        int wholeRows = WIDTH == BLOCK ? rows & -BLOCK : 0, wholeColumns = columns & -BLOCK;
        for (int r = 0; r < wholeRows; r += BLOCK) {
            for (int c = 0; c < wholeColumns; c += BLOCK) {
                block(from, fromAt + r * fromStride + c, fromStride, to, toAt + c * toStride + r, toStride, buffer);
            }
            rest(from, fromAt, fromStride, to, toAt, toStride, r, r + BLOCK, wholeColumns, columns);
        }
        rest(from, fromAt, fromStride, to, toAt, toStride, wholeRows, rows, 0, columns);
    }

    /** Interleaving row r with row r + 8 of 16, four times over, is the transposition of 16×16. */
    private static void block(float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, float[] buffer) {
        interleave(from, fromAt, fromStride, buffer, 0, BLOCK);
        interleave(buffer, 0, BLOCK, buffer, BLOCK * BLOCK, BLOCK);
        interleave(buffer, BLOCK * BLOCK, BLOCK, buffer, 0, BLOCK);
        interleave(buffer, 0, BLOCK, to, toAt, toStride);
    }

    private static void interleave(float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride) {
        for (int r = 0; r < BLOCK / 2; r++) {
            FloatVector a = fromArray(FLOATS, from, fromAt + r * fromStride);
            FloatVector b = fromArray(FLOATS, from, fromAt + (r + BLOCK / 2) * fromStride);
            LOWER.selectFrom(a, b).intoArray(to, toAt + 2 * r * toStride);
            UPPER.selectFrom(a, b).intoArray(to, toAt + (2 * r + 1) * toStride);
        }
    }

    private static void rest(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride,
            int rowFrom, int rowTo, int columnFrom, int columnTo) {
        for (int c = columnFrom; c < columnTo; c++) {
            for (int r = rowFrom; r < rowTo; r++) {
                to[toAt + c * toStride + r] = from[fromAt + r * fromStride + c];
            }
        }
    }
}
