package dev.tdn4j.tdn.data;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of NumPy's format .npy (versions 1 to 3): numbers of any size and byte order, in rows or columns. Its entries lie
 * in a temporary file.
 */
final class NpyArray implements AutoCloseable {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself refuses longer headers unless told otherwise. */
    private static final int LONGEST_HEADER = 10_000;

    private static final Pattern KIND = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])([0-9]*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    private final MappedFile file;
    private final Header header;
    private final long[] strides;

    private NpyArray(MappedFile file, Header header) {
        this.file = file;
        this.header = header;
        this.strides = new long[header.shape.length];
        long stride = 1;
        for (int k = 0; k < strides.length; k++) {
            int axis = header.columns ? k : strides.length - 1 - k;
            strides[axis] = stride;
            stride *= header.shape[axis];
        }
    }

    /** What comes before the entries. */
    private record Header(char kind, int size, ByteOrder order, boolean columns, long[] shape) {

        /** The number of entries' bytes, or −1 if no file can hold them. */
        long bytes() {
            long bytes = size;
            for (long length : shape) {
                if (length != 0 && bytes > Long.MAX_VALUE / length) {
                    return -1;
                }
                bytes *= length;
            }
            return bytes;
        }
    }

    /**
     * Reads an array to its end.
     *
     * @param in the file's bytes
     * @param name what to call it in messages
     * @throws DataException if it is no array of numbers, or has not as many entries as its header says
     */
    static NpyArray read(InputStream in, String name) throws IOException {
        Header header = header(in, name);
        // Whatever the header promises, only what is there is copied.
        MappedFile file = MappedFile.spool(in, name);
        if (file.bytes().byteSize() != header.bytes()) {
            file.close();
            throw new DataException(name + ": the header announces the shape " + Arrays.toString(header.shape) + " of "
                    + header.size + "-byte numbers, but " + file.bytes().byteSize() + " bytes follow: the file is damaged");
        }
        return new NpyArray(file, header);
    }

    private static Header header(InputStream in, String name) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6) || start[6] < 1 || start[6] > 3) {
            throw new DataException(name + ": this is no NumPy array of version 1 to 3");
        }
        byte[] length = in.readNBytes(start[6] == 1 ? 2 : 4);
        long count = 0;
        for (int b = length.length - 1; b >= 0; b--) {
            count = count << 8 | length[b] & 0xff;
        }
        if (count > LONGEST_HEADER) {
            throw new DataException(name + ": the header is " + count + " bytes long, more than any array of numbers needs");
        }
        String text = new String(in.readNBytes((int) count), StandardCharsets.ISO_8859_1);
        Matcher kind = KIND.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!kind.find() || !order.find() || !shape.find()) {
            throw new DataException(name + ": the header is not that of an array of numbers: " + printable(text));
        }
        int size = kind.group(3).matches("[1248]") ? Integer.parseInt(kind.group(3)) : 0;
        char type = kind.group(2).charAt(0);
        if (size == 0 || "iuf".indexOf(type) < 0 || type == 'f' && size < 4) {
            throw new DataException(name + ": the entries are of the type " + kind.group(2) + kind.group(3)
                    + ", but must be integers, or floating-point numbers of 4 or 8 bytes");
        }
        ByteOrder bytes = kind.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new Header(type, size, bytes, order.group(1).equals("True"), lengths(shape.group(1), name));
    }

    private static long[] lengths(String text, String name) {
        String[] parts = text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*");
        long[] shape = new long[parts.length];
        for (int k = 0; k < shape.length; k++) {
            if (!parts[k].matches("[0-9]{1,18}L?")) {
                throw new DataException(name + ": the shape (" + printable(text) + ") is not made of whole numbers");
            }
            shape[k] = Long.parseLong(parts[k].replace("L", ""));
        }
        return shape;
    }

    private static String printable(String text) {
        String plain = text.replaceAll("[^ -~]", "?").strip();
        return plain.length() <= 80 ? plain : plain.substring(0, 77) + "...";
    }

    /** The lengths of the axes; not to be changed. */
    long[] shape() {
        return header.shape;
    }

    /** An entry, as a double whatever its type. */
    double get(long... index) {
        long at = 0;
        for (int k = 0; k < index.length; k++) {
            at += index[k] * strides[k];
        }
        MemorySegment bytes = file.bytes();
        long offset = at * header.size;
        return switch (header.size) {
            case 1 -> {
                byte value = bytes.get(ValueLayout.JAVA_BYTE, offset);
                yield header.kind == 'u' ? value & 0xff : value;
            }
            case 2 -> {
                short value = bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(header.order), offset);
                yield header.kind == 'u' ? value & 0xffff : value;
            }
            case 4 -> header.kind == 'f'
                    ? bytes.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(header.order), offset)
                    : integer(bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(header.order), offset));
            default -> header.kind == 'f'
                    ? bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(header.order), offset)
                    : bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(header.order), offset);
        };
    }

    private double integer(int value) {
        return header.kind == 'u' ? Integer.toUnsignedLong(value) : value;
    }

    @Override
    public void close() {
        file.close();
    }
}
