package dev.tdn4j.tdn.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The frames of an extended-XYZ file, found by one pass over its lines. */
final class XyzSet extends DataSet {

    /** Longer than any number of atoms with the blanks around it; a longer line is read for its mistake only. */
    private static final int LONGEST_COUNT = 1024;

    private final String name;
    private final MappedFile file;
    private final LineIndex frames;

    XyzSet(Path path) {
        this.name = path.toString();
        this.file = MappedFile.open(path);
        try {
            this.frames = index(file.bytes());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Counts lines; whatever looks wrong is left to the reader, whose messages say what it is. */
    private LineIndex index(MemorySegment text) {
        LineIndex index = new LineIndex(text);
        long size = text.byteSize();
        long at = 0;
        long line = 1;
        while (at < size) {
            long next = LineIndex.nextLine(text, at);
            int atoms = atoms(text, at, next);
            if (atoms < 0) {
                throw mistake(text);
            }
            if (atoms > 0) {
                index.add(at, line);
                for (int i = 0; i <= atoms; i++) {
                    if (next >= size) {
                        throw mistake(text);
                    }
                    next = LineIndex.nextLine(text, next);
                }
                line += atoms + 1;
            }
            at = next;
            line++;
        }
        if (index.size() == 0) {
            throw mistake(text);
        }
        index.end(size);
        return index;
    }

    /** The number on a line, 0 for a blank line, −1 for anything else. */
    private static int atoms(MemorySegment text, long from, long to) {
        if (to - from > LONGEST_COUNT) {
            return -1;
        }
        byte[] bytes = text.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
        String line = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (line.isEmpty()) {
            return 0;
        }
        return line.matches("[0-9]{1,9}") && !line.matches("0+") ? Integer.parseInt(line) : -1;
    }

    /** Reads from the beginning until the reader finds the mistake too. */
    private DataException mistake(MemorySegment text) {
        try (ExtendedXyzReader reader = new ExtendedXyzReader(new SegmentStream(text), name)) {
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (DataException e) {
            return e;
        }
        return new DataException(name + ": the file is no extended XYZ text");
    }

    @Override
    public int size() {
        return frames.size();
    }

    @Override
    public Structure get(int index) {
        try (ExtendedXyzReader reader = new ExtendedXyzReader(frames.open(index), name, frames.line(index) - 1)) {
            return reader.next();
        }
    }

    String name() {
        return name;
    }

    @Override
    public String description() {
        return name + ": " + size() + " structures (" + DataFormat.XYZ.words() + ")";
    }

    @Override
    public void close() {
        file.close();
    }
}
