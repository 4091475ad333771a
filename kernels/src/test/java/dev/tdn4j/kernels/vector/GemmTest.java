package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link Gemm} against plain loops in double. */
class GemmTest {

    /** One product with all its strides, on arrays filled with random numbers. */
    private record Problem(
            int rows, int columns, int depth, boolean transposed, int offset, int gap, boolean accumulate, long seed) {

        int aRowStride() {
            return transposed ? 1 : depth + gap;
        }

        int aDepthStride() {
            return transposed ? rows + gap : 1;
        }

        int bcStride() {
            return Math.max(1, columns + gap);
        }

        float[] a() {
            return random(new SplittableRandom(seed), offset + (transposed ? depth : rows) * (rows + depth + gap));
        }

        float[] b() {
            return random(new SplittableRandom(seed + 1), offset + depth * bcStride());
        }

        float[] c() {
            return random(new SplittableRandom(seed + 2), offset + rows * bcStride() + 3);
        }

        float[] product() {
            float[] c = c();
            Gemm.multiply(a(), offset, aRowStride(), aDepthStride(), b(), offset, bcStride(), c, offset, bcStride(),
                    rows, columns, depth, accumulate);
            return c;
        }

        /**
         * A chain of n fused multiply-adds differs from the exact sum by at most n·u/(1 − n·u) times the sum of the
         * absolute values, u = 2⁻²⁴ (Higham, Accuracy and Stability of Numerical Algorithms, §3.1).
         */
        void check() {
            float[] a = a();
            float[] b = b();
            float[] before = c();
            float[] after = product();
            double bound = (depth + 1) * 0x1p-24 * 1.001;
            for (int at = 0; at < after.length; at++) {
                int i = Math.floorDiv(at - offset, bcStride());
                int j = Math.floorMod(at - offset, bcStride());
                if (i < 0 || i >= rows || j >= columns) {
                    assertEquals(before[at], after[at], "outside C at " + at + " of " + this);
                    continue;
                }
                double sum = accumulate ? before[at] : 0;
                double size = Math.abs(sum);
                for (int k = 0; k < depth; k++) {
                    double factor = a[offset + i * aRowStride() + k * aDepthStride()];
                    double term = factor * b[offset + k * bcStride() + j];
                    sum += term;
                    size += Math.abs(term);
                }
                int row = i;
                assertTrue(
                        Math.abs(after[at] - sum) <= bound * size,
                        () -> "row " + row + ", column " + j + " of " + this);
            }
        }
    }

    static float[] random(SplittableRandom random, int length) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    @Test
    void everySmallHeightAndWidth() {
        SplittableRandom random = new SplittableRandom(1);
        for (int rows = 0; rows <= 20; rows++) {
            for (int vectors = 0; vectors <= 9; vectors++) {
                int depth = random.nextInt(12);
                new Problem(rows, vectors * Lanes.WIDTH, depth, random.nextBoolean(), random.nextInt(20),
                        random.nextInt(9), random.nextBoolean(), random.nextLong()).check();
            }
        }
    }

    @Test
    void everySmallDepth() {
        SplittableRandom random = new SplittableRandom(2);
        for (int depth = 0; depth <= 70; depth++) {
            for (boolean accumulate : new boolean[] {false, true}) {
                new Problem(1 + random.nextInt(13), 7 * Lanes.WIDTH, depth, random.nextBoolean(), random.nextInt(20),
                        random.nextInt(9), accumulate, random.nextLong()).check();
            }
        }
    }

    /** Tall enough and strided, so that B is packed, in slices of 128. */
    @Test
    void packedPanels() {
        SplittableRandom random = new SplittableRandom(3);
        for (int depth : new int[] {0, 1, 127, 128, 129, 300}) {
            for (boolean accumulate : new boolean[] {false, true}) {
                new Problem(61, 11 * Lanes.WIDTH, depth, random.nextBoolean(), 5, 0, accumulate, random.nextLong())
                        .check();
            }
        }
    }

