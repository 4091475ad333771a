package dev.tdn4j.tensor.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that appear whole or not at all: written beside their place under another name, forced to the disk, then moved.
 * Whatever ends the program in between leaves the earlier file as it was.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** What writes a file's contents. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes the contents.
         *
         * @param out the file, buffered
         * @throws IOException if that fails
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a file. A link is followed; what is no regular file, such as a pipe, is written to directly.
     *
     * @param file where it shall lie, in a folder that exists; replaced if it exists
     * @param body writes its contents
     * @throws IOException if the file cannot be written; the message is one line that names it and says why, and nothing
     *     is left of what was written
     */
    public static void write(Path file, Body body) throws IOException {
        try {
            if (!Files.exists(file)) {
                replace(file.toAbsolutePath(), body);
            } else if (Files.isRegularFile(file)) {
                replace(file.toRealPath(), body);
            } else {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    body.write(out);
                }
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + reason(file, e), e);
        }
    }

    private static void replace(Path file, Body body) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
        boolean moved = false;
        try {
            try (FileChannel channel =
                            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                body.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static String reason(Path file, IOException e) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        if (folder != null && !Files.isDirectory(folder)) {
            return Files.exists(folder) ? folder + " is not a folder" : "the folder " + folder + " does not exist";
        }
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such folder";
            case FileSystemException fs when fs.getReason() != null -> fs.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
