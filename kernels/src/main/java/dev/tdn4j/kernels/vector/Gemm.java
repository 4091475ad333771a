package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

/**
 * Products of matrices: C = A·B or C += A·B, from 9×9 by 9×64, where a call must cost little, to thousands of rows.
 *
 * <p>C is computed in tiles of up to 6 rows and 4 vectors (2 where the machine has 16 vector registers), held in
 * registers over the whole depth, as in Goto and van de Geijn, "Anatomy of high-performance matrix multiplication",
 * ACM TOMS 34, 12 (2008). B is read in place where its rows are close together or A has few rows, and else through
 * a copied panel of the thread's own. Every element of C is one chain of fused multiply-adds in order of depth,
 * whatever the tile it falls in, so the result does not depend on how rows are split between calls.
 */
public final class Gemm {

    /** Rows of the tallest tile: 6 × 4 sums, 4 vectors of B and a broadcast number take 29 of 32 registers. */
    private static final int TILE_ROWS = 6;

    /** Columns of the widest tile. */
    private static final int WIDEST = (Lanes.REGISTERS >= 32 ? 4 : 2) * WIDTH;

    /** From so many rows on, copying a panel of B costs less than reading its rows from far apart. */
    private static final int PACKED_ROWS = 48;

    /** Rows of a packed panel: 128 × 64 floats leave room in a first-level cache for the rows of A. */
    private static final int PACKED_DEPTH = 128;

    /** So long an array is placed by itself and stays there, so that {@link PackedMatrix#ALIGNED} holds. */
    private static final int LARGE = 1 << 20;

    /** Each thread's packed panel, from {@link PackedMatrix#ALIGNED} on. */
    private static final ThreadLocal<float[]> PANEL = ThreadLocal.withInitial(() -> new float[LARGE]);

    private Gemm() {}

    /**
     * Multiplies: C[i][j] = Σₖ A[i,k]·B[k][j], or adds that to C. Here A[i,k] is
     * {@code a[aOffset + i * aRowStride + k * aDepthStride]}, so that A may be transposed, B[k][j] is
     * {@code b[bOffset + k * bRowStride + j]} and C[i][j] is {@code c[cOffset + i * cRowStride + j]}. C must overlap
     * neither A nor B.
     *
     * @param a the array of A, rows × depth
     * @param aOffset where A begins
     * @param aRowStride the distance between the rows of A
     * @param aDepthStride the distance between the columns of A
     * @param b the array of B, depth × columns
     * @param bOffset where B begins
     * @param bRowStride the distance between the rows of B
     * @param c the array of C, rows × columns
     * @param cOffset where C begins
     * @param cRowStride the distance between the rows of C
     * @param rows the rows of A and C, at least 0
     * @param columns the columns of B and C, a multiple of {@link Lanes#WIDTH}
     * @param depth the columns of A and rows of B, at least 0; with 0 the product is zero
     * @param accumulate whether to add to C instead of overwriting it
     * @throws IllegalArgumentException if {@code columns} is not a multiple of the lane count
     * @throws IndexOutOfBoundsException if a matrix does not fit into its array
     */
    public static void multiply(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride,
            int rows, int columns, int depth, boolean accumulate) {
        requireVectors(columns);
        for (int column = 0; column < columns; ) {
            int width = width(columns - column);
            if (rows >= PACKED_ROWS && bRowStride > width) {
                packed(a, aOffset, aRowStride, aDepthStride, b, bOffset + column, bRowStride,
                        c, cOffset + column, cRowStride, rows, width, depth, accumulate);
            } else {
                panel(a, aOffset, aRowStride, aDepthStride, b, bOffset + column, bRowStride,
                        c, cOffset + column, cRowStride, rows, width, depth, accumulate);
            }
            column += width;
        }
    }

