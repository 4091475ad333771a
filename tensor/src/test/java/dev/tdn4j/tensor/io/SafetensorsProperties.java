package dev.tdn4j.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SafetensorsProperties {

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll("contents") Safetensors contents) throws SafetensorsException {
        byte[] bytes = contents.toBytes();
        Safetensors back = Safetensors.parse(bytes, "test");
        assertEquals(contents, back);
        assertArrayEquals(bytes, back.toBytes());
    }

    @Property(tries = 200)
    void orderOfInsertionDoesNotMatter(@ForAll("contents") Safetensors contents) {
        Safetensors reversed = new Safetensors(reversed(contents.metadata()), reversed(contents.tensors()));
        assertArrayEquals(contents.toBytes(), reversed.toBytes());
    }

    @Property(tries = 200)
    void everyTensorIsAligned(@ForAll("contents") Safetensors contents) throws SafetensorsException {
        byte[] bytes = contents.toBytes();
        long at = Long.BYTES + headerLength(bytes);
        assertEquals(0, at % 8);
        for (Tensor tensor : Safetensors.parse(bytes, "test").tensors().values()) {
            assertEquals(0, at % tensor.dtype().bytes());
            at += tensor.byteCount();
        }
    }

    @Property(tries = 100)
    void everyTruncationIsRefused(@ForAll("contents") Safetensors contents) {
        byte[] bytes = contents.toBytes();
        // An empty tensor takes no bytes, yet a cut always takes some of the header or of the data.
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            refused(assertThrows(SafetensorsException.class, () -> Safetensors.parse(cut, "cut")));
        }
        refused(assertThrows(SafetensorsException.class, () -> Safetensors.parse(Arrays.copyOf(bytes, bytes.length + 1), "long")));
    }

    @Property(tries = 500)
    void flippedBitsGiveAValidFileOrARefusal(
            @ForAll("contents") Safetensors contents, @ForAll @IntRange(min = 1, max = 8) int flips, @ForAll long seed) {
        byte[] bytes = contents.toBytes();
        SplittableRandom random = new SplittableRandom(seed);
        // Where a flip can do harm: the length and the header.
        int target = (int) Math.min(bytes.length, Long.BYTES + headerLength(bytes));
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(target)] ^= (byte) (1 << random.nextInt(8));
        }
        validOrRefused(bytes);
    }

    @Property(tries = 2000)
    void headersOfRandomTokensGiveAValidFileOrARefusal(
            @ForAll("tokens") List<String> tokens, @ForAll @IntRange(max = 32) int dataBytes) {
        validOrRefused(file(String.join("", tokens), dataBytes));
    }

    @Property(tries = 1000)
    void randomBytesAreRefused(@ForAll byte[] bytes) {
        validOrRefused(bytes);
    }

    private static void validOrRefused(byte[] bytes) {
        try {
            Safetensors contents = Safetensors.parse(bytes, "fuzz");
            assertEquals(contents, Safetensors.parse(contents.toBytes(), "again"));
        } catch (SafetensorsException e) {
            refused(e);
        }
    }

    private static void refused(SafetensorsException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().contains(" is not a valid safetensors file: "), e.getMessage());
        assertFalse(e.getMessage().contains("null"), e.getMessage());
    }

    @Provide
    Arbitrary<Safetensors> contents() {
        Arbitrary<String> names = Arbitraries.strings().ofMaxLength(8).filter(HeaderReader::isWellFormed);
        Arbitrary<Tensor> tensors = Combinators.combine(
                        Arbitraries.of(DType.values()),
                        Arbitraries.integers().between(0, 4).list().ofMaxSize(3),
                        Arbitraries.randomValue(random -> random.nextLong()))
                .as(SafetensorsProperties::tensor);
        return Combinators.combine(
                        Arbitraries.maps(names, names).ofMaxSize(3), Arbitraries.maps(names, tensors).ofMaxSize(4))
                .as(Safetensors::new);
    }

    private static Tensor tensor(DType dtype, List<Integer> axes, long seed) {
        long[] shape = axes.stream().mapToLong(Integer::longValue).toArray();
        byte[] data = new byte[(int) Tensor.byteCount(dtype, shape)];
        new SplittableRandom(seed).nextBytes(data);
        return Tensor.ofBytes(dtype, data, shape);
    }

    @Provide
    Arbitrary<List<String>> tokens() {
        return Arbitraries.of(
                        "{", "}", "[", "]", ":", ",", "\"a\"", "\"__metadata__\"", "\"dtype\":", "\"shape\":", "\"data_offsets\":",
                        "\"F32\"", "\"F16\"", "\"U8\"", "[0,4]", "[4,8]", "[0,8]", "[8,8]", "[1]", "[2,2]", "[]", "0", "1", "-1", "1e3",
                        "9223372036854775807", "null", "true", " ", "\\", "\"", "é", "\0",
                        "\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}",
                        "\"y\":{\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[4,8]}",
                        "\"z\":{\"dtype\":\"F64\",\"shape\":[0,7],\"data_offsets\":[4,4]}")
                .list()
                .ofMaxSize(12)
                .map(tokens -> tokens.size() % 2 == 0 ? tokens : wrapped(tokens));
    }

    private static List<String> wrapped(List<String> tokens) {
        return List.of("{", String.join(",", tokens), "}");
    }

    private static <V> Map<String, V> reversed(Map<String, V> map) {
        LinkedHashMap<String, V> reversed = new LinkedHashMap<>();
        map.forEach(reversed::putFirst);
        return reversed;
    }

    static long headerLength(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    static byte[] file(String json, int dataBytes) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
