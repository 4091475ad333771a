package dev.tdn4j.kernels.harmonics;

/** Checks of what callers hand over, with messages that say what is wrong. */
final class Bounds {

    private Bounds() {}

    static void count(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("the number of vectors must be at least 0, but is " + n);
        }
    }

    static void stride(int stride, int n) {
        if (stride < n) {
            throw new IllegalArgumentException(
                    "the distance between components must be at least the number of vectors, " + n + ", but is " + stride);
        }
    }

    /** Whether {@code needed} elements fit from {@code offset} on. */
    static void fits(String name, int length, int offset, long needed) {
        if (offset < 0 || needed > (long) length - offset) {
            throw new IllegalArgumentException(name + " has " + length + " elements, but elements " + offset + " to "
                    + (offset + needed) + " (exclusive) are needed");
        }
    }

    /** Whether two ranges, each from an offset on, share an element of one array. */
    static void apart(
            String written, Object out, int outOffset, long outLength, String read, Object in, int inOffset, long inLength) {
        if (out == in && outOffset < inOffset + inLength && inOffset < outOffset + outLength) {
            throw new IllegalArgumentException(written + " must not overlap " + read + ": elements " + outOffset + " to "
                    + (outOffset + outLength) + " and " + inOffset + " to " + (inOffset + inLength) + " of one array");
        }
    }
}
