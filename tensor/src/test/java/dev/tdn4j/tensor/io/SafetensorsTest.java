package dev.tdn4j.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    /** Each malformed header over 8 bytes of data, with words of the line that must say what is wrong with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                                      | expected {, found [ at character 0
            {} x                                                                    | unexpected x after the closing brace
            {}                                                                      | its tensors take 0 of 8 bytes
            {"a":1}                                                                 | expected {, found 1
            {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}                   | unexpected end
            {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},}                 | expected ", found }
            {"a":{"dtype":"F64","shape":[1]}}                                       | tensor "a" without "data_offsets"
            {"a":{"dtype":"F64","shape":[1],"data_offsets":[8]}}                    | 1 data_offsets instead of 2
            {"a":{"dtype":"F65","shape":[1],"data_offsets":[0,8]}}                  | unknown dtype "F65"
            {"a":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}}                 | a negative number
            {"a":{"dtype":"F64","shape":[1.0],"data_offsets":[0,8]}}                | expected ], found .
            {"a":{"dtype":"F64","shape":[01],"data_offsets":[0,8]}}                 | a leading zero
            {"a":{"dtype":"F64","shape":[9223372036854775808],"data_offsets":[0,8]}} | beyond 2^63
            {"a":{"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,8]}} | too large
            {"a":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}                  | takes 16 bytes, but has 8
            {"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}                 | ends at byte 16 of 8 bytes
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}                  | before it begins
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                  | leaves a hole before it
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                  | its tensors take 4 of 8 bytes
            {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | overlaps
            {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}} | the name "a" twice
            {"a":{"dtype":"F64","dtype":"F64","shape":[1],"data_offsets":[0,8]}}    | the key "dtype" twice
            {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8],"more":"x"}}       | the unknown key "more"
            {"__metadata__":{"k":1}}                                                | expected ", found 1
            {"__metadata__":{"k":"1","k":"2"}}                                      | the metadata key "k" twice
            {"\\ud800":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}             | half a surrogate pair
            {"\\x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}                 | the unknown escape
            """)
    void malformedHeadersAreRefused(String json, String problem) {
        refused(SafetensorsProperties.file(json, 8), problem);
    }

    @Test
    void malformedLengthsAreRefused() {
        refused(new byte[0], "it has 0 bytes");
        refused(new byte[7], "it has 7 bytes");
        refused(new byte[8], "unexpected end");
        refused(length(93, 100), "its header claims 93 bytes, but the file has only 100");
        refused(length(-1, 100), "its header claims 18446744073709551615 bytes");
        refused(length(100_000_001, 100), "more than any has");
        byte[] notUtf8 = SafetensorsProperties.file("{}", 0);
        notUtf8[9] = (byte) 0xff;
        refused(notUtf8, "not UTF-8");
    }

    private static byte[] length(long length, int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    }

    private static void refused(byte[] bytes, String problem) {
        String message = assertThrows(SafetensorsException.class, () -> Safetensors.parse(bytes, "dir/m.safetensors")).getMessage();
        assertTrue(message.startsWith("dir/m.safetensors is not a valid safetensors file: "), message);
        assertTrue(message.contains(problem), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void elementsAreConverted() {
        Tensor halves = Tensor.ofBytes(DType.F16, new byte[] {0x00, 0x3c, 0x00, (byte) 0xc0}, 2);
        assertArrayEquals(new float[] {1, -2}, halves.floats());
        Tensor brains = Tensor.ofBytes(DType.BF16, new byte[] {(byte) 0x80, 0x3f, 0x00, (byte) 0xc0}, 2, 1);
        assertArrayEquals(new double[] {1, -2}, brains.doubles());
        assertArrayEquals(new long[] {-1, 1}, Tensor.ofBytes(DType.I16, new byte[] {-1, -1, 1, 0}, 2).longs());
        assertArrayEquals(new long[] {255, 1}, Tensor.ofBytes(DType.U8, new byte[] {-1, 1}, 2).longs());
        assertArrayEquals(new long[] {1, 0}, Tensor.ofBytes(DType.BOOL, new byte[] {7, 0}, 2).longs());
        assertArrayEquals(new float[] {-1, 2}, Tensor.ofInts(new int[] {-1, 2}, 2).floats());
        assertArrayEquals(new double[] {Math.PI}, Tensor.ofDoubles(new double[] {Math.PI}).doubles());
        assertArrayEquals(new float[] {(float) Math.PI}, Tensor.ofDoubles(new double[] {Math.PI}).floats());
        assertThrows(IllegalStateException.class, halves::longs);
        assertThrows(IllegalArgumentException.class, () -> Tensor.ofFloats(new float[3], 2));
        assertThrows(IllegalArgumentException.class, () -> Tensor.ofFloats(new float[3], -1, -3));
    }

    @Test
    void aFileIsWrittenAndReplaced() throws IOException {
        Path file = folder.resolve("m.safetensors");
        for (double value : new double[] {1, 2}) {
            Safetensors contents =
                    new Safetensors(Map.of("unit", "Å"), Map.of("x", Tensor.ofDoubles(new double[] {value, Double.NaN}, 2)));
            contents.write(file);
            assertEquals(contents, Safetensors.read(file));
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        Path missing = folder.resolve("missing");
        String message = assertThrows(NoSuchFileException.class, () -> Safetensors.read(missing)).getMessage();
        assertEquals(missing + ": no such file", message);
        assertTrue(assertThrows(SafetensorsException.class, () -> Safetensors.read(folder)).getMessage().contains("it is a folder"));
    }

    @Test
    void namesThatCannotBeStoredAreRefused() {
        Tensor scalar = Tensor.ofFloats(new float[1]);
        assertThrows(IllegalArgumentException.class, () -> new Safetensors(Map.of(), Map.of("__metadata__", scalar)));
        assertThrows(IllegalArgumentException.class, () -> new Safetensors(Map.of(), Map.of("\ud800", scalar)));
        assertThrows(IllegalArgumentException.class, () -> new Safetensors(Map.of("k", "\udc00"), Map.of()));
    }

    /** A file from another program, whose tensors lie in an order of its own. */
    @Test
    void filesOfOtherProgramsAreRead() throws IOException {
        String shared = System.getProperty("tdn4j.shared", "");
        Path file = Path.of(shared, "reference", "tdn_published_L1.safetensors");
        assumeTrue(Files.exists(file), "skipped: " + file + " is not there");
        Safetensors contents = Safetensors.read(file);
        assertEquals("1", contents.metadata().get("lmax"));
        assertEquals(113, contents.tensors().size());
        assertEquals(contents, Safetensors.parse(contents.toBytes(), "written again"));

        long[] structure = contents.tensors().get("input.batch").longs();
        double[] forces = contents.tensors().get("output.forces_gradient").doubles();
        assertArrayEquals(new long[] {structure.length, 3}, contents.tensors().get("output.forces_gradient").shape());
        double[] net = new double[6];
        for (int i = 0; i < forces.length; i++) {
            net[(int) structure[i / 3] * 3 + i % 3] += forces[i];
        }
        // Gradients of an energy that knows differences of positions only, of order 0.01 to 1, in double: they cancel.
        assertArrayEquals(new double[6], net, 1e-12);
    }
}
