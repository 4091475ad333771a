package dev.tdn4j.kernels.harmonics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Mistakes of callers end in one line that says what is wrong, and leave the results alone. */
class RejectionTest {

    private static final int N = 20, K = 9;

    private final FloatHarmonics floats = new FloatHarmonics(HarmonicsBasis.sphere(2));
    private final DoubleHarmonics doubles = new DoubleHarmonics(HarmonicsBasis.sphere(2));
    private final float[] x = filled(3 * N);
    private final double[] xd = java.util.stream.DoubleStream.generate(() -> 1).limit(3 * N).toArray();

    private static float[] filled(int length) {
        float[] x = new float[length];
        java.util.Arrays.fill(x, 1);
        return x;
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** An array made for a smaller L, or fewer vectors, is too short. */
    @Test
    void shortArrays() {
        String values = "the array of values has 80 elements, but elements 0 to 180 (exclusive) are needed";
        refused(values, () -> floats.values(x, 0, N, new float[4 * N], 0));
        refused(values, () -> doubles.values(xd, 0, N, new double[4 * N], 0));
        refused(values, () -> floats.columnValues(x, x, x, 0, N, new float[4 * N], 0, N));
        refused("the array of gradients has 240 elements, but elements 0 to 540 (exclusive) are needed",
                () -> floats.gradients(x, 0, N, new float[K * N], 0, new float[12 * N], 0));
        refused("the array of vectors has 60 elements, but elements 3 to 63 (exclusive) are needed",
                () -> floats.values(x, 3, N, new float[K * N], 0));
        refused("x has 20 elements, but elements 1 to 21 (exclusive) are needed",
                () -> floats.blockValues(new float[N], x, x, 1, N, new float[100 * N], 0));
        refused("the array of values has 180 elements, but elements -1 to 179 (exclusive) are needed",
                () -> doubles.values(xd, 0, N, new double[K * N], -1));
    }

    @Test
    void overlaps() {
        float[] all = filled(100 * N);
        refused("the values must not overlap the vectors: elements 50 to 230 and 0 to 60 of one array",
                () -> floats.values(all, 0, N, all, 50));
        refused("the gradients must not overlap the values: elements 100 to 640 and 0 to 180 of one array",
                () -> floats.gradients(x, 0, N, all, 0, all, 100));
        double[] allDoubles = new double[100 * N];
        refused("the values must not overlap y: elements 0 to 180 and 0 to 20 of one array",
                () -> doubles.columnValues(xd, allDoubles, xd, 0, N, allDoubles, 0, N));
    }

    @Test
    void numbers() {
        refused("the number of vectors must be at least 0, but is -1", () -> floats.values(x, 0, -1, x, 0));
        refused("the distance between components must be at least the number of vectors, 20, but is 19",
                () -> floats.columnValues(x, x, x, 0, N, new float[K * N], 0, N - 1));
        refused("the largest degree must be 0..64, but is 65", () -> HarmonicsBasis.sphere(65));
    }

    /** On the sphere; a vector of length 0 or not a number has no direction. */
    @Test
    void noDirection() {
        for (double bad : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
            float[] vectors = filled(3 * N);
            double[] wide = xd.clone();
            for (int a = 0; a < 3; a++) {
                vectors[3 * 17 + a] = (float) bad;
                wide[3 * 17 + a] = bad;
            }
            String begin = "vector 17 is (" + bad + ", " + bad + ", " + bad + "), which has no direction";
            String single = assertThrows(IllegalArgumentException.class,
                    () -> floats.gradients(vectors, 0, N, new float[K * N], 0, new float[3 * K * N], 0)).getMessage();
            String wider = assertThrows(IllegalArgumentException.class,
                    () -> doubles.values(wide, 0, N, new double[K * N], 0)).getMessage();
            assertEquals(begin, single.substring(0, begin.length()));
            assertEquals(begin, wider.substring(0, begin.length()));
        }
    }
}
