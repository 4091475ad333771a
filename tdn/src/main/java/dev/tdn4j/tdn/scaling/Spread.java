package dev.tdn4j.tdn.scaling;

import java.util.Arrays;

/**
 * A number that was measured several times.
 *
 * @param median half of the measurements are larger
 * @param low the lower quartile
 * @param high the upper quartile
 */
public record Spread(double median, double low, double high) {

    /**
     * Of measurements.
     *
     * @param measurements at least one, in any order
     * @return their median and quartiles
     */
    public static Spread of(double... measurements) {
        double[] sorted = measurements.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    /** Between the two nearest, in proportion. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        return below + 1 == sorted.length ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
