package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Access by index against reading from the beginning. */
class XyzSetProperties {

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("tdn4j-test", ".xyz");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    private static byte[] text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int frame = random.nextInt(1, 5); frame > 0; frame--) {
            text.append("\n \r\n".repeat(random.nextInt(2)));
            Structure structure = ExtendedXyzProperties.structure(random);
            int[] tags = random.ints(structure.size(), -1, 3).toArray();
            text.append(ExtendedXyz.format(random.nextBoolean() ? structure.withTags(tags) : structure));
        }
        if (random.nextBoolean()) {
            text.setLength(text.length() - 1);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same structures from the same lines, in any order of access. */
    @Property
    void theSameAsFromTheBeginning(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] text = text(random);
        Files.write(file, text);
        List<Structure> expected = new ArrayList<>();
        try (ExtendedXyzReader reader = new ExtendedXyzReader(new ByteArrayInputStream(text), file.toString())) {
            reader.forEachRemaining(expected::add);
        }
        try (DataSet set = DataSets.open(file, DataOptions.standard())) {
            assertEquals(expected.size(), set.size());
            for (int access = 0; access < 8; access++) {
                int i = random.nextInt(set.size());
                assertEquals(expected.get(i), set.get(i));
                assertEquals(expected.get(i).source(), set.get(i).source());
            }
        }
    }

    /** What is damaged is refused with the message that reading from the beginning gives, or at the structure it is in. */
    @Property
    void damagedTextIsReadOrRefused(@ForAll long seed, @ForAll @IntRange(max = 4) int flips, @ForAll boolean cut)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] text = Damage.damaged(text(random), random, flips, cut);
        Files.write(file, text);
        String mistake = "";
        int sound = 0;
        try (ExtendedXyzReader reader = new ExtendedXyzReader(new ByteArrayInputStream(text), file.toString())) {
            for (; reader.hasNext(); sound++) {
                reader.next();
            }
        } catch (DataException e) {
            mistake = e.getMessage();
        }
        try (DataSet set = new XyzSet(file)) {
            int read = 0;
            for (Structure structure : set) {
                assertTrue(structure.size() > 0);
                read++;
            }
            assertEquals(sound, read);
            assertEquals("", mistake);
        } catch (DataException e) {
            Damage.assertClear(e, file.toString());
            assertTrue(mistake.equals(e.getMessage()) || e.getMessage().contains("no extended XYZ"), mistake + "\n" + e.getMessage());
        }
    }

    /** Companions of S2EF. */
    @Property
    void damagedCompanionsAreReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(max = 4) int flips, @ForAll boolean cut, @ForAll boolean relative)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path companion = Path.of(file.toString().replace(".xyz", ".txt"));
        Structure frame = ExtendedXyzProperties.structure(random).withEnergy(-1);
        Files.writeString(file, ExtendedXyz.format(frame).repeat(3));
        byte[] sound = "random1,frame1,-1.5\nrandom20,frame3,2e1\nrandom3,frame400,-7\n".getBytes(StandardCharsets.UTF_8);
        Files.write(companion, Damage.damaged(sound, random, flips, cut));
        try (DataSet set = new S2efSet(file, relative)) {
            set.forEach(structure -> assertTrue(structure.info().containsKey("sid")));
        } catch (DataException e) {
            Damage.assertClear(e, companion.toString());
        } finally {
            Files.delete(companion);
        }
    }
}
