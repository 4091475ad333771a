package dev.tdn4j.tdn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy's formats as numpy.save, numpy.savez and numpy.savez_compressed do. */
final class NumpyFiles {

    private NumpyFiles() {}

    /** An array of one of the kinds "f8", "f4", "i8", "i4", "i2", "i1", "u4", "u2", "u1", with "&lt;", "&gt;" or "|" before it. */
    static byte[] npy(String kind, boolean columns, int[] shape, double... values) {
        StringBuilder lengths = new StringBuilder("(");
        for (int length : shape) {
            lengths.append(length).append(shape.length == 1 ? "," : ", ");
        }
        String dictionary = "{'descr': '" + kind + "', 'fortran_order': " + (columns ? "True" : "False") + ", 'shape': "
                + (shape.length > 1 ? lengths.substring(0, lengths.length() - 2) : lengths) + "), }";
        String padded = dictionary + " ".repeat(63 - (10 + dictionary.length()) % 64) + "\n";
        ByteBuffer out = ByteBuffer.allocate(10 + padded.length() + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded.length());
        out.put(padded.getBytes(StandardCharsets.ISO_8859_1));
        out.order(kind.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (kind.substring(1)) {
                case "f8" -> out.putDouble(value);
                case "f4" -> out.putFloat((float) value);
                case "i8", "u8" -> out.putLong((long) value);
                case "i4", "u4" -> out.putInt((int) (long) value);
                case "i2", "u2" -> out.putShort((short) (int) value);
                default -> out.put((byte) (int) value);
            }
        }
        byte[] bytes = new byte[out.position()];
        out.rewind().get(bytes);
        return bytes;
    }

    /** An archive of arrays by name. */
    static byte[] npz(Map<String, byte[]> arrays, boolean compressed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                if (!compressed) {
                    CRC32 crc = new CRC32();
                    crc.update(array.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(array.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(array.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
