package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedXyzTest {

    /** Written by ASE 3.29 for a slab with a constraint, a calculator, tags, charges and notes of every kind. */
    private static final String FROM_ASE = """
            4
            Lattice="3.6 0.0 0.0 1.8 3.1 0.0 0.0 0.0 0.0" Properties=species:S:1:pos:R:3:move_mask:L:1:tags:I:1:initial_charges:R:1:forces:R:3 name="a \\"quoted\\" name" smiles="C[C@H](F)Cl" n=3 flag=T vec="1.5 2.5" weird=x=y empty= j="_JSON {\\"a\\": [1, 2]}" energy=-12.345678901234567 stress="0.0 0.5 0.4 0.5 0.1 0.30000000000000004 0.4 0.30000000000000004 0.2" pbc="T T F"
            Cu       0.00000000       0.00000000       0.00000000  F        0       0.10000000      -0.70000000      -0.57500000      -0.45000000
            C        1.10000000       0.20000000       1.90000000  T        1       0.00000000      -0.32500000      -0.20000000      -0.07500000
            O        1.20000000       0.10000000       3.05000000  T        1       0.00000000       0.05000000       0.17500000       0.30000000
            H       -0.50000000       2.00000000       2.50000000  T        2       0.00000000       0.42500000       0.55000000       0.67500000
            """;

    @TempDir
    private Path folder;

    @Test
    void readsWhatAseWrites() {
        List<Structure> frames = parse(FROM_ASE);
        assertEquals(1, frames.size());
        Structure slab = frames.getFirst();
        assertArrayEquals(new int[] {29, 6, 8, 1}, slab.numbers());
        assertArrayEquals(new double[] {1.1, 0.2, 1.9}, Arrays.copyOfRange(slab.positions(), 3, 6));
        assertEquals(-12.345678901234567, slab.energy().orElseThrow());
        assertArrayEquals(new double[] {0.425, 0.55, 0.675}, Arrays.copyOfRange(slab.forces().orElseThrow(), 9, 12));
        assertArrayEquals(new boolean[] {true, false, false, false}, slab.fixed());
        Cell cell = slab.cell().orElseThrow();
        assertEquals(3.6 * 3.1, cell.volume(), 1e-12); // the missing third vector counts as a unit vector
        assertTrue(cell.isPeriodic(0) && cell.isPeriodic(1) && !cell.isPeriodic(2));
        assertEquals("test.xyz:1", slab.source());
        Map<String, String> notes = Map.of(
                "name", "a \"quoted\" name",
                "smiles", "C[C@H](F)Cl",
                "n", "3",
                "flag", "T",
                "vec", "1.5 2.5",
                "weird", "x=y",
                "empty", "",
                "j", "_JSON {\"a\": [1, 2]}",
                "stress", "0.0 0.5 0.4 0.5 0.1 0.30000000000000004 0.4 0.30000000000000004 0.2");
        assertEquals(notes, slab.info());
        assertEquals(frames, parse(ExtendedXyz.format(slab)));
    }

    @ParameterizedTest
    @CsvSource({
        "3bpa_isolated_atoms, 4, 1",
        "3bpa_test_300K, 136, 27",
        "3bpa_train_300K, 500, 27",
        "oc20_sample_test_id, 96, 0",
        "oc20_sample_train, 480, 0",
        "rmd17_ethanol_test, 1000, 9",
        "rmd17_ethanol_train, 1000, 9",
        "water_pbe0ts_test, 80, 192",
        "water_pbe0ts_train, 320, 192",
        "xtb_ala2_500K_test, 500, 22",
        "xtb_ala2_500K_train, 1000, 22",
        "xtb_ethanol_1000K_test, 500, 9",
        "xtb_ethanol_500K_test, 500, 9",
        "xtb_ethanol_500K_train, 1000, 9",
        "xtb_ethanol_scan_relaxed, 72, 9",
        "xtb_ethanol_scan_rigid, 72, 9",
        "xtb_isolated_atoms, 8, 1",
        "xtb_relax_test, 319, 0",
        "xtb_relax_train, 1339, 0"
    })
    void readsTheSharedFiles(String name, int frames, int atoms) {
        List<Structure> structures = ExtendedXyz.readAll(SharedData.file(name + ".extxyz"));
        assertEquals(frames, structures.size());
        boolean slabs = name.startsWith("oc20");
        for (Structure structure : structures) {
            assertTrue(atoms == 0 || structure.size() == atoms, structure.toString());
            assertTrue(structure.energy().isPresent() && structure.forces().isPresent(), structure.toString());
            assertEquals(slabs || name.startsWith("water"), structure.isPeriodic(), structure.toString());
            boolean[] fixed = structure.fixed();
            boolean anyFixed = false;
            for (boolean f : fixed) {
                anyFixed |= f;
            }
            assertEquals(slabs, anyFixed, structure.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xyz", "a.extxyz.gz", "a.XYZ.xz"})
    void compressesByName(String name) throws IOException {
        List<Structure> frames = parse(FROM_ASE + FROM_ASE.replace("Cu", "Pd"));
        Path file = folder.resolve(name);
        ExtendedXyz.write(file, frames);
        assertEquals(frames, ExtendedXyz.readAll(file));
        assertEquals(file + ":7", ExtendedXyz.readAll(file).get(1).source());
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            assertEquals(name.endsWith("gz") ? 0x1f : name.endsWith("xz") ? 0xfd : '4', first);
        }
        try (var leftovers = Files.list(folder)) {
            assertEquals(1, leftovers.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xyz", "a.xyz.gz", "a.xyz.xz"})
    void appendedFramesAreThereBeforeTheFileIsClosed(String name) {
        Structure first = parse(FROM_ASE).getFirst();
        Path file = folder.resolve(name);
        try (ExtendedXyzWriter writer = new ExtendedXyzWriter(file)) {
            for (int n = 1; n <= 3; n++) {
                writer.write(first.withEnergy(n));
                assertEquals(n, ExtendedXyz.readAll(file).size());
            }
        }
        assertEquals(3, ExtendedXyz.readAll(file).get(2).energy().orElseThrow());
    }

    @Test
    void compressedContentIsKnownWithoutItsSuffix() throws IOException {
        Path file = folder.resolve("data.extxyz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(FROM_ASE.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(1, ExtendedXyz.readAll(file).size());
    }

    @Test
    void readsPlainXyz() {
        Structure water = parse("3\nwater, from [somewhere], E=?\nO 0 0 0 extra\nH 0 0 .96\nh 9.3e-1 0 -2.4E-1\n\n").getFirst();
        assertArrayEquals(new int[] {8, 1, 1}, water.numbers());
        assertFalse(water.isPeriodic());
        assertEquals("water, from [somewhere], E=?", water.info().get("comment"));
        assertEquals(List.of(water), parse(ExtendedXyz.format(water)));
    }

    @Test
    void readsOtherCustoms() {
        Structure s = parse("1\nProperties=Z:I:1:pos:R:3:fixed:I:1:REF_forces:R:3 REF_energy=-1.5 pbc = [True, 0 F]"
                + " lattice={4 0 0 0 4 0 0 0 4} mol=[H]C=O\r\n8 1 2 3 1 4 5 6\r\n").getFirst();
        assertEquals(8, s.number(0));
        assertEquals(-1.5, s.energy().orElseThrow());
        assertArrayEquals(new double[] {4, 5, 6}, s.forces().orElseThrow());
        assertTrue(s.isFixed(0));
        assertTrue(s.cell().orElseThrow().isPeriodic(0) && !s.cell().orElseThrow().isPeriodic(1));
        assertEquals(Map.of("mol", "[H]C=O"), s.info());
    }

    @Test
    void aLatticeWithoutPbcRepeats() {
        assertTrue(parse("1\nLattice=\"4 0 0 0 4 0 0 0 4\"\nO 0 0 0\n").getFirst().isPeriodic());
        assertFalse(parse("1\nLattice=\"0 0 0 0 0 0 0 0 0\" pbc=\"F F F\"\nO 0 0 0\n").getFirst().cell().isPresent());
    }

    /** The reader holds one frame at a time: this text never ends. */
    @Test
    void streams() {
        byte[] frame = FROM_ASE.getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return frame[at++ % frame.length];
            }
        };
        try (ExtendedXyzReader frames = ExtendedXyz.open(endless, "endless")) {
            for (int n = 0; n < 1000; n++) {
                assertEquals("endless:" + (6 * n + 1), frames.next().source());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "empty | `` | test.xyz: the file is empty",
        "only blank lines | \\n \\n | test.xyz: the file is empty",
        "count | x\\n\\nH 0 0 0\\n | test.xyz:1: \"x\" should be the number of atoms",
        "negative | -1\\n\\nH 0 0 0\\n | test.xyz:1: \"-1\" should be the number of atoms",
        "no atoms | 0\\n\\n | test.xyz:1: \"0\" should be the number of atoms",
        "count too small | 1\\n\\nH 0 0 0\\nH 0 0 1\\n | test.xyz:4: \"H 0 0 1\" should be the number of atoms",
        "count too large | 2\\n\\nH 0 0 0\\n1\\n\\nH 0 0 0\\n | test.xyz:4: the line has 1 columns where 4 are expected",
        "huge count | 999999999\\n\\nH 0 0 0\\n | test.xyz:1: the frame announces 999999999 atoms, but the file ends after 1",
        "truncated | 3\\n\\nH 0 0 0\\n | test.xyz:1: the frame announces 3 atoms, but the file ends after 1",
        "no comment | 3\\n | test.xyz:1: the frame announces 3 atoms, but the file ends after 0",
        "cut line | 1\\n\\nH 0 0\\n | test.xyz:3: the line has 3 columns where 4",
        "wide line | 1\\nProperties=species:S:1:pos:R:3\\nH 0 0 0 0\\n | test.xyz:3: the line has 5 columns where 4",
        "NaN | 1\\n\\nH 0 nan 0\\n | test.xyz:3: the y coordinate is nan, but must be finite",
        "infinite | 1\\n\\nH 0 0 -Inf\\n | test.xyz:3: the z coordinate is -Inf, but must be finite",
        "overflow | 1\\n\\nH 1e999 0 0\\n | test.xyz:3: the x coordinate is \"1e999\", which is no number within range",
        "bad number | 1\\n\\nH 0x1p3 0 0\\n | test.xyz:3: the x coordinate is \"0x1p3\", which is no number",
        "bad number | 1\\n\\nH 1.2.3 0 0\\n | test.xyz:3: the x coordinate is \"1.2.3\", which is no number",
        "element | 1\\n\\nXx 0 0 0\\n | test.xyz:3: there is no element \"Xx\"",
        "element | 1\\nProperties=Z:I:1:pos:R:3\\n119 0 0 0\\n | test.xyz:3: there is no element \"119\"",
        "two elements | 1\\nProperties=Z:I:1:species:S:1:pos:R:3\\n7 C 0 0 0\\n | test.xyz:3: the species is C, but",
        "flat cell | 1\\nLattice=\"1 0 0 0 1 0 1 1 0\"\\nH 0 0 0\\n | test.xyz:2: the lattice [1.0, 0.0, 0.0, 0.0, 1.0",
        "zero cell | 1\\nLattice=\"0 0 0 0 0 0 0 0 0\"\\nH 0 0 0\\n | test.xyz:2: the lattice [0.0",
        "short lattice | 1\\nLattice=\"1 0 0\"\\nH 0 0 0\\n | test.xyz:2: Lattice=\"1 0 0\" should be nine numbers",
        "NaN lattice | 1\\nLattice=\"nan 0 0 0 1 0 0 0 1\"\\nH 0 0 0\\n | test.xyz:2: the Lattice is nan",
        "pbc alone | 1\\npbc=\"T T T\"\\nH 0 0 0\\n | test.xyz:2: pbc=\"T T T\" needs a Lattice",
        "pbc | 1\\npbc=\"F F\"\\nH 0 0 0\\n | test.xyz:2: pbc=\"F F\" should be three flags",
        "energy | 1\\nenergy=low\\nH 0 0 0\\n | test.xyz:2: the energy is \"low\", which is no number",
        "energy | 1\\nenergy=NaN\\nH 0 0 0\\n | test.xyz:2: the energy is NaN, but must be finite",
        "energy | 1\\nenergy=1 energy=2\\nH 0 0 0\\n | test.xyz:2: the key \"energy\" is given twice",
        "quote | 1\\nenergy=1 name=\"x\\nH 0 0 0\\n | test.xyz:2: the quote opened after \"name=\" is never closed",
        "column | 1\\nProperties=species:S:1:pos:R:3:pos:R:3\\nH 0 0 0 0 0 0\\n | test.xyz:2: Properties names the column \"pos\" twice",
        "column | 1\\nProperties=species:S:1:pos:R:2\\nH 0 0\\n | test.xyz:2: the column pos:R:2 must be pos:R:3",
        "column | 1\\nProperties=species:S:1\\nH\\n | test.xyz:2: Properties=species:S:1 lacks pos:R:3",
        "column | 1\\nProperties=pos:R:3\\n0 0 0\\n | test.xyz:2: Properties=pos:R:3 lacks species:S:1",
        "column | 1\\nProperties=species:S:1:pos:R\\nH 0\\n | test.xyz:2: Properties=species:S:1:pos:R is not made of",
        "column | 1\\nProperties=species:S:1:pos:R:3:q:X:1\\nH 0 0 0 1\\n | test.xyz:2: the column \"q\" has the type \"X\"",
        "column | 1\\nProperties=species:S:1:pos:R:3:q:R:0\\nH 0 0 0\\n | test.xyz:2: the column \"q\" has the count \"0\"",
        "mask | 1\\nProperties=species:S:1:pos:R:3:move_mask:L:3\\nH 0 0 0 T F T\\n | test.xyz:3: the atom moves along some",
        "mask | 1\\nProperties=species:S:1:pos:R:3:fixed:L:1\\nH 0 0 0 2\\n | test.xyz:3: fixed has the flag \"2\"",
    })
    void mistakesAreNamed(String what, String text, String message) {
        DataException e = assertThrows(DataException.class, () -> parse(text.replace("\\n", "\n")), what);
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @Test
    void mistakesAboutFilesAreNamed() throws IOException {
        Path missing = folder.resolve("missing.xyz");
        assertMessage(missing + ": there is no such file", () -> ExtendedXyz.readAll(missing));
        assertMessage(folder + ": this is a folder", () -> ExtendedXyz.readAll(folder));
        Path misnamed = Files.writeString(folder.resolve("plain.gz"), FROM_ASE);
        assertMessage(misnamed + ": the name ends in .gz, but", () -> ExtendedXyz.readAll(misnamed));
        Path binary = Files.write(folder.resolve("binary.xyz"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertMessage(binary + ":1: the line is not UTF-8 text", () -> ExtendedXyz.readAll(binary));
        Path empty = Files.createFile(folder.resolve("empty.xyz.gz"));
        assertMessage(empty + ": the file is empty", () -> ExtendedXyz.readAll(empty));
        Path packed = folder.resolve("cut.xyz.gz");
        ExtendedXyz.write(packed, parse(FROM_ASE));
        Files.write(packed, Arrays.copyOf(Files.readAllBytes(packed), 200));
        assertMessage(packed + ":", () -> ExtendedXyz.readAll(packed));
        Path nowhere = folder.resolve("no/such/folder.xyz");
        assertMessage("cannot write " + nowhere, () -> ExtendedXyz.write(nowhere, parse(FROM_ASE)));
        assertMessage("cannot write " + nowhere, () -> new ExtendedXyzWriter(nowhere));
    }

    private static void assertMessage(String start, org.junit.jupiter.api.function.Executable action) {
        DataException e = assertThrows(DataException.class, action);
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }

    static List<Structure> parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<Structure> parse(byte[] text) {
        List<Structure> structures = new ArrayList<>();
        try (ExtendedXyzReader frames = ExtendedXyz.open(new ByteArrayInputStream(text), "test.xyz")) {
            frames.forEachRemaining(structures::add);
        }
        return structures;
    }
}
