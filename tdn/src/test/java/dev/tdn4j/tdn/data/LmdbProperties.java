package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Our reading of LMDB against LMDB's own writing. */
class LmdbProperties {

    private static byte[] sound;

    private static byte[] written(TreeMap<String, byte[]> entries) throws IOException {
        Path folder = Files.createTempDirectory("tdn4j-test");
        Path file = folder.resolve("file.lmdb");
        LmdbFiles.write(file, entries);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(folder);
        return bytes;
    }

    /** Keys and values of all lengths: in leaves, and on pages of their own. */
    private static TreeMap<String, byte[]> entries(int count, int longest, SplittableRandom random) {
        TreeMap<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[random.nextInt(longest)];
            random.nextBytes(value);
            entries.put("%09d".formatted(random.nextInt(1_000_000_000)) + "x".repeat(random.nextInt(20)), value);
        }
        return entries;
    }

    @BeforeContainer
    static void writeOne() throws IOException {
        sound = written(entries(60, 3000, new SplittableRandom(1)));
    }

    @Property(tries = 12)
    void whatLmdbWritesIsRead(@ForAll long seed, @ForAll @IntRange(max = 400) int count, @ForAll boolean large) throws IOException {
        TreeMap<String, byte[]> entries = entries(count, large ? 20_000 : 100, new SplittableRandom(seed));
        Lmdb read = new Lmdb(MemorySegment.ofArray(written(entries)), "file.lmdb");
        assertEquals(entries.size(), read.size());
        int i = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            assertEquals(entry.getKey(), new String(read.key(i), StandardCharsets.UTF_8));
            assertArrayEquals(entry.getValue(), read.value(i++, 1 << 20));
        }
    }

    /** Damage anywhere, and most of all in pages' headers, gives entries or one clear line. */
    @Property
    void damagedFilesAreReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(max = 6) int flips, @ForAll boolean cut, @ForAll boolean headers) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] damaged = Damage.damaged(sound, random, headers ? 0 : flips, cut);
        for (int f = 0; f < flips && headers && damaged.length > 4096; f++) {
            int page = random.nextInt(damaged.length / 4096) * 4096;
            damaged[page + random.nextInt(page < 8192 ? 160 : 64)] = (byte) random.nextInt(256);
        }
        try {
            Lmdb read = new Lmdb(MemorySegment.ofArray(damaged), "file.lmdb");
            for (int i = 0; i < read.size(); i++) {
                read.key(i);
                read.value(i, 1 << 20);
            }
        } catch (DataException e) {
            Damage.assertClear(e, "file.lmdb");
        }
    }
}
