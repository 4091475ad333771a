package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The text form of a decomposition: a title, the key that names all its inputs, the measured error and time, the three
 * factors as hexadecimal doubles row by row, and the SHA-256 of everything before it.
 */
final class FactorFile {

    /** A file that does not hold what was asked for; the message says why. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;

        Invalid(String reason) {
            super(reason);
        }
    }

    private static final String TITLE = "tdn4j factors 1";
    private static final String CHECKSUM = "sha256 ";
    /** No hexadecimal double with its separator is longer. */
    private static final int LONGEST_NUMBER = 26;

    /** How far a residual may move because coefficients are rounded differently; a few hundred roundings of 1. */
    private static final double SAME_ERROR = 1e-13;

    private FactorFile() {}

    /** One line with everything that determines the factors. */
    static String key(Product product, AlsOptions options) {
        StringBuilder key = new StringBuilder();
        key.append(Decomposition.ALS).append(" version ").append(Als.VERSION);
        key.append(product instanceof CouplingSpec spec ? " lmax " + spec.lmax() : " product " + product.name());
        key.append(" rank ").append(options.rank());
        key.append(" seed ").append(options.seed());
        key.append(" target ").append(options.targetError());
        key.append(" acceptable ").append(options.acceptableError());
        key.append(" starts ").append(options.starts());
        key.append(product instanceof CouplingSpec spec ? paths(spec) : " values " + valuesHash(product.tensor()));
        return key.toString();
    }

    private static String paths(CouplingSpec spec) {
        StringBuilder key = new StringBuilder(" paths");
        for (int p = 0; p < spec.paths().size(); p++) {
            CouplingPath path = spec.paths().get(p);
            key.append(' ').append(path.l1()).append(',').append(path.l2()).append(',').append(path.l3());
            key.append(':').append(spec.weights().get(p));
        }
        return key.toString();
    }

    /** Sizes and entries, so that tensors of one name differ. */
    private static String valuesHash(Coupling m) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            text.append(m.size(axis)).append(' ');
        }
        for (int t = 0; t < m.nonzeros(); t++) {
            text.append(m.i(t)).append(' ').append(m.j(t)).append(' ').append(m.k(t)).append(' ');
            text.append(Double.toHexString(m.value(t))).append(' ');
        }
        return hash(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The file's name: readable, and distinct for distinct keys. */
    static String name(Product product, AlsOptions options) {
        String hash = hash(key(product, options).getBytes(StandardCharsets.UTF_8));
        return product.name() + "-R" + options.rank() + "-" + hash.substring(0, 16) + ".factors";
    }

    /** An upper bound on the length of a valid file, so that no other is read into memory. */
    static long longest(Product product, AlsOptions options) {
        long entries = (long) rows(product.tensor()) * options.rank();
        return entries * LONGEST_NUMBER + key(product, options).length() + 1000;
    }

    /** The rows of the three factors together. */
    private static int rows(Coupling m) {
        return m.size(0) + m.size(1) + m.size(2);
    }

    static byte[] write(Decomposition decomposition, AlsOptions options) {
        StringBuilder text = new StringBuilder();
        text.append(TITLE).append('\n');
        text.append("key ").append(key(decomposition.product(), options)).append('\n');
        text.append("relativeError ").append(decomposition.relativeError()).append('\n');
        text.append("seconds ").append(decomposition.seconds()).append('\n');
        Factors factors = decomposition.factors();
        for (int axis = 0; axis < 3; axis++) {
            for (int row = 0; row < factors.size(axis); row++) {
                text.append("ABC".charAt(axis));
                for (int r = 0; r < factors.rank(); r++) {
                    text.append(' ').append(Double.toHexString(factors.get(axis, row, r)));
                }
                text.append('\n');
            }
        }
        String hash = hash(text.toString().getBytes(StandardCharsets.UTF_8));
        return text.append(CHECKSUM).append(hash).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a file back; its residual is measured again, against the exact coefficients. */
    static Decomposition read(byte[] bytes, Product product, AlsOptions options) throws Invalid {
        String[] lines = body(bytes).split("\n", -1);
        Coupling target = product.tensor();
        if (lines.length != rows(target) + 5 || !lines[0].equals(TITLE)) {
            throw new Invalid("is not a file of factors of this version");
        }
        if (!lines[1].equals("key " + key(product, options))) {
            throw new Invalid("belongs to another decomposition");
        }
        try {
            double stored = Double.parseDouble(value(lines[2], "relativeError "));
            double seconds = Double.parseDouble(value(lines[3], "seconds "));
            double[][] factor = new double[3][];
            for (int axis = 0, from = 4; axis < 3; from += target.size(axis++)) {
                factor[axis] = matrix(lines, from, "ABC".charAt(axis), target.size(axis), options.rank());
            }
            Factors factors = new Factors(options.rank(), factor[0], factor[1], factor[2]);
            double measured = Als.relativeError(target, factors);
            if (!(Math.abs(measured - stored) <= SAME_ERROR)) {
                throw new Invalid("claims the relative error " + stored + ", but its factors have " + measured);
            }
            return new Decomposition(product, factors, measured, seconds, Decomposition.ALS, Decomposition.origin(options));
        } catch (IllegalArgumentException e) {
            throw new Invalid("holds no numbers where they should be: " + e.getMessage());
        }
    }

    /** Everything before the checksum, after comparing it. */
    private static String body(byte[] bytes) throws Invalid {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0) {
            throw new Invalid("has no checksum: it was cut short, or is no file of factors");
        }
        String body = text.substring(0, end);
        String hash = hash(body.getBytes(StandardCharsets.ISO_8859_1));
        if (!text.substring(end).equals(CHECKSUM + hash + "\n")) {
            throw new Invalid("has a wrong checksum: it was damaged");
        }
        return body;
    }

    private static String value(String line, String name) throws Invalid {
        if (!line.startsWith(name)) {
            throw new Invalid("has no line “" + name.strip() + "”");
        }
        return line.substring(name.length());
    }

    private static double[] matrix(String[] lines, int from, char name, int rows, int rank) throws Invalid {
        double[] matrix = new double[rows * rank];
        for (int row = 0; row < rows; row++) {
            String[] words = lines[from + row].split(" ", -1);
            if (words.length != rank + 1 || !words[0].equals(String.valueOf(name))) {
                throw new Invalid("line " + (from + row + 1) + " is not a row of factor " + name);
            }
            for (int r = 0; r < rank; r++) {
                matrix[row * rank + r] = Double.parseDouble(words[r + 1]);
            }
        }
        return matrix;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
