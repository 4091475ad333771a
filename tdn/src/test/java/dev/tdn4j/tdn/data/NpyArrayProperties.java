package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NpyArrayProperties {

    private static NpyArray read(byte[] bytes) throws IOException {
        return NpyArray.read(new ByteArrayInputStream(bytes), "array.npy");
    }

    /** Every kind of number, byte order and axis order gives the numbers written. */
    @Property
    void roundTrip(@ForAll long seed, @ForAll boolean columns, @ForAll @IntRange(min = 1, max = 5) int a,
            @ForAll @IntRange(min = 1, max = 5) int b) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String[] kinds = {"<f8", ">f8", "<f4", ">f4", "<i8", ">i8", "<i4", ">u4", "<i2", ">u2", "|i1", "|u1"};
        String kind = kinds[random.nextInt(kinds.length)];
        double[] values = new double[3 * a * b];
        for (int i = 0; i < values.length; i++) {
            values[i] = kind.contains("u") ? random.nextInt(256) : random.nextInt(-128, 128);
        }
        try (NpyArray array = read(NumpyFiles.npy(kind, columns, new int[] {a, b, 3}, values))) {
            assertArrayEquals(new long[] {a, b, 3}, array.shape());
            for (int i = 0; i < a; i++) {
                for (int j = 0; j < b; j++) {
                    for (int k = 0; k < 3; k++) {
                        int at = columns ? i + a * (j + b * k) : (i * b + j) * 3 + k;
                        assertEquals(values[at], array.get(i, j, k), kind);
                    }
                }
            }
        }
    }

    @Example
    void unsignedNumbersAreNotNegative() throws IOException {
        try (NpyArray array = read(NumpyFiles.npy("<u4", false, new int[] {1}, 4_000_000_000L))) {
            assertEquals(4e9, array.get(0));
        }
    }

    /** Damage gives an array or one clear line. */
    @Property
    void damagedArraysAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(max = 4) int flips, @ForAll boolean cut)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] sound = NumpyFiles.npy("<f8", false, new int[] {2, 3}, 1, 2, 3, 4, 5, 6);
        try (NpyArray array = read(Damage.damaged(sound, random, flips, cut))) {
            assertTrue(Arrays.stream(array.shape()).reduce(1, (x, y) -> x * y) <= 48);
        } catch (DataException e) {
            Damage.assertClear(e, "array.npy");
        }
    }

    /** A header that announces more than there is costs no memory, whatever the numbers. */
    @Property
    void lyingShapes(@ForAll @IntRange(min = 1) int a, @ForAll @IntRange(min = 1) int b, @ForAll @IntRange(min = 1) int c) {
        byte[] lying = NumpyFiles.npy("<f8", false, new int[] {a, b, c}, 1, 2);
        if ((long) a * b * c != 2) {
            DataException e = assertThrows(DataException.class, () -> read(lying).close());
            assertTrue(e.getMessage().startsWith("array.npy: the header announces the shape"), e.getMessage());
        }
    }

    @Example
    void otherKindsOfHeadersAreRefused() {
        for (String kind : new String[] {"|O", "<U5", "<c16", "<f2", "|b1", "<M8[ns]"}) {
            byte[] array = new String(NumpyFiles.npy("<f8", false, new int[] {1}, 1), StandardCharsets.ISO_8859_1)
                    .replace("<f8", kind).getBytes(StandardCharsets.ISO_8859_1);
            array[8] += (byte) (kind.length() - 3);
            Damage.assertClear(assertThrows(DataException.class, () -> read(array)), "array.npy");
        }
        byte[] longHeader = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127};
        Damage.assertClear(assertThrows(DataException.class, () -> read(longHeader)), "array.npy: the header is 2147483647");
    }
}
