package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The binary form of a decomposition: a mark, the deflated content, and the CRC-32 of both, which a fresh JVM computes in a
 * millisecond where SHA-256 takes thirty to be found. The content is a key, the
 * coupling with its weights, method, origin, error and time, and the three factors row by row. A product that is no sum of
 * paths is not stored: whoever reads the file has it.
 */
final class FactorFile {

    /** A file that does not hold what was asked for; the message says why. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;

        Invalid(String reason) {
            super(reason);
        }
    }

    /** What a file holds: a key, which may be empty, and the decomposition. */
    record Content(String key, Decomposition decomposition) {}

    private static final byte[] MARK = "tdn4jCP3".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM_LENGTH = Integer.BYTES;

    /** How far a residual may move because coefficients are rounded differently; a few hundred roundings of 1. */
    private static final double SAME_ERROR = 1e-13;

    /** In place of the largest degree, where the product is no sum of paths. */
    private static final int OTHER_PRODUCT = -1;

    /** Beyond this the sizes in a file are not believed; L = 10 has 121 components. */
    private static final int LARGEST_DEGREE = 100;

    private static final int LARGEST_RANK = 1_000_000;

    private FactorFile() {}

    /** Which bytes may stand in a file at most, so that no other is read into memory; deflating adds 1 in 1000 at worst. */
    static long longest(Product product, String key, int rank) {
        long entries = (long) rank * Arrays.stream(sizes(product)).sum();
        // The product takes less than the key, which spells it out.
        return (entries * Double.BYTES + 2L * key.length() + 4096) * 1001 / 1000;
    }

