package dev.tdn4j.tdn.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the Open Catalyst Project's S2EF task (arXiv 2010.09990): extended XYZ with total energies, and a companion text
 * with a line {@code system,frame,reference energy} for each frame. The system is kept as the note {@code sid}, the frame as
 * {@code fid}, the reference as {@code reference_energy}.
 */
final class S2efSet extends DataSet {

    private static final String LINE = "[A-Za-z]*[0-9]+,[A-Za-z]*[0-9]+(,[^,]*)?";

    private final XyzSet structures;
    private final Path companionPath;
    private final MappedFile companion;
    private final LineIndex lines;
    private final boolean relative;

    S2efSet(Path path, boolean relative) {
        this.relative = relative;
        this.companionPath = companion(path).orElseThrow(() -> new DataException(path
                + ": there is no companion " + stem(path) + ".txt beside it, which the format S2EF has: get it too, or read"
                + " the file with --format xyz"));
        this.structures = new XyzSet(path);
        try {
            this.companion = MappedFile.open(companionPath);
        } catch (DataException e) {
            structures.close();
            throw e;
        }
        this.lines = index(companion.bytes());
        if (lines.size() != structures.size()) {
            close();
            throw new DataException(companionPath + ": it has " + lines.size() + " lines for the " + structures.size()
                    + " structures of " + path + ": one is cut short, or the two do not belong together, and --format xyz helps");
        }
    }

    private static LineIndex index(MemorySegment text) {
        LineIndex index = new LineIndex(text);
        long line = 1;
        for (long at = 0; at < text.byteSize(); at = LineIndex.nextLine(text, at)) {
            index.add(at, line++);
        }
        index.end(text.byteSize());
        return index;
    }

    /** The companion of a file, if there is one. */
    static Optional<Path> companion(Path path) {
        return List.of(".txt", ".txt.xz", ".txt.gz").stream()
                .map(suffix -> path.resolveSibling(stem(path) + suffix))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Whether a file has a companion that looks like one: many a file has notes beside it. */
    static boolean matches(Path path) {
        return companion(path).filter(text -> {
            try (MappedFile file = MappedFile.open(text)) {
                long end = Math.min(200, LineIndex.nextLine(file.bytes(), 0));
                byte[] first = file.bytes().asSlice(0, end).toArray(ValueLayout.JAVA_BYTE);
                return new String(first, StandardCharsets.ISO_8859_1).strip().matches(LINE);
            } catch (DataException e) {
                return false;
            }
        }).isPresent();
    }

    private static String stem(Path path) {
        return path.getFileName().toString().replaceFirst("\\.(ext)?xyz(\\.xz|\\.gz)?$", "");
    }

    @Override
    public int size() {
        return structures.size();
    }

    @Override
    public Structure get(int index) {
        String line = new String(lines.open(index).readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!line.matches(LINE)) {
            throw mistake(index, "\"" + (line.length() > 60 ? line.substring(0, 57) + "..." : line)
                    + "\" should be system,frame,reference energy, as in random12345,frame6,-123.45");
        }
        String[] parts = line.split(",");
        Structure structure = structures.get(index);
        Map<String, String> info = new LinkedHashMap<>(structure.info());
        info.put("sid", parts[0]);
        info.put("fid", parts[1]);
        if (parts.length == 3) {
            info.put("reference_energy", parts[2]);
        }
        structure = structure.withInfo(info);
        return relative ? structure.withEnergy(energy(structure) - reference(parts, index)) : structure;
    }

    private double energy(Structure structure) {
        return structure.energy().orElseThrow(() -> new DataException(structure.source()
                + ": the frame has no energy, so there is none relative to the reference: read it without --relative-energies"));
    }

    private double reference(String[] parts, int index) {
        try {
            double reference = Double.parseDouble(parts.length == 3 ? parts[2] : "");
            if (Double.isFinite(reference)) {
                return reference;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw mistake(index, parts.length == 3
                ? "the reference energy is \"" + parts[2] + "\", which is no finite number"
                : "the line has no reference energy: read the set without --relative-energies");
    }

    private DataException mistake(int index, String message) {
        return Lines.mistake(companionPath, lines.line(index), message);
    }

    @Override
    public String description() {
        return structures.name() + ": " + size() + " structures (" + DataFormat.S2EF.words() + ", "
                + (relative ? "energies relative to the reference" : "total energies") + ")";
    }

    @Override
    public void close() {
        structures.close();
        companion.close();
    }
}
