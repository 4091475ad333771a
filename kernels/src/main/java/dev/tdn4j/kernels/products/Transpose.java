package dev.tdn4j.kernels.products;

/** Transposition of matrices between samples beside one another and components beside one another. */
final class Transpose {

    private static final int BLOCK = 16;

    private Transpose() {}

    /** to[c][r] = from[r][c]. */
    static void apply(
            float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int rows, int columns) {
        for (int r0 = 0; r0 < rows; r0 += BLOCK) {
            int r1 = Math.min(rows, r0 + BLOCK);
            for (int c = 0; c < columns; c++) {
                for (int r = r0; r < r1; r++) {
                    to[toAt + c * toStride + r] = from[fromAt + r * fromStride + c];
                }
            }
        }
    }
}
