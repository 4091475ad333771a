package dev.tdn4j.tdn.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file's bytes, mapped and not read: the system holds as much of them in memory as it has to spare. What is compressed is
 * unpacked into a temporary file first. Access outside the bytes is an IndexOutOfBoundsException, never a crash.
 */
final class MappedFile implements AutoCloseable {

    private final Arena arena;
    private final MemorySegment bytes;

    private MappedFile(Arena arena, MemorySegment bytes) {
        this.arena = arena;
        this.bytes = bytes;
    }

    /**
     * Maps a plain, .gz or .xz file.
     *
     * @throws DataException if it is missing, a folder, or damaged
     */
    static MappedFile open(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": this is a folder, not a file");
        }
        try (InputStream raw = Files.newInputStream(file)) {
            InputStream unpacked = Compression.unpack(raw, file);
            // A pipe cannot be mapped either.
            return Compression.isPlain(unpacked) && Files.isRegularFile(file) ? map(file) : spool(unpacked, file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file: check the path", e);
        } catch (AccessDeniedException e) {
            throw new DataException(file + ": the file may not be read: check its permissions", e);
        } catch (IOException e) {
            throw new DataException(file + ": the file cannot be read (" + Lines.reason(e) + "): get it anew", e);
        }
    }

    /** Maps a copy of a stream in the temporary folder, which is gone when the program ends. */
    static MappedFile spool(InputStream in, String name) throws IOException {
        Path copy = Files.createTempFile("tdn4j-", ".unpacked");
        try {
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new DataException(name + ": unpacking into " + copy.getParent() + " fails (" + Lines.reason(e)
                        + "): the file is cut short or damaged, or the folder full", e);
            }
            return map(copy);
        } finally {
            deleteNowOrLater(copy);
        }
    }

    private static MappedFile map(Path file) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new MappedFile(arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    /** Some systems delete a mapped file at once and keep its bytes, others refuse until the program ends. */
    private static void deleteNowOrLater(Path copy) {
        try {
            Files.delete(copy);
        } catch (IOException e) {
            copy.toFile().deleteOnExit();
        }
    }

    MemorySegment bytes() {
        return bytes;
    }

    @Override
    public void close() {
        arena.close();
    }
}
