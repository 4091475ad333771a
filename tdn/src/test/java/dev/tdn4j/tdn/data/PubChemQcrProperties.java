package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PubChemQcrProperties {

    private static final List<PubChemQcrStage> FIRST = List.of(PubChemQcrStage.DFT_1ST);
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("tdn4j-test");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /**
     * Written by CPython 3.11 with the pickle protocols 0, 2, 4 (its default) and 5: water with stages pm3, hf (two steps),
     * DFT_1st (two, as SMASH has them, without charges) and DFT_2nd, which is None.
     */
    private static byte[] python(int protocol) throws IOException {
        try (var in = PubChemQcrProperties.class.getResourceAsStream("water-protocol" + protocol + ".pickle.gz")) {
            return in.readAllBytes();
        }
    }

    @Example
    void whatPythonWritesIsRead() throws IOException {
        for (int protocol : new int[] {0, 2, 4, 5}) {
            List<Structure> first = PubChemQcrRecord.structures(python(protocol), "000000962", "Data06.lmdb", FIRST);
            assertEquals(2, first.size());
            Structure step = first.get(1);
            assertArrayEquals(new int[] {8, 1, 1}, step.numbers());
            assertArrayEquals(new double[] {4, 0, 0, 4.1, 0.9, 0, 4.2, 0, 0.9}, step.positions(), 1e-12);
            assertEquals(-77 * 27.211386245988, step.energy().orElseThrow(), 1e-9);
            double unit = 27.211386245988 / 0.529177210903;
            double[] forces = step.forces().orElseThrow();
            for (int i = 0; i < 3; i++) {
                assertEquals(-0.01 * (i + 1) * unit, forces[3 * i], 1e-12);
                assertEquals(0.02 * unit, forces[3 * i + 1], 1e-12);
                assertEquals(-0.004 * unit, forces[3 * i + 2], 1e-12);
            }
            assertEquals(Map.of("molecule", "000000962", "stage", "DFT_1st", "step", "1"), step.info());
            assertEquals("Data06.lmdb:DFT_1st:step 1", step.source());
            List<PubChemQcrStage> all = List.of(PubChemQcrStage.values());
            assertEquals(5, PubChemQcrRecord.structures(python(protocol), "1", "f", all).size());
        }
    }

    /** A whole file, written by LMDB: molecules in the order of their keys, those without the stage left out. */
    @Example
    void aFile() throws IOException {
        TreeMap<String, byte[]> entries = new TreeMap<>();
        entries.put("000000001", PubChemQcrFiles.value(PubChemQcrFiles.hydrogen(3)));
        entries.put("000000002", PubChemQcrFiles.value(Map.of("pm3", List.of())));
        entries.put("000000003", python(4));
        entries.put("000000004", PubChemQcrFiles.value(PubChemQcrFiles.hydrogen(0)));
        entries.put("000000005", PubChemQcrFiles.value(PubChemQcrFiles.hydrogen(200)));
        Path file = folder.resolve("Data.lmdb");
        LmdbFiles.write(file, entries);
        try (DataSet set = DataSets.open(file, DataOptions.standard())) {
            assertEquals(205, set.size());
            List<String> steps = new ArrayList<>();
            for (int i : new int[] {204, 0, 2, 3, 4, 5, 1}) {
                Structure structure = set.get(i);
                steps.add(structure.info().get("molecule").substring(8) + "." + structure.info().get("step"));
            }
            assertEquals(List.of("5.199", "1.0", "1.2", "3.0", "3.1", "5.0", "1.1"), steps);
            assertEquals(-0.5002727762 * 27.211386245988, set.references().orElseThrow().energy(1), 1e-12);
            assertTrue(set.description().contains("205 structures of 5 molecules (PubChemQCR, DFT_1st)"), set.description());
        }
        DataOptions hf = new DataOptions(DataFormat.AUTO, List.of(PubChemQcrStage.HF), false);
        try (DataSet set = DataSets.open(file, hf)) {
            assertEquals(2, set.size());
            assertTrue(set.references().isEmpty());
        }
        DataOptions second = new DataOptions(DataFormat.PUBCHEMQCR, List.of(PubChemQcrStage.DFT_2ND), false);
        DataException e = assertThrows(DataException.class, () -> DataSets.open(file, second));
        assertTrue(e.getMessage().contains("none of the 5 molecules has a usable step of DFT_2nd"), e.getMessage());
    }

    /** As in the published code: steps without labels, of other sizes, or with numbers that are none. */
    @Example
    void unusableStepsArePassedOver() throws IOException {
        Map<String, Object> record = PubChemQcrFiles.hydrogen(4);
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> steps = (List<Map<String, Object>>) record.get("DFT_1st");
        steps.get(0).put("energy", null);
        steps.get(1).put("energy", Double.NaN);
        steps.get(2).put("gradient", List.of());
        assertEquals("3", PubChemQcrRecord.structures(PubChemQcrFiles.value(record), "1", "f", FIRST).getFirst().info().get("step"));
        steps.get(3).put("coordinates", List.of());
        assertEquals(List.of(), PubChemQcrRecord.structures(PubChemQcrFiles.value(record), "1", "f", FIRST));
    }

    @Example
    void otherContentIsRefusedInOneLine() throws IOException {
        refused(PubChemQcrFiles.value(List.of(1, 2)), "the value is of the kind ArrayList");
        refused(PubChemQcrFiles.value(Map.of("DFT_1st", 3)), "stage DFT_1st is of the kind Integer");
        refused(PubChemQcrFiles.value(Map.of("DFT_1st", List.of("a"))), "step 0");
        refused(new byte[] {1, 2, 3}, "no gzip");
        Map<String, Object> unknown = PubChemQcrFiles.hydrogen(1);
        @SuppressWarnings("unchecked")
        List<Map<String, List<Map<String, Object>>>> steps = (List<Map<String, List<Map<String, Object>>>>) unknown.get("DFT_1st");
        steps.getFirst().get("coordinates").getFirst().put("atom", "Qq");
        refused(PubChemQcrFiles.value(unknown), "there is no element \"Qq\"");
    }

    private static void refused(byte[] value, String message) {
        DataException e = assertThrows(DataException.class, () -> PubChemQcrRecord.structures(value, "1", "f.lmdb:1", FIRST));
        Damage.assertClear(e, "f.lmdb:1");
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    /** A pickle that would call a function, here {@code os.system}. */
    @Example
    void codeIsNotRun() throws IOException {
        String pickle = "cos\nsystem\n(S'echo harm'\ntR.";
        refused(packed(pickle.getBytes(StandardCharsets.ISO_8859_1)), "objects of Python classes");
    }

    @Example
    void lyingLengthsCostNoMemory() throws IOException {
        refused(packed(new byte[] {(byte) 0x80, 4, 'X', -1, -1, -1, 0x7f, 'a'}), "2147483647 bytes are announced");
        refused(packed(new byte[] {(byte) 0x80, 4, (byte) 0x8d, -1, -1, -1, -1, -1, -1, -1, 0x7f, 'a'}), "bytes are announced");
        refused(packed(new byte[] {(byte) 0x80, 4, (byte) 0x8e, -1, -1, -1, -1, -1, -1, -1, -1, 'a'}), "bytes are announced");
        refused(packed(new byte[] {(byte) 0x80, 2, (byte) 0x8b, -1, -1, -1, 0x7f, 'a'}), "bytes are announced");
    }

    /** A dictionary with a list that holds itself as its key, which Python could not make. */
    @Example
    void keysWithoutEndAreRefused() throws IOException {
        refused(packed("}]q\u0000h\u0000a]s.".getBytes(StandardCharsets.ISO_8859_1)), "keys are neither texts nor numbers");
    }

    private static byte[] packed(byte[] pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(pickle);
        }
        return bytes.toByteArray();
    }

    /** Damage inside the pickle, and outside the gzip, gives structures or one clear line. */
    @Property
    void damagedValuesAreReadOrRefused(
            @ForAll long seed, @ForAll @IntRange(max = 5) int flips, @ForAll boolean cut, @ForAll boolean inside,
            @ForAll @IntRange(max = 3) int protocol) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] sound = python(new int[] {0, 2, 4, 5}[protocol]);
        byte[] pickle = new GZIPInputStream(new ByteArrayInputStream(sound)).readAllBytes();
        byte[] damaged = inside
                ? packed(Damage.damaged(pickle, random, flips, cut))
                : Damage.damaged(sound, random, flips, cut);
        try {
            PubChemQcrRecord.structures(damaged, "1", "f.lmdb:1", List.of(PubChemQcrStage.values()))
                    .forEach(structure -> assertTrue(structure.size() > 0));
        } catch (DataException e) {
            Damage.assertClear(e, "f.lmdb:1");
        }
    }
}
