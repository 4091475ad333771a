package dev.tdn4j.tdn.data;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Mapped bytes as a stream. */
final class SegmentStream extends InputStream {

    private final MemorySegment bytes;
    private long at;

    SegmentStream(MemorySegment bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return at < bytes.byteSize() ? bytes.get(ValueLayout.JAVA_BYTE, at++) & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
        int some = (int) Math.min(count, bytes.byteSize() - at);
        if (some == 0) {
            return count == 0 ? 0 : -1;
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, into, offset, some);
        at += some;
        return some;
    }
}
