package dev.tdn4j.kernels.tornado;

import static dev.tdn4j.kernels.tornado.Wave.GROUP;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Tensor products and constant maps over rows; neighbouring threads work on neighbouring channels. */
final class ProductKernels {

    /** The entries that an item's own matrix may have, so that local memory holds it. */
    static final int MATRIX = 4096;

    /** The rows of an item, at most, whose channels pass through local memory. */
    static final int ROWS = 64;

    /** The channels that are in local memory at a time. */
    private static final int SLICE = 32;

    private static final int PADDED = SLICE + 1;

    private ProductKernels() {}

    /** out[e, k, u] = Σ_ij M_ijk a[e, i, u] b[e, j, u] over the non-zeros of M ({@link SparseTask}). */
    static void multiplySparse(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int id = (context.groupIdx - code.get(entry)) * GROUP + context.localIdx;
        int rows = code.get(task + 1);
        int channels = code.get(task + 2);
        if (id < indices.get(code.get(task)) * rows * channels) {
            int line = id / channels;
            int channel = id - line * channels;
            int item = line / rows;
            int row = line - item * rows;
            int aStep = code.get(task + 5);
            int bStep = code.get(task + 8);
            int a = code.get(task + 3) + item * code.get(task + 4) * aStep + (aStep == 1 ? 0 : channel);
            int b = code.get(task + 6) + item * code.get(task + 7) * bStep + (bStep == 1 ? 0 : channel);
            int starts = code.get(task + 10);
            int columns = code.get(task + 11);
            int values = code.get(task + 12);
            float sum = 0;
            int last = code.get(starts + row + 1);
            for (int t = code.get(starts + row); t < last; t++) {
                sum += arena.get(values + t)
                        * arena.get(a + code.get(columns + 2 * t) * aStep)
                        * arena.get(b + code.get(columns + 2 * t + 1) * bStep);
            }
            arena.set(code.get(task + 9) + id, sum);
        }
    }

    /**
     * out[e, k, u] = Σ_i E_ki x[e, i, u] with the item's own matrix E_ki = Σ_j M_ijk s[e, j] ({@link SharedTask}): E is
     * contracted in local memory once, then used by all channels, four rows at a time.
     */
    static void multiplyShared(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        float[] matrix = context.allocateFloatLocalArray(MATRIX);
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int item = context.groupIdx - code.get(entry);
        int rows = code.get(task + 1);
        int columns = code.get(task + 2);
        int channels = code.get(task + 3);
        boolean active = item < indices.get(code.get(task));
        int entries = active ? rows * columns : 0;
        int shared = code.get(task + 5) + item * code.get(task + 6);
        int starts = code.get(task + 8);
        for (int p = context.localIdx; p < entries; p += GROUP) {
            float sum = 0;
            int last = code.get(starts + p + 1);
            for (int t = code.get(starts + p); t < last; t++) {
                sum += arena.get(code.get(task + 10) + t) * arena.get(shared + code.get(code.get(task + 9) + t));
            }
            matrix[p] = sum;
        }
        context.localBarrier();
        int blocks = active ? (rows + 3) / 4 * channels : 0;
        for (int p = context.localIdx; p < blocks; p += GROUP) {
            int row = p / channels * 4;
            int channel = p - p / channels * channels;
            int e0 = row * columns;
            // Rows behind the last repeat it: their sums are not stored.
            int e1 = row + 1 < rows ? e0 + columns : e0;
            int e2 = row + 2 < rows ? e0 + 2 * columns : e0;
            int e3 = row + 3 < rows ? e0 + 3 * columns : e0;
            int x = code.get(task + 4) + item * columns * channels + channel;
            float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            for (int i = 0; i < columns; i++) {
                float value = arena.get(x + i * channels);
                s0 += matrix[e0 + i] * value;
                s1 += matrix[e1 + i] * value;
                s2 += matrix[e2 + i] * value;
                s3 += matrix[e3 + i] * value;
            }
            int out = code.get(task + 7) + (item * rows + row) * channels + channel;
            arena.set(out, s0);
            if (row + 1 < rows) {
                arena.set(out + channels, s1);
            }
            if (row + 2 < rows) {
                arena.set(out + 2 * channels, s2);
            }
            if (row + 3 < rows) {
                arena.set(out + 3 * channels, s3);
            }
        }
    }