    /**
     * Multiplies several matrices by one: C_g[i][j] = Σₖ A_g[i,k]·B[k][j] for every group g, or adds that to C, to the same
     * bits as group by group. A_g and C_g begin {@code g * aGroupStride} and {@code g * cGroupStride} after the first.
     *
     * @param a the array of A, groups × rows × depth, whose columns lie side by side
     * @param aOffset where A of the first group begins
     * @param aRowStride the distance between the rows of A
     * @param aGroupStride the distance between the groups of A
     * @param b the array of B, depth × columns
     * @param bOffset where B begins
     * @param bRowStride the distance between the rows of B
     * @param c the array of C, groups × rows × columns
     * @param cOffset where C of the first group begins
     * @param cRowStride the distance between the rows of C
     * @param cGroupStride the distance between the groups of C
     * @param rows the rows of A and C in a group, at least 0
     * @param groups how many groups, at least 0
     * @param columns the columns of B and C, a multiple of {@link Lanes#WIDTH}
     * @param depth the columns of A and rows of B, at least 0; with 0 the product is zero
     * @param accumulate whether to add to C instead of overwriting it
     * @throws IllegalArgumentException if {@code columns} is not a multiple of the lane count
     * @throws IndexOutOfBoundsException if a matrix does not fit into its array
     */
    public static void multiply(
            float[] a, int aOffset, int aRowStride, int aGroupStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride, int cGroupStride,
            int rows, int groups, int columns, int depth, boolean accumulate) {
        requireVectors(columns);
        float[] panel = PANEL.get();
        for (int column = 0; column < columns; ) {
            int width = width(columns - column);
            boolean packs = rows * groups >= PACKED_ROWS && bRowStride > width;
            int start = 0;
            do {
                int slice = packs ? Math.min(PACKED_DEPTH, depth - start) : depth;
                if (packs) {
                    pack(b, bOffset + start * bRowStride + column, bRowStride, slice, width, panel);
                }
                for (int g = 0; g < groups; g++) {
                    panel(a, aOffset + g * aGroupStride + start, aRowStride, 1,
                            packs ? panel : b, packs ? PackedMatrix.ALIGNED : bOffset + column, packs ? width : bRowStride,
                            c, cOffset + g * cGroupStride + column, cRowStride, rows, width, slice, accumulate || start > 0);
                }
                start += slice;
            } while (start < depth);
            column += width;
        }
    }

    /**
     * Multiplies several matrices by adjacent rows of a matrix packed before: C_g[i][j] = Σₖ A_g[i,k]·B[bRow + k][j] for every
     * group g, or adds that to C, to the same bits as with B as it was.
     *
     * @param a the array of A, groups × rows × depth, whose columns lie side by side
     * @param aOffset where A of the first group begins
     * @param aRowStride the distance between the rows of A
     * @param aGroupStride the distance between the groups of A
     * @param b B, of whose rows the depth is a part
     * @param bRow the first of these rows
     * @param c the array of C, groups × rows × columns of B
     * @param cOffset where C of the first group begins
     * @param cRowStride the distance between the rows of C
     * @param cGroupStride the distance between the groups of C
     * @param rows the rows of A and C in a group, at least 0
     * @param groups how many groups, at least 0
     * @param depth the columns of A, at least 0; with 0 the product is zero
     * @param accumulate whether to add to C instead of overwriting it
     * @throws IndexOutOfBoundsException if a matrix does not fit into its array
     */
    public static void multiply(
            float[] a, int aOffset, int aRowStride, int aGroupStride, PackedMatrix b, int bRow,
            float[] c, int cOffset, int cRowStride, int cGroupStride, int rows, int groups, int depth, boolean accumulate) {
        for (int column = 0; column < b.columns(); ) {
            int width = width(b.columns() - column);
            int start = 0;
            do {
                int slice = Math.min(PACKED_DEPTH, depth - start);
                for (int g = 0; g < groups; g++) {
                    panel(a, aOffset + g * aGroupStride + start, aRowStride, 1,
                            b.storage(), b.start(column) + (bRow + start) * width, width,
                            c, cOffset + g * cGroupStride + column, cRowStride, rows, width, slice, accumulate || start > 0);
                }
                start += slice;
            } while (start < depth);
            column += width;
        }
    }

    private static void requireVectors(int columns) {
        if ((columns & (WIDTH - 1)) != 0) {
            throw new IllegalArgumentException(
                    "columns must be a multiple of the lane count " + WIDTH + ", but is " + columns);
        }
    }

    private static void pack(float[] b, int bOffset, int bRowStride, int depth, int width, float[] panel) {
        for (int k = 0; k < depth; k++) {
            System.arraycopy(b, bOffset + k * bRowStride, panel, PackedMatrix.ALIGNED + k * width, width);
        }
    }