    static byte[] write(String key, Decomposition decomposition) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MARK);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            writeContent(out, key, decomposition);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        byte[] body = bytes.toByteArray();
        bytes.writeBytes(checksum(body, body.length));
        return bytes.toByteArray();
    }

    private static void writeContent(DataOutputStream out, String key, Decomposition d) throws IOException {
        writeText(out, key);
        writeProduct(out, d);
        writeText(out, d.method());
        writeText(out, d.origin());
        out.writeDouble(d.relativeError());
        out.writeDouble(d.seconds());
        out.writeInt(d.rank());
        boolean single = isSingle(d.factors());
        out.writeBoolean(single);
        for (int axis = 0; axis < 3; axis++) {
            for (double entry : d.factors().matrix(axis)) {
                if (single) {
                    out.writeFloat((float) entry);
                } else {
                    out.writeDouble(entry);
                }
            }
        }
    }

    private static void writeProduct(DataOutputStream out, Decomposition d) throws IOException {
        if (!(d.product() instanceof CouplingSpec spec)) {
            out.writeInt(OTHER_PRODUCT);
            return;
        }
        out.writeInt(spec.lmax());
        out.writeInt(spec.paths().size());
        for (int p = 0; p < spec.paths().size(); p++) {
            CouplingPath path = spec.paths().get(p);
            out.writeByte(path.l1());
            out.writeByte(path.l2());
            out.writeByte(path.l3());
            out.writeDouble(spec.weights().get(p));
        }
    }

    /** Entries that are float values take half the space: factors far from exact lose nothing by being rounded to them. */
    private static boolean isSingle(Factors factors) {
        for (int axis = 0; axis < 3; axis++) {
            for (double entry : factors.matrix(axis)) {
                if ((float) entry != entry) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads a file of factors of a sum of paths, and believes it: its checksum is right. */
    static Content read(byte[] bytes) throws Invalid {
        return read(bytes, null);
    }

    private static Content read(byte[] bytes, Product given) throws Invalid {
        int deflatedLength = bodyLength(bytes) - MARK.length;
        ByteArrayInputStream deflated = new ByteArrayInputStream(bytes, MARK.length, deflatedLength);
        try (InputStream in = new InflaterInputStream(deflated, new Inflater(), Math.max(1, deflatedLength))) {
            ByteBuffer content = ByteBuffer.wrap(in.readAllBytes());
            Content read = readContent(content, given);
            if (content.hasRemaining()) {
                throw new Invalid("is longer than its content");
            }
            return read;
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            throw new Invalid("holds no decomposition: " + e.getMessage());
        }
    }

    /** Reads a file back; its key must be this and its residual, measured again against the exact coefficients, as it says. */
    static Decomposition readVerified(byte[] bytes, String key, Product product) throws Invalid {
        Content content = read(bytes, product);
        if (!content.key().equals(key)) {
            throw new Invalid("belongs to another decomposition");
        }
        verify(content.decomposition());
        return content.decomposition();
    }

    /** Compares the error that a decomposition claims with that of its factors. */
    static void verify(Decomposition d) throws Invalid {
        double measured = Als.relativeError(d.product().tensor(), d.factors());
        if (!(Math.abs(measured - d.relativeError()) <= SAME_ERROR)) {
            throw new Invalid("claims the relative error " + d.relativeError() + ", but its factors have " + measured);
        }
    }

    private static Content readContent(ByteBuffer in, Product given) throws Invalid {
        String key = readText(in);
        Product product = readProduct(in, given);
        String method = readText(in);
        String origin = readText(in);
        double relativeError = in.getDouble();
        double seconds = in.getDouble();
        Factors factors = readFactors(in, sizes(product));
        return new Content(key, new Decomposition(product, factors, relativeError, seconds, method, origin));
    }

    /** n1, n2, n3; those of a sum of paths without computing its tensor. */
    private static int[] sizes(Product product) {
        if (product instanceof CouplingSpec spec) {
            int n = Degrees.components(spec.lmax());
            return new int[] {n, n, n};
        }
        Coupling m = product.tensor();
        return new int[] {m.size(0), m.size(1), m.size(2)};
    }

    private static Factors readFactors(ByteBuffer in, int[] sizes) throws Invalid {
        int rank = within(in.getInt(), 1, LARGEST_RANK, "rank");
        boolean single = in.get() != 0;
        if (in.remaining() != (long) rank * (sizes[0] + sizes[1] + sizes[2]) * (single ? Float.BYTES : Double.BYTES)) {
            throw new Invalid("is too short or too long for its rank");
        }
        double[][] factor = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            factor[axis] = single ? floats(in, sizes[axis] * rank) : doubles(in, sizes[axis] * rank);
        }
        return new Factors(rank, factor[0], factor[1], factor[2]);
    }

    private static double[] floats(ByteBuffer in, int count) {
        float[] read = new float[count];
        in.asFloatBuffer().get(read);
        in.position(in.position() + count * Float.BYTES);
        double[] matrix = new double[count];
        for (int t = 0; t < count; t++) {
            matrix[t] = read[t];
        }
        return matrix;
    }

    private static double[] doubles(ByteBuffer in, int count) {
        double[] matrix = new double[count];
        in.asDoubleBuffer().get(matrix);
        in.position(in.position() + count * Double.BYTES);
        return matrix;
    }

    private static Product readProduct(ByteBuffer in, Product given) throws Invalid {
        int lmax = within(in.getInt(), OTHER_PRODUCT, LARGEST_DEGREE, "largest degree");
        if (lmax == OTHER_PRODUCT) {
            if (given == null) {
                throw new Invalid("belongs to a product that is no sum of paths");
            }
            return given;
        }
        int count = within(in.getInt(), 1, (lmax + 1) * (lmax + 1) * (lmax + 1), "number of paths");
        List<CouplingPath> paths = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            paths.add(new CouplingPath(in.get(), in.get(), in.get()));
            weights.add(in.getDouble());
        }
        return new CouplingSpec(lmax, paths, weights);
    }

    private static int within(int value, int least, int most, String what) throws Invalid {
        if (value < least || value > most) {
            throw new Invalid("claims a " + what + " of " + value);
        }
        return value;
    }

    /** The number of bytes before the checksum, after comparing it. */
    private static int bodyLength(byte[] bytes) throws Invalid {
        if (bytes.length < MARK.length + CHECKSUM_LENGTH || !Arrays.equals(MARK, Arrays.copyOf(bytes, MARK.length))) {
            throw new Invalid("is no file of factors of this version, or was cut short");
        }
        int length = bytes.length - CHECKSUM_LENGTH;
        if (!Arrays.equals(checksum(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new Invalid("has a wrong checksum: it was damaged or cut short");
        }
        return length;
    }

    private static byte[] checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return ByteBuffer.allocate(CHECKSUM_LENGTH).putInt((int) crc.getValue()).array();
    }

    /** The keys of couplings with many paths exceed what {@code writeUTF} can hold. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(ByteBuffer in) throws Invalid {
        byte[] text = new byte[within(in.getInt(), 0, in.remaining(), "text length")];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The SHA-256 of a text, in hexadecimal. */
    static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
