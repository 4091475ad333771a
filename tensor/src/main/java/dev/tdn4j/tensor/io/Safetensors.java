package dev.tdn4j.tensor.io;

import dev.tdn4j.tensor.io.HeaderReader.Malformed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tensors by name, and texts about them: the contents of a file in the
 * <a href="https://github.com/huggingface/safetensors">safetensors</a> format. Such a file is the length of a header in 8
 * bytes, little-endian; the header, in JSON; and the elements of the tensors, one tensor after the other.
 *
 * @param metadata texts by name, unmodifiable
 * @param tensors tensors by name, unmodifiable, in their order in the file they came from
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

    /** As in the format's reference implementation: beyond this a header is an attack or an accident. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    /**
     * Copies both maps.
     *
     * @throws IllegalArgumentException if a name cannot be stored: {@code __metadata__}, or half a surrogate pair in it
     */
    public Safetensors {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        tensors.keySet().forEach(Header::requireName);
        metadata.keySet().forEach(Header::requireText);
        metadata.values().forEach(Header::requireText);
    }

    /**
     * Reads a file. Nothing larger than the file itself is allocated, whatever its header says.
     *
     * @param file where it lies
     * @return its contents
     * @throws SafetensorsException if the file is malformed; one line says how
     * @throws IOException if it cannot be read
     */
    public static Safetensors read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new SafetensorsException(file.toString(), "it is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Files.size(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "no such file");
        }
    }

    /**
     * Reads what a file would hold from memory, for example from a resource.
     *
     * @param bytes the contents of a file
     * @param name what to call it in messages
     * @return its contents
     * @throws SafetensorsException if they are malformed; one line says how
     */
    public static Safetensors parse(byte[] bytes, String name) throws SafetensorsException {
        try {
            return read(new ByteArrayInputStream(bytes), bytes.length, name);
        } catch (SafetensorsException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a file, which appears whole or not at all: see {@link AtomicFile}. Equal contents make equal files.
     *
     * @param file where it shall lie; replaced if it exists
     * @throws IOException if it cannot be written; one line says why
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::write);
    }

    /**
     * What {@link #write(Path)} would write, for at most 2 GiB.
     *
     * @return the contents of a file
     */
    public byte[] toBytes() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Safetensors read(InputStream in, long size, String name) throws IOException {
        try {
            if (size < Long.BYTES) {
                throw new Malformed("it has " + size + " bytes, too few for the length of a header");
            }
            long length = ByteBuffer.wrap(exactly(in, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length < 0 || length > MAX_HEADER_BYTES) {
                throw new Malformed("its header claims " + Long.toUnsignedString(length) + " bytes, more than any has");
            }
            if (length > size - Long.BYTES) {
                throw new Malformed("its header claims " + length + " bytes, but the file has only " + size);
            }
            String json = utf8(exactly(in, (int) length));
            Header header = Header.parse(json, size - Long.BYTES - length);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Header.Entry entry : header.entries()) {
                byte[] data = exactly(in, (int) (entry.end() - entry.begin()));
                tensors.put(entry.name(), new Tensor(entry.dtype(), entry.shape(), data));
            }
            return new Safetensors(header.metadata(), tensors);
        } catch (Malformed e) {
            throw new SafetensorsException(name, e.getMessage());
        }
    }

    private void write(OutputStream out) throws IOException {
        Header header = Header.of(metadata, tensors);
        byte[] json = header.json().getBytes(StandardCharsets.UTF_8);
        if (json.length + 7L > MAX_HEADER_BYTES) {
            throw new IOException("a header of " + json.length + " bytes exceeds the format's " + MAX_HEADER_BYTES);
        }
        // Spaces at its end align what follows to 8 bytes.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).array());
        out.write(padded);
        for (Header.Entry entry : header.entries()) {
            tensors.get(entry.name()).writeTo(out);
        }
    }

    private static byte[] exactly(InputStream in, int count) throws IOException, Malformed {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length != count) {
            throw new Malformed("it became shorter while it was read");
        }
        return bytes;
    }

    private static String utf8(byte[] bytes) throws Malformed {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("its header is not UTF-8");
        }
    }
}
