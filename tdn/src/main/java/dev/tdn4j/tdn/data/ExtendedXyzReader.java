package dev.tdn4j.tdn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.StringTokenizer;

/**
 * The frames of an extended-XYZ text one after another; only one is held in memory. Made by {@link ExtendedXyz#open}.
 * Every method that reads throws {@link DataException} at the first mistake, after which the reader is of no more use.
 */
public final class ExtendedXyzReader implements Iterator<Structure>, AutoCloseable {

    private static final List<String> ENERGIES = List.of("energy", "REF_energy");

    private final Lines lines;
    private final String name;
    private int frames;
    private int atomsBefore;
    private String pendingCount;

    ExtendedXyzReader(InputStream in, String name) {
        this(in, name, 0);
    }

    /** Reads frames from the middle of a text, of which so many lines come before. */
    ExtendedXyzReader(InputStream in, String name, int linesBefore) {
        this.lines = new Lines(in, name, linesBefore);
        this.name = name;
    }

    /**
     * Whether there is another frame.
     *
     * @return false at the end
     * @throws DataException if there was no frame at all, or reading fails
     */
    @Override
    public boolean hasNext() {
        while (pendingCount == null) {
            String line = lines.next();
            if (line == null) {
                if (frames == 0) {
                    throw new DataException(name + ": the file is empty: it should hold at least one extended XYZ frame");
                }
                return false;
            }
            if (!line.isBlank()) {
                pendingCount = line.strip();
            }
        }
        return true;
    }

