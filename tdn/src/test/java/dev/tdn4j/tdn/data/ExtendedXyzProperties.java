package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class ExtendedXyzProperties {

    /** What is written is read back bit for bit, whatever the numbers, notes and cell. */
    @Property
    void roundTrip(@ForAll long seed, @ForAll @StringLength(max = 12) String note) {
        SplittableRandom random = new SplittableRandom(seed);
        Structure structure = structure(random);
        if (StandardCharsets.UTF_8.newEncoder().canEncode(note) && note.indexOf('\r') < 0) {
            Map<String, String> info = new LinkedHashMap<>();
            info.put("note", note);
            info.put("last", note + " x\\y");
            structure = structure.withInfo(info);
        }
        List<Structure> two = List.of(structure, structure(random));
        assertEquals(two, ExtendedXyzTest.parse(ExtendedXyz.format(two.get(0)) + ExtendedXyz.format(two.get(1))));
    }

    /** Any truncation and any flipped bytes give structures or one clear line. */
    @Property
    void damagedTextIsReadOrRefused(@ForAll long seed, @ForAll @IntRange(max = 4) int flips, @ForAll boolean cut) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] text = (ExtendedXyz.format(structure(random)) + ExtendedXyz.format(structure(random)))
                .getBytes(StandardCharsets.UTF_8);
        readOrRefuse(text, damaged(text, random, flips, cut), "damaged.xyz");
    }

    /** The same through the decompressors. */
    @Property
    void damagedArchivesAreReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(max = 4) int flips, @ForAll boolean cut, @ForAll boolean xz) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] text = ExtendedXyz.format(structure(random)).getBytes(StandardCharsets.UTF_8);
        (xz ? Compression.XZ : Compression.GZIP).pack(packed, out -> out.write(text));
        readOrRefuse(text, damaged(packed.toByteArray(), random, flips, cut), xz ? "damaged.xz" : "damaged.gz");
    }

    private static void readOrRefuse(byte[] sound, byte[] damaged, String name) {
        try (ExtendedXyzReader frames = new ExtendedXyzReader(
                Compression.unpack(new ByteArrayInputStream(damaged), Path.of(name)), name)) {
            frames.forEachRemaining(structure -> assertFalse(structure.source().isEmpty()));
        } catch (DataException e) {
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        } catch (IOException e) {
            // Compression.unpack itself; ExtendedXyz.open turns it into a DataException.
            assertFalse(Arrays.equals(sound, damaged), e.toString());
        }
    }

    private static byte[] damaged(byte[] sound, SplittableRandom random, int flips, boolean cut) {
        byte[] damaged = cut ? Arrays.copyOf(sound, random.nextInt(sound.length + 1)) : sound.clone();
        for (int f = 0; f < flips && damaged.length > 0; f++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    static Structure structure(SplittableRandom random) {
        int n = random.nextInt(1, 8);
        int[] numbers = new int[n];
        double[] positions = new double[3 * n];
        double[] forces = new double[3 * n];
        boolean[] fixed = new boolean[n];
        boolean someFixed = random.nextBoolean();
        for (int i = 0; i < n; i++) {
            numbers[i] = random.nextInt(1, Elements.COUNT + 1);
            fixed[i] = someFixed && random.nextBoolean();
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = random.nextGaussian() * Math.pow(10, random.nextInt(-12, 6));
                forces[3 * i + k] = random.nextGaussian();
            }
        }
        Structure structure = Structure.of(numbers, positions).withFixed(fixed);
        if (random.nextBoolean()) {
            structure = structure.withEnergy(random.nextGaussian() * 1e4);
        }
        if (random.nextBoolean()) {
            structure = structure.withForces(forces);
        }
        return random.nextBoolean() ? structure.withCell(cell(random)) : structure;
    }

    private static Cell cell(SplittableRandom random) {
        double[] rows = {4, 0, 0, 0, 5, 0, 0, 0, 6};
        for (int i = 0; i < 9; i++) {
            rows[i] += random.nextDouble(-1, 1);
        }
        return new Cell(rows, new boolean[] {random.nextBoolean(), random.nextBoolean(), random.nextBoolean()});
    }
}
