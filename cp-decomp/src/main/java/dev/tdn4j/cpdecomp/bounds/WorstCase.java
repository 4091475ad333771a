package dev.tdn4j.cpdecomp.bounds;

import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A rotation and inputs at which a product given by CP factors is far from equivariance: a lower bound of the supremum of
 * ‖ε‖ / (‖x‖‖y‖) that anybody can check with {@link EquivarianceError#at}.
 *
 * @param error ‖ε‖ / (‖x‖‖y‖) there
 * @param rotation R, 9 numbers row-major
 * @param x (L+1)² numbers
 * @param y (L+1)² numbers
 */
public record WorstCase(double error, double[] rotation, double[] x, double[] y) {

    /** Copies the arrays. */
    public WorstCase {
        rotation = rotation.clone();
        x = x.clone();
        y = y.clone();
    }

    /**
     * Maximises the error. The samples of {@link EquivarianceError#sampled} with the same seed are dealt into as many
     * groups as there are starts, and from the largest of each group the error is climbed: by the higher-order power method
     * in x, y and the output's direction, by gradient steps in the rotation.
     *
     * @param factors M̂, all three sizes (L+1)²
     * @param samples how many (R, x, y) are drawn, at least {@code starts}
     * @param starts how many of them are climbed from, at least 1
     * @param seed of the samples
     * @return the largest error found, at least that of every sample
     * @throws IllegalArgumentException if there are fewer samples than starts, or no start, or the sizes are not equal
     */
    public static WorstCase find(Factors factors, int samples, int starts, long seed) {
        if (starts < 1 || samples < starts) {
            throw new IllegalArgumentException(
                    "a search needs at least one start and as many samples as starts, not " + starts + " of " + samples);
        }
        SplittableRandom random = new SplittableRandom(seed);
        WorstCaseClimb climb = new WorstCaseClimb(factors);
        WorstCase worst = null;
        for (int start = 0, drawn = 0; start < starts; start++) {
            WorstCase largest = null;
            for (; drawn < (long) samples * (start + 1) / starts; drawn++) {
                largest = larger(largest, EquivarianceError.sample(factors, random));
            }
            // Where rounding is all there is, the top of the climb need not be above its foot.
            worst = larger(larger(worst, largest), climb.from(largest));
        }
        return worst;
    }

    private static WorstCase larger(WorstCase first, WorstCase second) {
        return first == null || second.error > first.error ? second : first;
    }

    @Override
    public double[] rotation() {
        return rotation.clone();
    }

    @Override
    public double[] x() {
        return x.clone();
    }

    @Override
    public double[] y() {
        return y.clone();
    }

    @Override
    public String toString() {
        return "‖ε‖/(‖x‖‖y‖) = %s at R = %s, x = %s, y = %s"
                .formatted(error, Arrays.toString(rotation), Arrays.toString(x), Arrays.toString(y));
    }
}
