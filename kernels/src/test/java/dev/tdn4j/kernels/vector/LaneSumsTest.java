package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link LaneSums} and {@link Dots} against plain loops in double. */
class LaneSumsTest {

    private static final int[] LENGTHS = {0, 1, 2, 7, 8, 15, 16, 17, 31, 33, 64, 100};

    /** Rows of random numbers with NaN wherever padding lies. */
    private static float[] rows(SplittableRandom random, int offset, int stride, int rows, int length) {
        float[] x = new float[offset + rows * stride];
        Arrays.fill(x, Float.NaN);
        for (int i = 0; i < rows; i++) {
            for (int u = 0; u < length; u++) {
                x[offset + i * stride + u] = (float) random.nextDouble(-1, 1);
            }
        }
        return x;
    }

    private static int stride(int length, int gap) {
        return Lanes.pad(length) + gap;
    }

    @Test
    void rowSums() {
        SplittableRandom random = new SplittableRandom(1);
        for (int length : LENGTHS) {
            for (int rows : new int[] {0, 1, 2, 3, 9, 17, 63, 64, 65, 130}) {
                int offset = random.nextInt(5), stride = stride(length, random.nextInt(3));
                int step = 1 + random.nextInt(3);
                float[] x = rows(random, offset, stride, rows, length);
                float[] out = new float[3 + rows * step];
                Arrays.fill(out, 7);
                LaneSums.rowSums(x, offset, stride, rows, length, out, 2, step);
                float[] expected = out.clone();
                Arrays.fill(expected, 7);
                for (int i = 0; i < rows; i++) {
                    double sum = 0, size = 0;
                    for (int u = 0; u < length; u++) {
                        sum += x[offset + i * stride + u];
                        size += Math.abs(x[offset + i * stride + u]);
                    }
                    // Any order of n − 1 additions errs by at most (n − 1)·2⁻²⁴ times the sum of absolute values.
                    assertEquals(sum, out[2 + i * step], length * 0x1p-24 * size, rows + " rows of " + length);
                    expected[2 + i * step] = out[2 + i * step];
                }
                assertTrue(Arrays.equals(expected, out), "nothing but sums is written");
            }
        }
    }

    @Test
    void dots() {
        SplittableRandom random = new SplittableRandom(2);
        for (int length : LENGTHS) {
            for (int aRows = 0; aRows <= 20; aRows++) {
                dots(random, length, aRows, random.nextInt(21), random.nextBoolean(), random.nextBoolean());
            }
            dots(random, length, 9, 9, false, false);
            dots(random, length, 49, 49, true, false);
        }
    }

    private static void dots(
            SplittableRandom random, int length, int aRows, int bRows, boolean accumulate, boolean transposed) {
        int offset = random.nextInt(5), aStride = stride(length, random.nextInt(3)), bStride = stride(length, 0);
        int rowStride = transposed ? 1 : bRows, columnStride = transposed ? aRows : 1;
        float[] a = rows(random, offset, aStride, aRows, length);
        float[] b = rows(random, offset, bStride, bRows, length);
        float[] before = GemmTest.random(random, aRows * bRows + 5);
        float[] after = before.clone();
        Dots.multiply(a, offset, aStride, aRows, b, offset, bStride, bRows, length, after, 3, rowStride, columnStride,
                accumulate);
        float[] again = before.clone();
        Dots.multiply(a, offset, aStride, aRows, b, offset, bStride, bRows, length, again, 3, rowStride, columnStride,
                accumulate);
        assertTrue(Arrays.equals(after, again), "results repeat");
        float[] single = new float[1];
        for (int i = 0; i < aRows; i++) {
            for (int j = 0; j < bRows; j++) {
                int at = 3 + i * rowStride + j * columnStride;
                double sum = accumulate ? before[at] : 0, size = Math.abs(sum);
                for (int u = 0; u < length; u++) {
                    double term = (double) a[offset + i * aStride + u] * b[offset + j * bStride + u];
                    sum += term;
                    size += Math.abs(term);
                }
                String where = i + "," + j + " of " + aRows + "×" + bRows + ", length " + length;
                assertEquals(sum, after[at], (length + 2) * 0x1p-24 * size, where);
                Dots.multiply(a, offset + i * aStride, 0, 1, b, offset + j * bStride, 0, 1, length, single, 0, 1, 1,
                        false);
                assertEquals(accumulate ? before[at] + single[0] : single[0], after[at], "alone: " + where);
            }
        }
        for (int at : new int[] {0, 1, 2, after.length - 1, after.length - 2}) {
            assertEquals(before[at], after[at], "outside");
        }
    }
}
