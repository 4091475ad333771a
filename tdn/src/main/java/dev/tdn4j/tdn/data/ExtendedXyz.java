package dev.tdn4j.tdn.data;

import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Extended XYZ as ASE writes it: for each frame the number of atoms, a comment line of {@code key=value} pairs, and a
 * line for each atom.
 *
 * <ul>
 *   <li>{@code Properties} names the columns: {@code species:S:1} or {@code Z:I:1}, {@code pos:R:3} (Å),
 *       {@code forces:R:3} (eV/Å), {@code fixed:I:1} (1 for an atom held in place) or {@code move_mask:L:1} (F for such an
 *       atom), {@code tags:I:1}; others are passed over. Without it, the columns are those of plain XYZ.
 *   <li>{@code Lattice} holds the three lattice vectors and {@code pbc} the directions that repeat, all if it is absent.
 *   <li>{@code energy} is the total energy in eV.
 *   <li>{@code REF_energy} and {@code REF_forces}, another custom, are read where {@code energy} and {@code forces} are
 *       absent.
 *   <li>Everything else stays in {@link Structure#info} and is written back.
 * </ul>
 *
 * <p>Files may be plain, gzip (.gz) or xz (.xz). Numbers are written with all digits that a double needs to be read back
 * the same.
 */
public final class ExtendedXyz {

    private ExtendedXyz() {}

    /**
     * Opens a file to read it frame by frame.
     *
     * @param file a plain, .gz or .xz file
     * @return the frames, to be closed
     * @throws DataException if the file is missing or unreadable
     */
    public static ExtendedXyzReader open(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": this is a folder, not an extended XYZ file");
        }
        InputStream raw = null;
        try {
            raw = Files.newInputStream(file);
            return new ExtendedXyzReader(Compression.unpack(raw, file), file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file: check the path", e);
        } catch (AccessDeniedException e) {
            throw new DataException(file + ": the file may not be read: check its permissions", e);
        } catch (IOException e) {
            closeQuietly(raw, e);
            throw new DataException(file + ": the file cannot be read (" + Lines.reason(e) + "): get it anew", e);
        } catch (DataException e) {
            closeQuietly(raw, e);
            throw e;
        }
    }

    /**
     * Opens a stream of plain text.
     *
     * @param in the text in UTF-8
     * @param name what to call it in messages
     * @return the frames, to be closed
     */
    public static ExtendedXyzReader open(InputStream in, String name) {
        return new ExtendedXyzReader(in, name);
    }

    /**
     * Reads a whole file.
     *
     * @param file a plain, .gz or .xz file
     * @return its frames in order, at least one
     * @throws DataException if the file or a frame is wrong
     */
    public static List<Structure> readAll(Path file) {
        List<Structure> structures = new ArrayList<>();
        try (ExtendedXyzReader frames = open(file)) {
            frames.forEachRemaining(structures::add);
        }
        return structures;
    }

    /**
     * Writes a file whole: it appears under its name when it is complete, or not at all.
     *
     * @param file where to write; a name that ends in .gz or .xz is compressed so; an older file is replaced
     * @param structures the frames in order
     * @throws DataException if the file cannot be written
     */
    public static void write(Path file, Iterable<Structure> structures) {
        try {
            AtomicFile.write(file, out -> Compression.ofName(file).pack(out, packed -> {
                for (Structure structure : structures) {
                    packed.write(format(structure).getBytes(StandardCharsets.UTF_8));
                }
            }));
        } catch (IOException e) {
            throw new DataException(e.getMessage() + "; choose another place", e);
        }
    }

    /**
     * One frame as text.
     *
     * @param structure the structure
     * @return its lines, the last with its end
     */
    public static String format(Structure structure) {
        double[] positions = structure.positions();
        double[] forces = structure.forces().orElse(null);
        boolean[] fixed = structure.fixed();
        boolean anyFixed = false;
        for (boolean f : fixed) {
            anyFixed |= f;
        }
        int[] tags = structure.tags().orElse(null);
        StringBuilder text = new StringBuilder(80 * (structure.size() + 2));
        text.append(structure.size()).append('\n');
        comment(text, structure, forces != null, anyFixed, tags != null);
        for (int i = 0; i < structure.size(); i++) {
            text.append(String.format(Locale.ROOT, "%-2s", Elements.symbol(structure.number(i))));
            vector(text, positions, i);
            if (forces != null) {
                vector(text, forces, i);
            }
            if (anyFixed) {
                text.append(fixed[i] ? " F" : " T");
            }
            if (tags != null) {
                text.append(' ').append(tags[i]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, Structure structure, boolean forces, boolean fixed, boolean tags) {
        structure.cell().ifPresent(cell -> {
            String sep = "Lattice=\"";
            for (double x : cell.rows()) {
                text.append(sep).append(x);
                sep = " ";
            }
            text.append("\" ");
        });
        text.append("Properties=species:S:1:pos:R:3")
                .append(forces ? ":forces:R:3" : "")
                .append(fixed ? ":move_mask:L:1" : "")
                .append(tags ? ":tags:I:1" : "");
        structure.energy().ifPresent(energy -> text.append(" energy=").append(energy));
        for (Map.Entry<String, String> note : structure.info().entrySet()) {
            text.append(' ').append(CommentLine.format(note.getKey(), note.getValue()));
        }
        text.append(" pbc=\"");
        for (int k = 0; k < 3; k++) {
            int direction = k;
            text.append(structure.cell().map(cell -> cell.isPeriodic(direction)).orElse(false) ? "T" : "F")
                    .append(k < 2 ? " " : "\"\n");
        }
    }

    private static void vector(StringBuilder text, double[] vectors, int i) {
        for (int k = 0; k < 3; k++) {
            String number = Double.toString(vectors[3 * i + k]);
            text.append(" ".repeat(Math.max(1, 25 - number.length()))).append(number);
        }
    }

    private static void closeQuietly(InputStream in, Exception cause) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
