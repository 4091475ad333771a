package dev.tdn4j.kernels.tornado;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The numbers of a program, at the beginning of the arena; equal ones are there once. */
final class Constants {

    private record Key(int hash, float[] data) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key k && Arrays.equals(k.data, data);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Key, Integer> known = new HashMap<>();
    private float[] data = new float[64];
    private int length;

    /** Their place in the arena. */
    int place(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return known.computeIfAbsent(new Key(Arrays.hashCode(floats), floats), key -> append(floats));
    }

    private int append(float[] values) {
        int place = length;
        if (length + values.length > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, length + values.length));
        }
        System.arraycopy(values, 0, data, length, values.length);
        length += values.length;
        return place;
    }

    int length() {
        return length;
    }

    float[] toArray() {
        return Arrays.copyOf(data, length);
    }
}