    /**
     * The next frame.
     *
     * @return a structure whose {@link Structure#source} is the frame's first line
     * @throws DataException if the frame is wrong in any way
     * @throws NoSuchElementException if there is none
     */
    @Override
    public Structure next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int start = lines.number();
        int atoms = atomCount(pendingCount);
        pendingCount = null;
        String comment = lines.next();
        if (comment == null) {
            throw truncated(start, atoms, 0);
        }
        Map<String, String> info = comment(comment);
        Frame frame = new Frame(start, atoms, columns(info));
        Cell cell = cell(info);
        Double energy = energy(info);
        for (int i = 0; i < atoms; i++) {
            String line = lines.next();
            if (line == null) {
                throw truncated(start, atoms, i);
            }
            frame.atom(i, line);
        }
        frames++;
        atomsBefore = atoms;
        Structure structure = frame.structure().withCell(cell).withInfo(info);
        return energy == null ? structure : structure.withEnergy(energy);
    }

    private int atomCount(String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw lines.error("\"" + shortened(text) + "\" should be the number of atoms of the next frame"
                    + (frames == 0 ? "" : ", after the " + atomsBefore + " atoms that the frame before announces")
                    + ": a whole number from 1");
        }
        return Integer.parseInt(text);
    }

    private DataException truncated(int start, int atoms, int found) {
        return lines.errorAt(start, "the frame announces " + atoms + " atoms, but the file ends after " + found
                + " of them: complete the frame or remove it");
    }

    /** The pairs of a comment line; of one that is only prose, the prose under "comment". */
    private Map<String, String> comment(String line) {
        try {
            return CommentLine.parse(line);
        } catch (IllegalArgumentException e) {
            String lower = line.toLowerCase(Locale.ROOT).replace(" ", "");
            if (List.of("properties=", "lattice=", "pbc=", "energy=").stream().anyMatch(lower::contains)) {
                throw lines.error(e.getMessage());
            }
            Map<String, String> prose = new LinkedHashMap<>();
            prose.put("comment", line.strip());
            return prose;
        }
    }

    private Columns columns(Map<String, String> info) {
        String properties = remove(info, "Properties");
        try {
            return properties == null ? Columns.PLAIN : Columns.parse(properties);
        } catch (IllegalArgumentException e) {
            throw lines.error(e.getMessage());
        }
    }

    /** The cell; one with Lattice but without pbc repeats everywhere, as in ASE. */
    private Cell cell(Map<String, String> info) {
        String lattice = remove(info, "Lattice");
        String pbc = remove(info, "pbc");
        boolean[] periodic = new boolean[3];
        if (pbc == null) {
            Arrays.fill(periodic, lattice != null);
        } else {
            String[] flags = words(pbc);
            if (flags.length != 3) {
                throw lines.error("pbc=\"" + shortened(pbc) + "\" should be three flags, as in pbc=\"T T F\"");
            }
            for (int k = 0; k < 3; k++) {
                periodic[k] = flag(flags[k], "pbc");
            }
        }
        boolean any = periodic[0] || periodic[1] || periodic[2];
        if (lattice == null) {
            if (any) {
                throw lines.error("pbc=\"" + pbc + "\" needs a Lattice=\"ax ay az bx by bz cx cy cz\"");
            }
            return null;
        }
        String[] numbers = words(lattice);
        if (numbers.length != 9) {
            throw lines.error("Lattice=\"" + shortened(lattice) + "\" should be nine numbers, ax ay az bx by bz cx cy cz");
        }
        double[] rows = new double[9];
        for (int i = 0; i < 9; i++) {
            rows[i] = real(numbers[i], "the Lattice");
        }
        if (!any && Arrays.stream(rows).allMatch(x -> x == 0)) {
            return null; // how some programs say that there is no cell
        }
        try {
            return new Cell(rows, periodic);
        } catch (DataException e) {
            throw lines.error(e.getMessage());
        }
    }

    private Double energy(Map<String, String> info) {
        for (String key : ENERGIES) {
            if (info.containsKey(key)) {
                return real(info.remove(key), "the " + key);
            }
        }
        return null;
    }

    /** Takes a pair out, whatever the case of its key's letters. */
    private static String remove(Map<String, String> info, String key) {
        String found = info.keySet().stream().filter(key::equalsIgnoreCase).findFirst().orElse(null);
        return found == null ? null : info.remove(found);
    }

    private static String[] words(String text) {
        String inner = text.strip();
        if (inner.startsWith("[") || inner.startsWith("{")) {
            inner = inner.substring(1, Math.max(1, inner.length() - 1));
        }
        return inner.strip().split("[\\s,]+");
    }

    private boolean flag(String text, String what) {
        return switch (text) {
            case "T", "t", "True", "true", "TRUE", "1" -> true;
            case "F", "f", "False", "false", "FALSE", "0" -> false;
            default -> throw lines.error(what + " has the flag \"" + shortened(text) + "\", but flags are T and F");
        };
    }

    private double real(String text, String what) {
        double value = isDecimal(text) ? parsed(text) : Double.NaN;
        if (Double.isFinite(value)) {
            return value;
        }
        if (text.toLowerCase(Locale.ROOT).matches("[+-]?(nan|inf|infinity)")) {
            throw lines.error(what + " is " + text + ", but must be finite: remove the frame or repair its numbers");
        }
        throw lines.error(what + " is \"" + shortened(text) + "\", which is no number within range");
    }

    /** Only digits, signs, a point and e: Java's own parser would also take "0x1p3" and "1f". */
    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** Closes the file. */
    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The atoms of the frame being read; arrays grow with what is found, not with what is announced. */
    private final class Frame {

        private final int start;
        private final int atoms;
        private final Columns columns;
        private int[] numbers;
        private double[] positions;
        private double[] forces;
        private boolean[] fixed;
        private int[] tags;

        Frame(int start, int atoms, Columns columns) {
            this.start = start;
            this.atoms = atoms;
            this.columns = columns;
            int first = Math.min(atoms, 256);
            this.numbers = new int[first];
            this.positions = new double[3 * first];
            this.forces = new double[3 * first];
            this.fixed = new boolean[first];
            this.tags = new int[columns.tag() < 0 ? 0 : first];
        }

        void atom(int i, String line) {
            if (i == numbers.length) {
                int more = (int) Math.min(atoms, 2L * i);
                numbers = Arrays.copyOf(numbers, more);
                positions = Arrays.copyOf(positions, 3 * more);
                forces = Arrays.copyOf(forces, 3 * more);
                fixed = Arrays.copyOf(fixed, more);
                tags = Arrays.copyOf(tags, columns.tag() < 0 ? 0 : more);
            }
            String[] words = split(line);
            numbers[i] = element(words);
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = real(words[columns.position() + k], "the " + "xyz".charAt(k) + " coordinate");
                if (columns.force() >= 0) {
                    forces[3 * i + k] = real(words[columns.force() + k], "the " + "xyz".charAt(k) + " force");
                }
            }
            fixed[i] = columns.fixed() >= 0 && flag(words[columns.fixed()], "fixed")
                    || columns.mobile() >= 0 && !moves(words);
            if (columns.tag() >= 0) {
                tags[i] = tag(words[columns.tag()]);
            }
        }

        private int tag(String text) {
            if (!text.matches("-?[0-9]{1,9}")) {
                throw lines.error("the tag is \"" + shortened(text) + "\", which is no whole number within range");
            }
            return Integer.parseInt(text);
        }

        private String[] split(String line) {
            StringTokenizer tokens = new StringTokenizer(line);
            int found = tokens.countTokens();
            if (found < columns.width() || columns.exact() && found > columns.width()) {
                throw lines.error("the line has " + found + " columns where " + columns.width() + " are expected ("
                        + "the frame that starts at line " + start + " announces " + atoms
                        + " atoms): correct the atom count or the line");
            }
            String[] words = new String[columns.width()];
            for (int c = 0; c < words.length; c++) {
                words[c] = tokens.nextToken();
            }
            return words;
        }

        private int element(String[] words) {
            int number = -1;
            if (columns.number() >= 0) {
                String text = words[columns.number()];
                number = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
                if (number < 1 || number > Elements.COUNT) {
                    throw lines.error("there is no element \"" + shortened(text) + "\": atomic numbers are 1.."
                            + Elements.COUNT);
                }
            }
            if (columns.species() < 0) {
                return number;
            }
            String symbol = words[columns.species()];
            int named = Elements.number(symbol).orElseThrow(() -> lines.error("there is no element \""
                    + shortened(symbol) + "\": the species column must hold chemical symbols"));
            if (number >= 0 && number != named) {
                throw lines.error("the species is " + symbol + ", but the atomic number " + number);
            }
            return named;
        }

        private boolean moves(String[] words) {
            boolean first = flag(words[columns.mobile()], "move_mask");
            for (int k = 1; k < columns.mobileCount(); k++) {
                if (flag(words[columns.mobile() + k], "move_mask") != first) {
                    throw lines.error("the atom moves along some directions only: hold it in all three or in none");
                }
            }
            return first;
        }

        Structure structure() {
            Structure structure = Structure.of(numbers, positions).withSource(name + ":" + start).withFixed(fixed);
            structure = columns.tag() < 0 ? structure : structure.withTags(tags);
            return columns.force() < 0 ? structure : structure.withForces(forces);
        }
    }
}
