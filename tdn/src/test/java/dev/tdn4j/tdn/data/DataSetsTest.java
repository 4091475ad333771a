package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {

    private static final DataOptions RELATIVE = new DataOptions(DataFormat.AUTO, List.of(PubChemQcrStage.DFT_1ST), true);

    @TempDir
    private Path folder;

    private static List<Structure> structures(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Structure> structures = new ArrayList<>();
        while (structures.size() < count) {
            structures.add(ExtendedXyzProperties.structure(random).withEnergy(random.nextDouble()));
        }
        return structures;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path write(String name, List<Structure> structures) {
        ExtendedXyz.write(folder.resolve(name), structures);
        return folder.resolve(name);
    }

    private static void assertRefused(String message, Path path, DataOptions options) {
        DataException e = assertThrows(DataException.class, () -> {
            try (DataSet set = DataSets.open(path, options)) {
                set.forEach(Structure::size);
            }
        });
        Damage.assertClear(e, path.getFileName().toString().replaceFirst("\\..*", ""));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    /** Files in the order of their names, with whatever else lies beside them passed over. */
    @Test
    void aFolder() throws IOException {
        List<Structure> all = structures(9, 1);
        write("b.extxyz.xz", all.subList(4, 7));
        write("c.xyz.gz", all.subList(7, 9));
        write("a.extxyz", all.subList(0, 4));
        write("README.md", "about these files");
        write("a.txt", "notes on the first file");
        try (DataSet set = DataSets.open(folder, DataOptions.standard())) {
            assertEquals(all, set);
            assertEquals(all.get(8), set.get(8));
            assertThrows(IndexOutOfBoundsException.class, () -> set.get(9));
            assertTrue(set.description().contains("9 structures in 3 files"), set.description());
        }
    }

    @Test
    void emptyFoldersAndMissingFiles() throws IOException {
        assertRefused("the folder holds no data", folder, DataOptions.standard());
        for (DataFormat format : DataFormat.values()) {
            if (format != DataFormat.S2EF) {
                DataOptions options = new DataOptions(format, List.of(PubChemQcrStage.PM3), false);
                assertRefused("there is no such file", folder.resolve("missing.xyz"), options);
            }
        }
    }

    /** The Open Catalyst Project's pairs of files, packed or not. */
    @Test
    void s2ef() throws IOException {
        List<Structure> frames = structures(3, 2);
        String lines = "random1331004,frame0,-180.25\nrandom1331004,frame7,-180.25\nrandom22,frame1,1.5\n";
        for (String suffix : List.of("", ".xz", ".gz")) {
            Path file = write("0.extxyz" + suffix, frames);
            Path companion = write("0.txt", lines);
            try (DataSet set = DataSets.open(folder, DataOptions.standard()); DataSet relative = DataSets.open(file, RELATIVE)) {
                assertEquals(3, set.size());
                assertEquals("random1331004", set.get(1).info().get("sid"));
                assertEquals("frame7", set.get(1).info().get("fid"));
                assertEquals(frames.get(1).energy(), set.get(1).energy());
                assertEquals(frames.get(1).energy().orElseThrow() + 180.25, relative.get(1).energy().orElseThrow());
                assertEquals(frames.get(2).energy().orElseThrow() - 1.5, relative.get(2).energy().orElseThrow());
                assertTrue(set.description().contains("S2EF, total energies"), set.description());
            }
            Files.delete(companion);
            assertRefused("only the format S2EF has reference energies", file, RELATIVE);
            assertRefused("there is no companion 0.txt", file, new DataOptions(DataFormat.S2EF, RELATIVE.stages(), false));
            Files.delete(file);
        }
    }

    @Test
    void s2efThatDoesNotFit() throws IOException {
        Path file = write("0.extxyz", structures(2, 3));
        write("0.txt", "random1,frame0,-1\n");
        assertRefused("1 lines for the 2 structures", file, DataOptions.standard());
        write("0.txt", "random1,frame0\nrandom1,frame1\n");
        try (DataSet set = DataSets.open(file, DataOptions.standard())) {
            assertEquals(2, set.size()); // OC22 counts total energies, so it needs no references
        }
        assertRefused("0.txt:1: the line has no reference energy", file, RELATIVE);
        write("0.txt", "random1,frame0,-1\nrandom1,frame1,minus one\n");
        assertRefused("0.txt:2: the reference energy is \"minus one\"", file, RELATIVE);
        write("0.txt", "random1,frame0,-1\nsomething else\n");
        assertRefused("0.txt:2: \"something else\" should be", file, DataOptions.standard());
    }

    @Test
    void tagsAreReadAndWritten() throws IOException {
        Path file = write("slab.xyz", "2\nProperties=species:S:1:pos:R:3:move_mask:L:1:tags:I:1:forces:R:3 energy=-1\n"
                + "Cu 0 0 0 F 0 0 0 0\nH 0 0 2 T 2 0 0 1\n");
        try (DataSet set = DataSets.open(file, DataOptions.standard())) {
            Structure structure = set.getFirst();
            assertArrayEquals(new int[] {0, 2}, structure.tags().orElseThrow());
            assertArrayEquals(new boolean[] {true, false}, structure.fixed());
            assertEquals(structure, ExtendedXyzTest.parse(ExtendedXyz.format(structure)).getFirst());
        }
        write("slab.xyz", "1\nProperties=species:S:1:pos:R:3:tags:I:1\nCu 0 0 0 top\n");
        assertRefused("slab.xyz:3: the tag is \"top\"", file, DataOptions.standard());
    }

    /** The sample that the project develops with has its system and frame in the comment line, and no companions. */
    @Test
    void openCatalystSample() {
        Path file = SharedData.file("oc20_sample_train.extxyz");
        try (DataSet set = DataSets.open(file, DataOptions.standard())) {
            assertEquals(480, set.size());
            Structure first = set.getFirst();
            assertTrue(first.isPeriodic() && first.isFixed(0) && first.info().get("sid").startsWith("random"));
            assertEquals(ExtendedXyz.readAll(file), set);
        }
    }
}
