package dev.tdn4j.kernels.harmonics;

import dev.tdn4j.kernels.vector.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What double kernels have that float ones have not; all else is the same but for the names of types. */
final class DoubleLanes {

    static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, Lanes.FLOATS.vectorShape());
    static final int WIDTH = DOUBLES.length();

    /** The squares of shorter vectors lose digits to underflow. */
    static final double SMALLEST_SQUARE = 0x1p-960;

    /** The squares of longer vectors overflow, or their inverses underflow. */
    static final double LARGEST_SQUARE = 0x1p960;

    /** Taken from this, half the bits of a number are those of its inverse root, to 3.5 %. */
    private static final long MAGIC = 0x5fe6eb50c7b537a9L;

    private static final DoubleVector HALF = DoubleVector.broadcast(DOUBLES, 0.5);
    private static final DoubleVector THREE_HALVES = DoubleVector.broadcast(DOUBLES, 1.5);

    private DoubleLanes() {}

    /** The next multiple of {@link #WIDTH}. */
    static int pad(int n) {
        return (n + WIDTH - 1) & -WIDTH;
    }

    /**
     * 1/√s for positive s by Newton's iteration, in half the time of a square root and a division: relative errors
     * 3.5e-2, 1.8e-3, 4.7e-6, 3.3e-11, and after the last step, which adds a small correction, about one rounding.
     */
    static DoubleVector inverseRoot(DoubleVector s) {
        DoubleVector half = s.mul(-0.5);
        DoubleVector r = s.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 1).neg().add(MAGIC).reinterpretAsDoubles();
        r = r.mul(r.mul(r).fma(half, THREE_HALVES));
        r = r.mul(r.mul(r).fma(half, THREE_HALVES));
        r = r.mul(r.mul(r).fma(half, THREE_HALVES));
        return r.mul(half).fma(r, HALF).fma(r, r);
    }
}