    /** Six rows of A side by side and B packed, or as close together as if it were. */
    @Test
    void transposedTiles() {
        SplittableRandom random = new SplittableRandom(5);
        for (int rows : new int[] {6, 12, 47, 64}) {
            for (int vectors : new int[] {4, 9}) {
                for (boolean accumulate : new boolean[] {false, true}) {
                    new Problem(rows, vectors * Lanes.WIDTH, 1 + random.nextInt(200), true, 3, 0, accumulate,
                            random.nextLong()).check();
                }
            }
        }
    }

    /** The same bits whether rows are computed together, packed or not, or one by one. */
    @Test
    void rowsDoNotDependOnTheirCompany() {
        Problem together = new Problem(100, 6 * Lanes.WIDTH, 200, false, 3, 2, true, 4);
        float[] expected = together.product();
        for (int repeat = 0; repeat < 20; repeat++) {
            assertArrayEquals(expected, together.product());
        }
        float[] c = together.c();
        for (int i = 0; i < together.rows(); i++) {
            Gemm.multiply(together.a(), 3 + i * together.aRowStride(), 0, 1, together.b(), 3, together.bcStride(), c,
                    3 + i * together.bcStride(), 0, 1, together.columns(), together.depth(), true);
        }
        assertArrayEquals(expected, c);
    }

    /** Few rows in place and many rows packed, depths beyond a slice, groups that lie apart or within each other's rows. */
    @Test
    void groupsAreAsIfAlone() {
        int width = Lanes.WIDTH;
        for (int[] size : new int[][] {{1, 1, 5}, {16, 3, 40}, {16, 7, 300}, {5, 2, 0}, {60, 1, 130}}) {
            int rows = size[0];
            int groups = size[1];
            int depth = size[2];
            int columns = 7 * width;
            for (boolean accumulate : new boolean[] {false, true}) {
                SplittableRandom random = new SplittableRandom(depth);
                int aRow = groups * depth + 3;
                int cRow = groups * columns + width;
                float[] a = random(random, rows * aRow + 1);
                float[] b = random(random, depth * (columns + width) + 1);
                float[] expected = random(random, rows * cRow);
                float[] found = expected.clone();
                for (int g = 0; g < groups; g++) {
                    Gemm.multiply(
                            a, 1 + g * depth, aRow, 1, b, 1, columns + width, expected, g * columns, cRow,
                            rows, columns, depth, accumulate);
                }
                Gemm.multiply(
                        a, 1, aRow, depth, b, 1, columns + width, found, 0, cRow, columns,
                        rows, groups, columns, depth, accumulate);
                assertArrayEquals(expected, found, rows + " rows, " + groups + " groups, depth " + depth);
                // Packed as the middle rows of a larger matrix.
                PackedMatrix packed = new PackedMatrix(depth + 5, columns);
                float[] larger = random(random, (depth + 5) * columns);
                for (int k = 0; k < depth; k++) {
                    System.arraycopy(b, 1 + k * (columns + width), larger, (k + 3) * columns, columns);
                }
                packed.set(larger, 0, columns, 1);
                float[] from = random(new SplittableRandom(9), rows * cRow);
                float[] also = from.clone();
                Gemm.multiply(
                        a, 1, aRow, depth, b, 1, columns + width, from, 0, cRow, columns,
                        rows, groups, columns, depth, accumulate);
                Gemm.multiply(a, 1, aRow, depth, packed, 3, also, 0, cRow, columns, rows, groups, depth, accumulate);
                assertArrayEquals(from, also, "packed: " + rows + " rows, " + groups + " groups, depth " + depth);
            }
        }
    }

    @Test
    void columnsMustFillVectors() {
        float[] x = new float[100];
        var error = assertThrows(IllegalArgumentException.class,
                () -> Gemm.multiply(x, 0, 1, 1, x, 0, 1, x, 0, 1, 1, Lanes.WIDTH + 1, 1, false));
        assertTrue(error.getMessage().contains("multiple of the lane count " + Lanes.WIDTH), error.getMessage());
    }
}
