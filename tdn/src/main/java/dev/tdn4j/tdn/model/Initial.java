package dev.tdn4j.tdn.model;

import java.util.random.RandomGenerator;

/** How a parameter begins. */
public sealed interface Initial {

    /**
     * One entry.
     *
     * @param random where randomness comes from
     * @param position the entry's position
     * @param count the number of entries
     * @return its first value
     */
    double draw(RandomGenerator random, int position, int count);

    /**
     * The same number everywhere.
     *
     * @param value the number
     */
    record Constant(double value) implements Initial {
        @Override
        public double draw(RandomGenerator random, int position, int count) {
            return value;
        }
    }

    /**
     * Uniform on [from, to).
     *
     * @param from the lower end
     * @param to the upper end
     */
    record Uniform(double from, double to) implements Initial {
        @Override
        public double draw(RandomGenerator random, int position, int count) {
            return from + (to - from) * random.nextDouble();
        }
    }

    /**
     * Evenly spaced, both ends included.
     *
     * @param from the first
     * @param to the last
     */
    record Spaced(double from, double to) implements Initial {
        @Override
        public double draw(RandomGenerator random, int position, int count) {
            return count == 1 ? from : from + (to - from) * position / (count - 1);
        }
    }

    /**
     * Normal with mean 0.
     *
     * @param deviation the standard deviation
     */
    record Normal(double deviation) implements Initial {
        @Override
        public double draw(RandomGenerator random, int position, int count) {
            return deviation * random.nextGaussian();
        }
    }

    /**
     * Uniform with the variance 1/fanIn, which keeps the variance of what it multiplies.
     *
     * @param fanIn the channels summed over
     * @return U(±√(3/fanIn))
     */
    static Initial preserving(int fanIn) {
        double bound = Math.sqrt(3.0 / fanIn);
        return new Uniform(-bound, bound);
    }
}
