package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A packed matrix gives the bits that the same matrix gives unpacked, which {@link GemmTest} checks. */
class PackedMatrixTest {

    @Test
    void productsAreThoseOfTheUnpackedMatrix() {
        SplittableRandom random = new SplittableRandom(1);
        for (int rows : new int[] {0, 1, 5, 6, 13, 61}) {
            for (int vectors : new int[] {0, 1, 3, 4, 7, 11}) {
                for (int depth : new int[] {0, 1, 9, 128, 129, 300}) {
                    boolean accumulate = random.nextBoolean(), transposed = random.nextBoolean();
                    int columns = vectors * Lanes.WIDTH, stride = columns + 3;
                    float[] a = GemmTest.random(random, rows * depth + 2);
                    float[] b = GemmTest.random(random, 5 + depth * stride);
                    float[] expected = GemmTest.random(random, 1 + rows * stride);
                    float[] actual = expected.clone();
                    PackedMatrix packed = new PackedMatrix(depth, columns);
                    packed.set(b, 5, stride, 1);
                    int aRow = transposed ? 1 : depth, aDepth = transposed ? rows : 1;
                    Gemm.multiply(a, 2, aRow, aDepth, b, 5, stride, expected, 1, stride, rows, columns, depth, accumulate);
                    Gemm.multiply(a, 2, aRow, aDepth, packed, actual, 1, stride, rows, accumulate);
                    assertArrayEquals(expected, actual, rows + " × " + columns + " × " + depth);
                }
            }
        }
    }

    /** Two matrices side by side in one array, one of them the transpose of what it is made from. */
    @Test
    void storageMayBeShared() {
        int depth = 7, columns = 3 * Lanes.WIDTH;
        float[] b = GemmTest.random(new SplittableRandom(2), depth * columns);
        float[] transpose = new float[b.length];
        for (int k = 0; k < depth; k++) {
            for (int j = 0; j < columns; j++) {
                transpose[j * depth + k] = b[k * columns + j];
            }
        }
        int length = PackedMatrix.length(depth, columns);
        float[] storage = new float[2 * length + 1];
        PackedMatrix second = new PackedMatrix(depth, columns, storage, 1 + length);
        PackedMatrix first = new PackedMatrix(depth, columns, storage, 1);
        second.set(b, 0, columns, 1);
        first.set(transpose, 0, 1, depth);
        for (int i = 1; i <= length; i++) {
            assertEquals(storage[i], storage[i + length]);
        }
        assertEquals(b[0], storage[1]);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(IndexOutOfBoundsException.class, () -> new PackedMatrix(2, Lanes.WIDTH, new float[2 * Lanes.WIDTH], 1));
        PackedMatrix packed = new PackedMatrix(2, Lanes.WIDTH);
        assertThrows(IndexOutOfBoundsException.class, () -> packed.set(new float[2 * Lanes.WIDTH], 1, Lanes.WIDTH, 1));
        var error = assertThrows(IllegalArgumentException.class, () -> new PackedMatrix(2, Lanes.WIDTH + 1));
        assertTrue(error.getMessage().contains("a multiple of " + Lanes.WIDTH + " columns"), error.getMessage());
    }
}
