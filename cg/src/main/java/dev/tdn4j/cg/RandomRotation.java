package dev.tdn4j.cg;

import java.util.random.RandomGenerator;

/** Rotations drawn uniformly, that is by the Haar measure of SO(3). */
public final class RandomRotation {

    private RandomRotation() {}

    /**
     * The next rotation: four normal deviates have a direction that is uniform on the sphere of unit quaternions.
     *
     * @param random the source, whose seed fixes the result
     * @return R, 9 numbers row-major, orthogonal to rounding with determinant +1
     */
    public static double[] next(RandomGenerator random) {
        double w;
        double x;
        double y;
        double z;
        double square;
        do {
            w = random.nextGaussian();
            x = random.nextGaussian();
            y = random.nextGaussian();
            z = random.nextGaussian();
            square = w * w + x * x + y * y + z * z;
        } while (square < 1e-6); // a direction from so short a vector would be rounding
        double s = 2 / square;
        return new double[] {
            1 - s * (y * y + z * z), s * (x * y - w * z), s * (x * z + w * y),
            s * (x * y + w * z), 1 - s * (x * x + z * z), s * (y * z - w * x),
            s * (x * z - w * y), s * (y * z + w * x), 1 - s * (x * x + y * y)
        };
    }
}
