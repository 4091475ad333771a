package dev.tdn4j.tensor.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    private static final AtomicFile.Body NEW = out -> out.write(new byte[] {'n', 'e', 'w'});

    @TempDir
    Path folder;

    @Test
    void aFailureLeavesTheEarlierFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        IOException failure = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        assertEquals("cannot write " + file + ": No space left on device", failure.getMessage());
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, out -> {
            throw new IllegalStateException();
        }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), list());
    }

    @Test
    void impossiblePlacesAreNamed() throws IOException {
        Path inMissing = folder.resolve("missing").resolve("f");
        refused(inMissing, "does not exist");
        refused(folder, "it is a folder");
        Path file = Files.writeString(folder.resolve("f"), "old");
        refused(file.resolve("g"), "is not a folder");
        refused(folder.resolve("x".repeat(300)), "");
        assertEquals(List.of(file), list());
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        AtomicFile.write(link, NEW);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void devicesAreWrittenToAndNotReplaced() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: no " + full + " here");
        refused(full, "No space left on device");
        assertTrue(Files.exists(full) && !Files.isRegularFile(full));
    }

    private void refused(Path file, String reason) {
        String message = assertThrows(IOException.class, () -> AtomicFile.write(file, NEW)).getMessage();
        assertTrue(message.startsWith("cannot write " + file + ": "), message);
        assertTrue(message.contains(reason), message);
        assertEquals(1, message.lines().count(), message);
    }

    private List<Path> list() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
