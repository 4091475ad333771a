package dev.tdn4j.tdn.data;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Appends frames to an extended-XYZ file, each handed to the operating system whole as soon as it is written: a program
 * that is stopped leaves a valid file of all frames so far. In a .gz or .xz file every frame is a compressed member of
 * its own, which readers join by themselves.
 */
public final class ExtendedXyzWriter implements Closeable {

    private final Path file;
    private final OutputStream out;
    private final Compression compression;

    /**
     * A new file; one of the same name is replaced.
     *
     * @param file where to write; a name that ends in .gz or .xz is compressed so
     * @throws DataException if the file cannot be written
     */
    public ExtendedXyzWriter(Path file) {
        this.file = file;
        this.compression = Compression.ofName(file);
        try {
            this.out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw DataException.unwritable(file, e);
        }
    }

    /**
     * Appends a frame.
     *
     * @param structure what to write
     * @throws DataException if the file cannot be written, such as on a full disk
     */
    public void write(Structure structure) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try {
            compression.pack(frame, packed -> packed.write(ExtendedXyz.format(structure).getBytes(StandardCharsets.UTF_8)));
            out.write(frame.toByteArray());
        } catch (IOException e) {
            throw DataException.unwritable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw DataException.unwritable(file, e);
        }
    }
}
