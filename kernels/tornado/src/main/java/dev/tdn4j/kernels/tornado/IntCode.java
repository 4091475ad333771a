package dev.tdn4j.kernels.tornado;

import java.util.Arrays;

/** Integers that kernels read, appended one after another. */
final class IntCode {

    private int[] data = new int[256];
    private int length;

    IntCode() {}

    /** A copy to append to. */
    IntCode(IntCode begin) {
        this.data = begin.data.clone();
        this.length = begin.length;
    }

    /** Appends and returns the place of the first. */
    int append(int... values) {
        int place = length;
        if (length + values.length > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, length + values.length));
        }
        System.arraycopy(values, 0, data, length, values.length);
        length += values.length;
        return place;
    }

    void set(int place, int value) {
        data[place] = value;
    }

    int length() {
        return length;
    }

    int[] toArray() {
        return Arrays.copyOf(data, length);
    }
}
