package dev.tdn4j.tdn.scaling;

import dev.tdn4j.tensor.SolidHarmonics;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Kernels and arrays of one subject at one degree, ready to be timed.
 *
 * @param units edges, or nodes where there are no edges, times channels: what the time of a call is divided by
 * @param calls by direction, what is timed
 */
record Workload(double units, Map<Direction, Runnable> calls) {

    /** As many as the networks and the other benchmarks have; whole vectors at every width. */
    static final int CHANNELS = 64;

    /** Numbers between −1 and 1. */
    static float[] random(SplittableRandom random, int length) {
        float[] array = new float[length];
        for (int t = 0; t < length; t++) {
            array[t] = (float) random.nextDouble(-1, 1);
        }
        return array;
    }

    /** Harmonics of random directions, since some algorithms compute nothing else. */
    static float[] harmonics(SplittableRandom random, int lmax, int count) {
        int n = (lmax + 1) * (lmax + 1);
        double[] values = new double[n];
        float[] array = new float[count * n];
        for (int s = 0; s < count; s++) {
            double z = random.nextDouble(-1, 1), angle = random.nextDouble(2 * Math.PI), r = Math.sqrt(1 - z * z);
            SolidHarmonics.values(lmax, r * Math.cos(angle), r * Math.sin(angle), z, values, 0);
            for (int j = 0; j < n; j++) {
                array[s * n + j] = (float) values[j];
            }
        }
        return array;
    }
}
