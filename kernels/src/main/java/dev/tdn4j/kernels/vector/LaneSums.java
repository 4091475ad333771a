package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over lanes. The Vector API leaves the order of its own lane reductions open; here it is a fixed tree, the same
 * for every sum: neighbours first, then neighbours of pairs, and so on. As many vectors as there are lanes are summed
 * at once, because every step of the tree halves two vectors into one.
 */
public final class LaneSums {

    /** Rows that are summed together. */
    private static final int BLOCK = 64;

    private static final VectorMask<Float> ODD_1 = odd(1);
    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorMask<Float> ODD_4 = odd(4);
    private static final VectorMask<Float> ODD_8 = odd(8);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_8 = swap(8);

    /** Each thread's vectors on their way to being sums. */
    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[(BLOCK + 1) * WIDTH]);

    private LaneSums() {}

    /**
     * Sums each row: {@code out[outOffset + i * outStride]} = Σᵤ {@code x[xOffset + i * xRowStride + u]} over
     * u &lt; length. Rows are read in whole vectors, so each must have {@link Lanes#pad} of its length in its array;
     * what lies beyond the length does not matter, not even NaN.
     *
     * @param x the array of rows
     * @param xOffset where they begin
     * @param xRowStride the distance between rows
     * @param rows the number of rows, at least 0
     * @param length the numbers in a row, at least 0
     * @param out the array of sums
     * @param outOffset where they begin
     * @param outStride the distance between sums
     * @throws IndexOutOfBoundsException if rows or sums do not fit into their arrays
     */
    public static void rowSums(
            float[] x, int xOffset, int xRowStride, int rows, int length, float[] out, int outOffset, int outStride) {
        if (length == 0) {
            for (int i = 0; i < rows; i++) {
                out[outOffset + i * outStride] = 0;
            }
            return;
        }
        float[] sums = scratch(BLOCK);
        int last = lastVector(length);
        VectorMask<Float> inside = FLOATS.indexInRange(0, length - last);
        for (int start = 0; start < rows; start += BLOCK) {
            int count = Math.min(BLOCK, rows - start);
            for (int i = 0; i < count; i++) {
                int at = xOffset + (start + i) * xRowStride;
                FloatVector sum = FloatVector.zero(FLOATS).blend(FloatVector.fromArray(FLOATS, x, at + last), inside);
                for (int u = 0; u < last; u += WIDTH) {
                    sum = sum.add(FloatVector.fromArray(FLOATS, x, at + u));
                }
                sum.intoArray(sums, i * WIDTH);
            }
            fold(sums, count);
            for (int i = 0; i < count; i++) {
                out[outOffset + (start + i) * outStride] = sums[i];
            }
        }
    }

    /** Where the last vector of a row begins; between 1 and WIDTH lanes of it are inside. */
    static int lastVector(int length) {
        return (length - 1) & -WIDTH;
    }

    /** The thread's own array, with room for so many vectors and one more. */
    static float[] scratch(int vectors) {
        float[] scratch = SCRATCH.get();
        if (scratch.length < (vectors + 1) * WIDTH) {
            scratch = new float[(vectors + 1) * WIDTH];
            SCRATCH.set(scratch);
        }
        return scratch;
    }

    /**
     * Replaces vectors by the sums of their lanes: vector i, at i·WIDTH, by the number at i. The array must have room
     * for one vector more.
     */
    static void fold(float[] vectors, int count) {
        int left = count;
        if (WIDTH >= 2) {
            left = halve(vectors, left, ODD_1, SWAP_1);
        }
        if (WIDTH >= 4) {
            left = halve(vectors, left, ODD_2, SWAP_2);
        }
        if (WIDTH >= 8) {
            left = halve(vectors, left, ODD_4, SWAP_4);
        }
        if (WIDTH >= 16) {
            halve(vectors, left, ODD_8, SWAP_8);
        }
    }

    /** Of every two vectors x, y makes one: the sums of pairs of lanes, of x in even places and of y in odd ones. */
    private static int halve(float[] vectors, int count, VectorMask<Float> odd, VectorShuffle<Float> swap) {
        int pairs = (count + 1) / 2;
        for (int i = 0; i < pairs; i++) {
            FloatVector x = FloatVector.fromArray(FLOATS, vectors, 2 * i * WIDTH);
            FloatVector y = FloatVector.fromArray(FLOATS, vectors, (2 * i + 1) * WIDTH);
            x.blend(y, odd).add(y.blend(x, odd).rearrange(swap)).intoArray(vectors, i * WIDTH);
        }
        return pairs;
    }

    /** Lanes whose index has the bit set. */
    private static VectorMask<Float> odd(int bit) {
        long bits = 0;
        for (int lane = 0; lane < WIDTH; lane++) {
            bits |= (lane & bit) != 0 ? 1L << lane : 0;
        }
        return VectorMask.fromLong(FLOATS, bits);
    }

    /** Exchanges lanes that differ in the bit; the identity if there are none. */
    private static VectorShuffle<Float> swap(int bit) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ bit) < WIDTH ? lane ^ bit : lane);
    }
}
