package dev.tdn4j.tdn.data;

import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Where the parts of a text begin, and on which line: 12 bytes of memory a part, whatever its length.
 */
final class LineIndex {

    private final MemorySegment text;
    private long[] starts = new long[64];
    private int[] lines = new int[64];
    private int size;
    private long end;

    LineIndex(MemorySegment text) {
        this.text = text;
    }

    /** Adds the part that begins at a byte, on a line counted from 1; lines beyond 2³¹ count as that. */
    void add(long start, long line) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        starts[size] = start;
        lines[size++] = (int) Math.min(line, Integer.MAX_VALUE);
    }

    /** Says where the last part ends. */
    void end(long byteAfterLast) {
        end = byteAfterLast;
    }

    int size() {
        return size;
    }

    int line(int part) {
        return lines[part];
    }

    /** The bytes of a part. */
    ByteArrayInputStream open(int part) {
        long start = starts[part];
        long length = (part + 1 < size ? starts[part + 1] : end) - start;
        if (length > Integer.MAX_VALUE - 8) {
            throw new DataException("line " + lines[part] + ": one structure is longer than 2 GiB");
        }
        return new ByteArrayInputStream(text.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE));
    }

    /** The first byte after the line that holds a byte, its end included. */
    static long nextLine(MemorySegment text, long from) {
        long at = from;
        long size = text.byteSize();
        while (at < size && text.get(ValueLayout.JAVA_BYTE, at) != '\n') {
            at++;
        }
        return Math.min(size, at + 1);
    }
}
