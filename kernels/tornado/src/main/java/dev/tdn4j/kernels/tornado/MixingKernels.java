package dev.tdn4j.kernels.tornado;

import static dev.tdn4j.kernels.tornado.Wave.GROUP;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Matrix products that mix channels, by tiles of the result: both operands pass through local memory, {@value #DEPTH} terms
 * at a time, and each of the group's threads keeps its entries of the tile in registers.
 */
final class MixingKernels {

    /** Rows and columns of a group's part of the result. */
    static final int TILE = 64;

    /** Rows of a group's part of the result where they are many. */
    static final int ROWS = 128;

    /** Terms that are in local memory at a time. */
    static final int DEPTH = 16;

    /** One more than a tile, so that threads that write a column write to different banks. */
    private static final int PADDED = TILE + 1;

    private static final int TALL = ROWS + 1;

    private static final int SIDE = 16;

    private MixingKernels() {}

    /**
     * out[r, m] = Σ_k x[r, k] w[k, m] over all rows of all items ({@link LinearTask}). The entries are variables, not an
     * array, because only variables become registers; eight rows a thread make 32 multiplications of 12 reads.
     */
    static void mixChannels(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        float[] xs = context.allocateFloatLocalArray(DEPTH * TALL);
        float[] ws = context.allocateFloatLocalArray(DEPTH * PADDED);
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int group = context.groupIdx - code.get(entry);
        int rowsAnItem = code.get(task + 1);
        int depth = code.get(task + 2);
        int channels = code.get(task + 3);
        int weights = code.get(task + 7);
        int weightRow = code.get(task + 8);
        int weightColumn = code.get(task + 9);
        int total = indices.get(code.get(task)) * rowsAnItem;
        int tiles = (channels + TILE - 1) / TILE;
        int firstRow = group / tiles * ROWS;
        int firstColumn = (group - group / tiles * tiles) * TILE;
        int local = context.localIdx;
        int tx = local % SIDE;
        int ty = local / SIDE;
        int x0 = rowPlace(code, task, firstRow + ty, rowsAnItem, total);
        int x1 = rowPlace(code, task, firstRow + ty + 16, rowsAnItem, total);
        int x2 = rowPlace(code, task, firstRow + ty + 32, rowsAnItem, total);
        int x3 = rowPlace(code, task, firstRow + ty + 48, rowsAnItem, total);
        int x4 = rowPlace(code, task, firstRow + ty + 64, rowsAnItem, total);
        int x5 = rowPlace(code, task, firstRow + ty + 80, rowsAnItem, total);
        int x6 = rowPlace(code, task, firstRow + ty + 96, rowsAnItem, total);
        int x7 = rowPlace(code, task, firstRow + ty + 112, rowsAnItem, total);
        int column = firstColumn + local % TILE;
        float c00 = 0, c01 = 0, c02 = 0, c03 = 0;
        float c10 = 0, c11 = 0, c12 = 0, c13 = 0;
        float c20 = 0, c21 = 0, c22 = 0, c23 = 0;
        float c30 = 0, c31 = 0, c32 = 0, c33 = 0;
        float c40 = 0, c41 = 0, c42 = 0, c43 = 0;
        float c50 = 0, c51 = 0, c52 = 0, c53 = 0;
        float c60 = 0, c61 = 0, c62 = 0, c63 = 0;
        float c70 = 0, c71 = 0, c72 = 0, c73 = 0;
        for (int k0 = 0; k0 < depth; k0 += DEPTH) {
            int k = k0 + tx;
            xs[tx * TALL + ty] = k < depth && x0 >= 0 ? arena.get(x0 + k) : 0;
            xs[tx * TALL + ty + 16] = k < depth && x1 >= 0 ? arena.get(x1 + k) : 0;
            xs[tx * TALL + ty + 32] = k < depth && x2 >= 0 ? arena.get(x2 + k) : 0;
            xs[tx * TALL + ty + 48] = k < depth && x3 >= 0 ? arena.get(x3 + k) : 0;
            xs[tx * TALL + ty + 64] = k < depth && x4 >= 0 ? arena.get(x4 + k) : 0;
            xs[tx * TALL + ty + 80] = k < depth && x5 >= 0 ? arena.get(x5 + k) : 0;
            xs[tx * TALL + ty + 96] = k < depth && x6 >= 0 ? arena.get(x6 + k) : 0;
            xs[tx * TALL + ty + 112] = k < depth && x7 >= 0 ? arena.get(x7 + k) : 0;
            for (int j = local / TILE; j < DEPTH; j += GROUP / TILE) {
                ws[j * PADDED + local % TILE] = k0 + j < depth && column < channels
                        ? arena.get(weights + (k0 + j) * weightRow + column * weightColumn)
                        : 0;
            }
            context.localBarrier();
            for (int j = 0; j < DEPTH; j++) {
                int a = j * TALL + ty;
                int b = j * PADDED + tx;
                float b0 = ws[b];
                float b1 = ws[b + 16];
                float b2 = ws[b + 32];
                float b3 = ws[b + 48];
                float a0 = xs[a];
                c00 += a0 * b0;
                c01 += a0 * b1;
                c02 += a0 * b2;
                c03 += a0 * b3;
                float a1 = xs[a + 16];
                c10 += a1 * b0;
                c11 += a1 * b1;
                c12 += a1 * b2;
                c13 += a1 * b3;
                float a2 = xs[a + 32];
                c20 += a2 * b0;
                c21 += a2 * b1;
                c22 += a2 * b2;
                c23 += a2 * b3;
                float a3 = xs[a + 48];
                c30 += a3 * b0;
                c31 += a3 * b1;
                c32 += a3 * b2;
                c33 += a3 * b3;
                float a4 = xs[a + 64];
                c40 += a4 * b0;
                c41 += a4 * b1;
                c42 += a4 * b2;
                c43 += a4 * b3;
                float a5 = xs[a + 80];
                c50 += a5 * b0;
                c51 += a5 * b1;
                c52 += a5 * b2;
                c53 += a5 * b3;
                float a6 = xs[a + 96];
                c60 += a6 * b0;
                c61 += a6 * b1;
                c62 += a6 * b2;
                c63 += a6 * b3;
                float a7 = xs[a + 112];
                c70 += a7 * b0;
                c71 += a7 * b1;
                c72 += a7 * b2;
                c73 += a7 * b3;
            }
            context.localBarrier();
        }
        int out = code.get(task + 10);
        int to = firstColumn + tx;
        storeRow(arena, out, firstRow + ty, total, to, channels, c00, c01, c02, c03);
        storeRow(arena, out, firstRow + ty + 16, total, to, channels, c10, c11, c12, c13);
        storeRow(arena, out, firstRow + ty + 32, total, to, channels, c20, c21, c22, c23);
        storeRow(arena, out, firstRow + ty + 48, total, to, channels, c30, c31, c32, c33);
        storeRow(arena, out, firstRow + ty + 64, total, to, channels, c40, c41, c42, c43);
        storeRow(arena, out, firstRow + ty + 80, total, to, channels, c50, c51, c52, c53);
        storeRow(arena, out, firstRow + ty + 96, total, to, channels, c60, c61, c62, c63);
        storeRow(arena, out, firstRow + ty + 112, total, to, channels, c70, c71, c72, c73);
    }

    /** Where a row of x begins, −1 behind the last. */
    private static int rowPlace(IntArray code, int task, int row, int rowsAnItem, int total) {
        int item = row / rowsAnItem;
        return row < total
                ? code.get(task + 4) + item * code.get(task + 5) + (row - item * rowsAnItem) * code.get(task + 6)
                : -1;
    }

    /** Writes four entries of a row, 16 columns apart. */
    private static void storeRow(
            FloatArray arena, int out, int row, int rows, int column, int columns, float c0, float c1, float c2, float c3) {
        int place = out + row * columns + column;
        if (row < rows) {
            if (column < columns) {
                arena.set(place, c0);
            }
            if (column + 16 < columns) {
                arena.set(place + 16, c1);
            }
            if (column + 32 < columns) {
                arena.set(place + 32, c2);
            }
            if (column + 48 < columns) {
                arena.set(place + 48, c3);
            }
        }
    }

    /** Parts of out[k, m] = Σ_r x[r, k] g[r, m]: each of some chunks of rows has a result of its own ({@link OuterTask}). */
    static void sumOuterProducts(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        float[] xs = context.allocateFloatLocalArray(DEPTH * PADDED);
        float[] gs = context.allocateFloatLocalArray(DEPTH * PADDED);
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int group = context.groupIdx - code.get(entry);
        int left = code.get(task + 2);
        int right = code.get(task + 3);
        int chunks = code.get(task + 7);
        int total = indices.get(code.get(task)) * code.get(task + 1);
        int tilesLeft = (left + TILE - 1) / TILE;
        int tilesRight = (right + TILE - 1) / TILE;
        int chunk = group / (tilesLeft * tilesRight);
        int tile = group - chunk * tilesLeft * tilesRight;
        int firstLeft = tile / tilesRight * TILE;
        int firstRight = (tile - tile / tilesRight * tilesRight) * TILE;
        int length = (total + chunks - 1) / chunks;
        int end = TornadoMath.min(total, chunk * length + length);
        int local = context.localIdx;
        int tx = local % SIDE;
        int ty = local / SIDE;
        int k = firstLeft + local % TILE;
        int m = firstRight + local % TILE;
        float c00 = 0, c01 = 0, c02 = 0, c03 = 0;
        float c10 = 0, c11 = 0, c12 = 0, c13 = 0;
        float c20 = 0, c21 = 0, c22 = 0, c23 = 0;
        float c30 = 0, c31 = 0, c32 = 0, c33 = 0;
        for (int r0 = chunk * length; r0 < end; r0 += DEPTH) {
            for (int j = local / TILE; j < DEPTH; j += GROUP / TILE) {
                int r = r0 + j;
                xs[j * PADDED + local % TILE] = r < end && k < left ? arena.get(code.get(task + 4) + r * left + k) : 0;
                gs[j * PADDED + local % TILE] = r < end && m < right ? arena.get(code.get(task + 5) + r * right + m) : 0;
            }
            context.localBarrier();
            for (int j = 0; j < DEPTH; j++) {
                int a = j * PADDED + ty;
                int b = j * PADDED + tx;
                float a0 = xs[a], a1 = xs[a + 16], a2 = xs[a + 32], a3 = xs[a + 48];
                float b0 = gs[b], b1 = gs[b + 16], b2 = gs[b + 32], b3 = gs[b + 48];
                c00 += a0 * b0;
                c01 += a0 * b1;
                c02 += a0 * b2;
                c03 += a0 * b3;
                c10 += a1 * b0;
                c11 += a1 * b1;
                c12 += a1 * b2;
                c13 += a1 * b3;
                c20 += a2 * b0;
                c21 += a2 * b1;
                c22 += a2 * b2;
                c23 += a2 * b3;
                c30 += a3 * b0;
                c31 += a3 * b1;
                c32 += a3 * b2;
                c33 += a3 * b3;
            }
            context.localBarrier();
        }
        int out = code.get(task + 6) + chunk * left * right;
        int to = firstRight + tx;
        storeRow(arena, out, firstLeft + ty, left, to, right, c00, c01, c02, c03);
        storeRow(arena, out, firstLeft + ty + 16, left, to, right, c10, c11, c12, c13);
        storeRow(arena, out, firstLeft + ty + 32, left, to, right, c20, c21, c22, c23);
        storeRow(arena, out, firstLeft + ty + 48, left, to, right, c30, c31, c32, c33);
    }
}
