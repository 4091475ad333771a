package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class NpzSetProperties {

    private static final int FRAMES = 3;
    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("tdn4j-test", ".npz");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    /** Water as rMD17 has its molecules; as MD17 has them with the energies in a column and other names. */
    static Map<String, byte[]> water(boolean md17) {
        double[] vectors = new double[9 * FRAMES];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = 0.3 * i + (i % 9 == 4 ? 1 : 0);
        }
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put(md17 ? "z" : "nuclear_charges", NumpyFiles.npy("|u1", false, new int[] {3}, 8, 1, 1));
        arrays.put(md17 ? "R" : "coords", NumpyFiles.npy("<f8", false, new int[] {FRAMES, 3, 3}, vectors));
        arrays.put(md17 ? "E" : "energies",
                NumpyFiles.npy("<f8", false, md17 ? new int[] {FRAMES, 1} : new int[] {FRAMES}, -100, -101, -102));
        arrays.put(md17 ? "F" : "forces", NumpyFiles.npy("<f8", false, new int[] {FRAMES, 3, 3}, vectors));
        return arrays;
    }

    private static DataSet open(Map<String, byte[]> arrays, boolean compressed) throws IOException {
        return open(NumpyFiles.npz(arrays, compressed));
    }

    private static DataSet open(byte[] archive) throws IOException {
        Files.write(file, archive);
        return DataSets.open(file, DataOptions.standard());
    }

    /** 1 kcal/mol is 0.043364104241800934 eV by CODATA 2018. */
    @Property(tries = 8)
    void unitsAndShapes(@ForAll boolean md17, @ForAll boolean compressed) throws IOException {
        try (DataSet set = open(water(md17), compressed)) {
            assertEquals(FRAMES, set.size());
            assertTrue(set.description().contains("3 structures (NumPy archive"), set.description());
            Structure second = set.get(1);
            assertArrayEquals(new int[] {8, 1, 1}, second.numbers());
            assertEquals(-101 * 0.043364104241800934, second.energy().orElseThrow(), 1e-12);
            assertEquals(0.3 * 13 + 1, second.positions()[4], 1e-15);
            assertEquals((0.3 * 13 + 1) * 0.043364104241800934, second.forces().orElseThrow()[4], 1e-15);
            assertEquals(file + ":frame 2", second.source());
        }
    }

    @Property
    void damagedArchivesAreReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(max = 6) int flips, @ForAll boolean cut, @ForAll boolean compressed)
            throws IOException {
        byte[] sound = NumpyFiles.npz(water(false), compressed);
        try (DataSet set = open(Damage.damaged(sound, new SplittableRandom(seed), flips, cut))) {
            set.forEach(structure -> assertEquals(3, structure.size()));
        } catch (DataException e) {
            Damage.assertClear(e, file.toString());
        }
    }

    @Example
    void whatDoesNotFitIsNamed() throws IOException {
        refused("forces", NumpyFiles.npy("<f8", false, new int[] {FRAMES, 9}, new double[9 * FRAMES]), "the forces have the shape");
        refused("energies", NumpyFiles.npy("<f8", false, new int[] {2}, 1, 2), "one for each of 3 frames");
        refused("coords", NumpyFiles.npy("<f8", false, new int[] {FRAMES, 2, 3}, new double[6 * FRAMES]), "[frames, 3, 3]");
        refused("nuclear_charges", NumpyFiles.npy("|u1", false, new int[] {3}, 8, 1, 200), "atom 3 has the atomic number 200");
        Map<String, byte[]> arrays = water(false);
        arrays.remove("forces");
        assertMessage(arrays, "neither an array forces nor F");
        Map<String, byte[]> infinite = water(false);
        infinite.put("energies", NumpyFiles.npy("<f8", false, new int[] {3}, 1, Double.NaN, 2));
        try (DataSet set = open(infinite, false)) {
            DataException e = assertThrows(DataException.class, () -> set.get(1));
            assertTrue(e.getMessage().startsWith(file + ":frame 2: "), e.getMessage());
        }
    }

    private static void refused(String name, byte[] array, String message) throws IOException {
        Map<String, byte[]> arrays = water(false);
        arrays.put(name, array);
        assertMessage(arrays, message);
    }

    private static void assertMessage(Map<String, byte[]> arrays, String message) {
        DataException e = assertThrows(DataException.class, () -> open(arrays, true));
        Damage.assertClear(e, file.toString());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
