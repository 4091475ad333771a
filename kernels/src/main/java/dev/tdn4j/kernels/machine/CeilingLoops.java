package dev.tdn4j.kernels.machine;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops that do nothing but one thing as fast as vectors can: multiply and add in registers, read, or write. What they
 * reach is the ceiling under which every kernel stands.
 */
public final class CeilingLoops {

    private static final VectorSpecies<Double> DOUBLES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(FLOATS.vectorBitSize()));

    /** Independent chains: two units of a latency of four steps need eight; twice that leaves the scheduler room. */
    private static final int CHAINS = 16;

    private CeilingLoops() {}

    /**
     * Operations in a step of {@link #floatChains}, a fused multiply-add being two.
     *
     * @return operations a step
     */
    public static int floatOperations() {
        return 2 * CHAINS * WIDTH;
    }

    /**
     * Operations in a step of {@link #doubleChains}, a fused multiply-add being two.
     *
     * @return operations a step
     */
    public static int doubleOperations() {
        return 2 * CHAINS * DOUBLES.length();
    }

    /**
     * Adds x·y to sixteen vectors of sums in every step, as a matrix product does, without touching memory.
     *
     * @param steps the steps
     * @param x a number the compiler cannot know; small, so that sums stay ordinary numbers
     * @param y the other factor
     * @return a lane of the sum of the sums
     */
    public static float floatChains(int steps, float x, float y) {
        FloatVector a = FloatVector.broadcast(FLOATS, x), b = FloatVector.broadcast(FLOATS, y);
        FloatVector s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a;
        FloatVector s8 = a, s9 = a, s10 = a, s11 = a, s12 = a, s13 = a, s14 = a, s15 = a;
        for (int step = 0; step < steps; step++) {
            s0 = a.fma(b, s0);
            s1 = a.fma(b, s1);
            s2 = a.fma(b, s2);
            s3 = a.fma(b, s3);
            s4 = a.fma(b, s4);
            s5 = a.fma(b, s5);
            s6 = a.fma(b, s6);
            s7 = a.fma(b, s7);
            s8 = a.fma(b, s8);
            s9 = a.fma(b, s9);
            s10 = a.fma(b, s10);
            s11 = a.fma(b, s11);
            s12 = a.fma(b, s12);
            s13 = a.fma(b, s13);
            s14 = a.fma(b, s14);
            s15 = a.fma(b, s15);
        }
        FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7);
        return low.add(s8).add(s9).add(s10).add(s11).add(s12).add(s13).add(s14).add(s15).lane(0);
    }

    /**
     * {@link #floatChains} in double.
     *
     * @param steps the steps
     * @param x a small number
     * @param y the other factor
     * @return a lane of the sum of the sums
     */
    public static double doubleChains(int steps, double x, double y) {
        DoubleVector a = DoubleVector.broadcast(DOUBLES, x), b = DoubleVector.broadcast(DOUBLES, y);
        DoubleVector s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a;
        DoubleVector s8 = a, s9 = a, s10 = a, s11 = a, s12 = a, s13 = a, s14 = a, s15 = a;
        for (int step = 0; step < steps; step++) {
            s0 = a.fma(b, s0);
            s1 = a.fma(b, s1);
            s2 = a.fma(b, s2);
            s3 = a.fma(b, s3);
            s4 = a.fma(b, s4);
            s5 = a.fma(b, s5);
            s6 = a.fma(b, s6);
            s7 = a.fma(b, s7);
            s8 = a.fma(b, s8);
            s9 = a.fma(b, s9);
            s10 = a.fma(b, s10);
            s11 = a.fma(b, s11);
            s12 = a.fma(b, s12);
            s13 = a.fma(b, s13);
            s14 = a.fma(b, s14);
            s15 = a.fma(b, s15);
        }
        DoubleVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7);
        return low.add(s8).add(s9).add(s10).add(s11).add(s12).add(s13).add(s14).add(s15).lane(0);
    }

    /**
     * Reads part of an array again and again, whole groups of four vectors of it.
     *
     * @param a the array
     * @param from the first element
     * @param length the number of elements; what is beyond a multiple of four vectors is not read
     * @param times how often
     * @return a lane of the sum of all vectors
     * @throws IndexOutOfBoundsException if the part is not in the array
     */
    public static float read(float[] a, int from, int length, int times) {
        FloatVector s0 = FloatVector.zero(FLOATS), s1 = s0, s2 = s0, s3 = s0;
        int end = from + length - 4 * WIDTH;
        for (int t = 0; t < times; t++) {
            for (int i = from; i <= end; i += 4 * WIDTH) {
                s0 = s0.add(FloatVector.fromArray(FLOATS, a, i));
                s1 = s1.add(FloatVector.fromArray(FLOATS, a, i + WIDTH));
                s2 = s2.add(FloatVector.fromArray(FLOATS, a, i + 2 * WIDTH));
                s3 = s3.add(FloatVector.fromArray(FLOATS, a, i + 3 * WIDTH));
            }
        }
        return s0.add(s1).add(s2.add(s3)).lane(0);
    }

    /**
     * Fills part of an array again and again, whole groups of four vectors of it. Java has no stores past the caches:
     * in large arrays every line is first read, then written back, so the memory moves twice what this writes.
     *
     * @param a the array
     * @param from the first element
     * @param length the number of elements; what is beyond a multiple of four vectors is not written
     * @param times how often
     * @param value what to write
     * @throws IndexOutOfBoundsException if the part is not in the array
     */
    public static void write(float[] a, int from, int length, int times, float value) {
        FloatVector v = FloatVector.broadcast(FLOATS, value);
        int end = from + length - 4 * WIDTH;
        for (int t = 0; t < times; t++) {
            for (int i = from; i <= end; i += 4 * WIDTH) {
                v.intoArray(a, i);
                v.intoArray(a, i + WIDTH);
                v.intoArray(a, i + 2 * WIDTH);
                v.intoArray(a, i + 3 * WIDTH);
            }
        }
    }
}
