package dev.tdn4j.kernels.harmonics;

import dev.tdn4j.kernels.vector.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What float kernels have that double ones have not; all else is the same but for the names of types. */
final class FloatLanes {

    static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    static final int WIDTH = FLOATS.length();

    /** The squares of shorter vectors lose digits to underflow. */
    static final float SMALLEST_SQUARE = 0x1p-120f;

    /** The squares of longer vectors overflow, or their inverses underflow. */
    static final float LARGEST_SQUARE = 0x1p120f;

    /** Taken from this, half the bits of a number are those of its inverse root, to 3.5 %. */
    private static final int MAGIC = 0x5f375a86;

    private static final FloatVector HALF = FloatVector.broadcast(FLOATS, 0.5f);
    private static final FloatVector THREE_HALVES = FloatVector.broadcast(FLOATS, 1.5f);

    private FloatLanes() {}

    /** The next multiple of {@link #WIDTH}. */
    static int pad(int n) {
        return (n + WIDTH - 1) & -WIDTH;
    }

    /**
     * 1/√s for positive s by Newton's iteration, in half the time of a square root and a division: relative errors
     * 3.5e-2, 1.8e-3, 4.7e-6, and after the last step, which adds a small correction, about one rounding.
     */
    static FloatVector inverseRoot(FloatVector s) {
        FloatVector half = s.mul(-0.5f);
        FloatVector r = s.reinterpretAsInts().lanewise(VectorOperators.LSHR, 1).neg().add(MAGIC).reinterpretAsFloats();
        r = r.mul(r.mul(r).fma(half, THREE_HALVES));
        r = r.mul(r.mul(r).fma(half, THREE_HALVES));
        return r.mul(half).fma(r, HALF).fma(r, r);
    }
}
