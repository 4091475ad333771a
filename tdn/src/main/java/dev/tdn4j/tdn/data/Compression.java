package dev.tdn4j.tdn.data;

import dev.tdn4j.tensor.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** How a file is compressed: told by its name when written, by its first bytes when read. */
enum Compression {
    NONE("", new byte[0]),
    GZIP(".gz", new byte[] {0x1f, (byte) 0x8b}),
    XZ(".xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});

    /** What an .xz file may ask for to be unpacked, KiB: its strongest preset needs 65 MiB. */
    private static final int XZ_MEMORY_LIMIT = 256 * 1024;

    /** How far back .xz looks, bytes: many frames, and its tables, made anew for each member, stay small. */
    private static final int XZ_DICTIONARY = 1 << 20;

    private final String suffix;
    private final byte[] magic;

    Compression(String suffix, byte[] magic) {
        this.suffix = suffix;
        this.magic = magic;
    }

    static Compression ofName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(GZIP.suffix) ? GZIP : name.endsWith(XZ.suffix) ? XZ : NONE;
    }

    /**
     * The unpacked bytes of a file.
     *
     * @throws DataException if the name promises a compression that the content does not have
     */
    static InputStream unpack(InputStream raw, Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(XZ.magic.length);
        byte[] head = in.readNBytes(XZ.magic.length);
        in.reset();
        Compression named = ofName(file);
        if (named != NONE && head.length > 0 && !named.begins(head)) {
            throw new DataException(file + ": the name ends in " + named.suffix + ", but the content is not compressed so:"
                    + " rename or compress the file");
        }
        return GZIP.begins(head) ? new GZIPInputStream(in, 1 << 16)
                : XZ.begins(head) ? new XZInputStream(in, XZ_MEMORY_LIMIT)
                : in;
    }

    /** Whether what {@link #unpack} gave is the file's bytes as they are. */
    static boolean isPlain(InputStream unpacked) {
        return unpacked instanceof BufferedInputStream;
    }

    /** Lets the body write to the stream, compressed; the stream stays open. */
    void pack(OutputStream out, AtomicFile.Body body) throws IOException {
        switch (this) {
            case NONE -> body.write(out);
            case GZIP -> {
                GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
                body.write(packed);
                packed.finish();
            }
            case XZ -> {
                LZMA2Options options = new LZMA2Options();
                options.setDictSize(XZ_DICTIONARY);
                XZOutputStream packed = new XZOutputStream(out, options);
                body.write(packed);
                packed.finish();
            }
        }
    }

    private boolean begins(byte[] head) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