    /**
     * out[e, k] = Σ_ij M_ijk P_ij with P_ij = Σ_u a[e, i, u] b[e, j, u] ({@link ContractionTask}): P is summed in local
     * memory, {@value #SLICE} channels at a time.
     */
    static void contractChannels(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        float[] pairs = context.allocateFloatLocalArray(MATRIX);
        float[] as = context.allocateFloatLocalArray(ROWS * PADDED);
        float[] bs = context.allocateFloatLocalArray(ROWS * PADDED);
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int item = context.groupIdx - code.get(entry);
        int left = code.get(task + 1);
        int right = code.get(task + 2);
        int channels = code.get(task + 3);
        // A group behind the last item works on the last again and stores nothing: all groups meet at the same barriers.
        int items = indices.get(code.get(task));
        boolean active = item < items;
        int read = active ? item : items - 1;
        int a = code.get(task + 4) + read * left * channels;
        int b = code.get(task + 5) + read * right * channels;
        int local = context.localIdx;
        int lane = local % SLICE;
        int line = local / SLICE;
        int tall = TornadoMath.max(left, right);
        for (int first = 0; first < left * right; first += GROUP) {
            int pair = first + local;
            int i = pair / right < left ? pair / right * PADDED : 0;
            int j = pair % right * PADDED;
            float sum = 0;
            for (int from = 0; from < channels; from += SLICE) {
                for (int r = 0; r < tall; r += GROUP / SLICE) {
                    int row = r + line;
                    boolean inside = items > 0 && from + lane < channels;
                    as[row * PADDED + lane] = inside && row < left ? arena.get(a + row * channels + from + lane) : 0;
                    bs[row * PADDED + lane] = inside && row < right ? arena.get(b + row * channels + from + lane) : 0;
                }
                context.localBarrier();
                for (int u = 0; u < SLICE; u++) {
                    sum += as[i + u] * bs[j + u];
                }
                context.localBarrier();
            }
            if (pair < left * right) {
                pairs[pair] = sum;
            }
        }
        context.localBarrier();
        int starts = code.get(task + 8);
        int outputs = active ? code.get(task + 7) : 0;
        for (int k = context.localIdx; k < outputs; k += GROUP) {
            float sum = 0;
            int last = code.get(starts + k + 1);
            for (int t = code.get(starts + k); t < last; t++) {
                sum += arena.get(code.get(task + 10) + t) * pairs[code.get(code.get(task + 9) + t)];
            }
            arena.set(code.get(task + 6) + item * code.get(task + 7) + k, sum);
        }
    }

    /** out[e, o, u] = Σ_i P_oi x[e, i, u] over the non-zeros of P ({@link RowsTask}). */
    static void combineRows(KernelContext context, IntArray at, IntArray code, IntArray indices, FloatArray arena) {
        int entry = Wave.find(at, code, context.groupIdx);
        int task = code.get(entry + 1);
        int id = (context.groupIdx - code.get(entry)) * GROUP + context.localIdx;
        int rows = code.get(task + 1);
        int channels = code.get(task + 2);
        if (id < indices.get(code.get(task)) * rows * channels) {
            int line = id / channels;
            int item = line / rows;
            int row = line - item * rows;
            int x = code.get(task + 3) + item * code.get(task + 4) * channels + id - line * channels;
            int starts = code.get(task + 6);
            float sum = 0;
            int last = code.get(starts + row + 1);
            for (int t = code.get(starts + row); t < last; t++) {
                sum += arena.get(code.get(task + 8) + t) * arena.get(x + code.get(code.get(task + 7) + t) * channels);
            }
            arena.set(code.get(task + 5) + id, sum);
        }
    }
}