    /**
     * Multiplies by a matrix packed before: C[i][j] = Σₖ A[i,k]·B[k][j], or adds that to C, to the same bits as
     * {@link #multiply(float[], int, int, int, float[], int, int, float[], int, int, int, int, int, boolean)}.
     *
     * @param a the array of A, rows × depth
     * @param aOffset where A begins
     * @param aRowStride the distance between the rows of A
     * @param aDepthStride the distance between the columns of A
     * @param b B, whose rows are the depth
     * @param c the array of C, rows × columns of B
     * @param cOffset where C begins
     * @param cRowStride the distance between the rows of C
     * @param rows the rows of A and C, at least 0
     * @param accumulate whether to add to C instead of overwriting it
     * @throws IndexOutOfBoundsException if a matrix does not fit into its array
     */
    public static void multiply(
            float[] a, int aOffset, int aRowStride, int aDepthStride, PackedMatrix b,
            float[] c, int cOffset, int cRowStride, int rows, boolean accumulate) {
        for (int column = 0; column < b.columns(); ) {
            int width = width(b.columns() - column);
            int start = 0;
            do {
                int slice = Math.min(PACKED_DEPTH, b.depth() - start);
                panel(a, aOffset + start * aDepthStride, aRowStride, aDepthStride,
                        b.storage(), b.start(column) + start * width, width,
                        c, cOffset + column, cRowStride, rows, width, slice, accumulate || start > 0);
                start += slice;
            } while (start < b.depth());
            column += width;
        }
    }

    /** The widest tile that fits into so many columns. */
    static int width(int columns) {
        return columns >= WIDEST ? WIDEST : columns >= 2 * WIDTH ? 2 * WIDTH : WIDTH;
    }

    /** A panel with its part of B copied in slices of the depth; a later slice adds to what an earlier one left. */
    private static void packed(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride,
            int rows, int width, int depth, boolean accumulate) {
        float[] panel = PANEL.get();
        int start = 0;
        do {
            int slice = Math.min(PACKED_DEPTH, depth - start);
            pack(b, bOffset + start * bRowStride, bRowStride, slice, width, panel);
            panel(a, aOffset + start * aDepthStride, aRowStride, aDepthStride,
                    panel, PackedMatrix.ALIGNED, width,
                    c, cOffset, cRowStride, rows, width, slice, accumulate || start > 0);
            start += slice;
        } while (start < depth);
    }

    /** The columns of one width of tile; tiles of nearly equal height, because low ones waste time. */
    private static void panel(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride,
            int rows, int width, int depth, boolean accumulate) {
        int tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
        for (int row = 0; tiles > 0; tiles--) {
            int height = (rows - row + tiles - 1) / tiles;
            tile(a, aOffset + row * aRowStride, aRowStride, aDepthStride, b, bOffset, bRowStride,
                    c, cOffset + row * cRowStride, cRowStride, height, width, depth, accumulate);
            row += height;
        }
    }

    /** Hands a tile to its micro-kernel. */
    private static void tile(
            float[] a, int aOffset, int aRowStride, int aDepthStride,
            float[] b, int bOffset, int bRowStride,
            float[] c, int cOffset, int cRowStride,
            int height, int width, int depth, boolean accumulate) {
        if (width == 4 * WIDTH && height == TILE_ROWS && aRowStride == 1 && bRowStride == width) {
            TransposedTiles4.rows6(a, aOffset, aDepthStride, b, bOffset, c, cOffset, cRowStride, depth, accumulate);
        } else if (width == 4 * WIDTH) {
            switch (height) {
                case 6 -> Tiles4.rows6(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, depth, accumulate);
                case 5 -> Tiles4.rows5(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, depth, accumulate);
                default -> Tiles4.rows4(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, height, depth, accumulate);
            }
        } else if (width == 2 * WIDTH) {
            switch (height) {
                case 6 -> Tiles2.rows6(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, depth, accumulate);
                case 5 -> Tiles2.rows5(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, depth, accumulate);
                default -> Tiles2.rows4(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, height, depth, accumulate);
            }
        } else {
            switch (height) {
                case 6 -> Tiles1.rows6(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, depth, accumulate);
                case 5 -> Tiles1.rows5(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, depth, accumulate);
                default -> Tiles1.rows4(a, aOffset, aRowStride, aDepthStride, b, bOffset, bRowStride,
                        c, cOffset, cRowStride, height, depth, accumulate);
            }
        }
    }
}
