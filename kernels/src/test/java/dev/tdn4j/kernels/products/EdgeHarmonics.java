package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.List;
import java.util.SplittableRandom;

/** What y of an edge-aligned kernel may be: harmonics of directions, every degree with a scale of its own. */
final class EdgeHarmonics {

    /** Directions in which an angle is not defined or at an end of its range, and none at all. */
    private static final List<double[]> AWKWARD = List.of(
            new double[] {0, 1, 0}, new double[] {0, -1, 0}, new double[] {1, 0, 0}, new double[] {-1, 0, 0}, new double[] {0, 0, 1},
            new double[] {0, 0, -1}, new double[] {1e-9, 1, -1e-9}, new double[] {-1e-4, -1, 0}, new double[] {0, 0, 0});

    private EdgeHarmonics() {}

    /** A direction at random, or for some indices one of the awkward ones. */
    static double[] direction(SplittableRandom random, int index) {
        if (index % 2 == 1) {
            return AWKWARD.get(index / 2 % AWKWARD.size());
        }
        double polar = random.nextDouble(-1, 1), angle = random.nextDouble(2 * Math.PI), radius = Math.sqrt(1 - polar * polar);
        return new double[] {radius * Math.cos(angle), polar, radius * Math.sin(angle)};
    }

    static double[] of(int lmax, double[] direction) {
        double[] values = new double[Degrees.components(lmax)];
        SolidHarmonics.values(lmax, direction[0], direction[1], direction[2], values, 0);
        return values;
    }

    /** [sample][component], scaled so that no degree matters more than others. */
    static float[] random(SplittableRandom random, int lmax, int samples) {
        int n = Degrees.components(lmax);
        float[] y = new float[samples * n];
        for (int s = 0; s < samples; s++) {
            double[] values = of(lmax, direction(random, s));
            for (int l = 0; l <= lmax; l++) {
                double scale = random.nextDouble(0.5, 1) * (random.nextBoolean() ? 1 : -1) / Math.sqrt(2 * l + 1);
                for (int j = l * l; j < (l + 1) * (l + 1); j++) {
                    y[s * n + j] = (float) (scale * values[j]);
                }
            }
        }
        return y;
    }
}
