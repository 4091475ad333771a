package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** {@link VectorMath} against double precision, whose own error of an ulp is far below a float's. */
class VectorMathTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static float at(UnaryOperator<FloatVector> function, float x) {
        return function.apply(FloatVector.broadcast(Lanes.FLOATS, x)).lane(0);
    }

    /** Visits random bits between two numbers of one sign, so that every exponent gets its share, and both ends. */
    private static double largest(
            UnaryOperator<FloatVector> function, DoubleUnaryOperator exact, float from, float to, boolean inUlp) {
        SplittableRandom random = new SplittableRandom(7);
        int low = Math.min(Float.floatToIntBits(from), Float.floatToIntBits(to));
        int high = Math.max(Float.floatToIntBits(from), Float.floatToIntBits(to));
        float[] x = new float[Lanes.WIDTH];
        double largest = 0;
        for (int visit = 0; visit < 100_000 / Lanes.WIDTH; visit++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = visit == 0 ? i % 2 == 0 ? from : to : Float.intBitsToFloat(random.nextInt(low, high) + 1);
            }
            float[] result = function.apply(FloatVector.fromArray(Lanes.FLOATS, x, 0)).toArray();
            for (int i = 0; i < x.length; i++) {
                double value = exact.applyAsDouble(x[i]);
                double unit = inUlp ? Math.ulp((float) value) : 1;
                double error = value == result[i] ? 0 : Math.abs(value - result[i]) / unit;
                assertTrue(Double.isFinite(error), "at " + x[i] + ": " + result[i] + " for " + value);
                largest = Math.max(largest, error);
            }
        }
        return largest;
    }

    private static void within(
            double ulp, UnaryOperator<FloatVector> function, DoubleUnaryOperator exact, float from, float to) {
        double largest = largest(function, exact, from, to, true);
        assertTrue(largest <= ulp, largest + " ulp between " + from + " and " + to);
    }

    private static void near(double bound, UnaryOperator<FloatVector> function, DoubleUnaryOperator exact) {
        for (float sign : new float[] {1, -1}) {
            double largest = largest(function, exact, sign * Float.MIN_VALUE, sign * 300, false);
            assertTrue(largest <= bound, "error " + largest + " on the side of " + sign);
        }
        assertEquals(exact.applyAsDouble(0), at(function, 0), bound);
        assertTrue(Float.isNaN(at(function, Float.NaN)));
    }

    @Test
    void exponential() {
        within(1, VectorMath::exp, Math::exp, 0, 88.72f);
        within(1, VectorMath::exp, Math::exp, -0f, -103.9f);
        assertEquals(1, at(VectorMath::exp, 0));
        assertEquals(1, at(VectorMath::exp, -0f));
        assertEquals(INFINITY, at(VectorMath::exp, 88.73f));
        assertEquals(INFINITY, at(VectorMath::exp, Float.MAX_VALUE));
        assertEquals(INFINITY, at(VectorMath::exp, INFINITY));
        assertEquals(Float.MIN_VALUE, at(VectorMath::exp, -103.5f));
        assertEquals(0, at(VectorMath::exp, -104f));
        assertEquals(0, at(VectorMath::exp, -INFINITY));
        assertTrue(Float.isNaN(at(VectorMath::exp, Float.NaN)));
    }

    @Test
    void logarithm() {
        within(1, VectorMath::log, Math::log, Float.MIN_VALUE, Float.MAX_VALUE);
        within(1, VectorMath::log, Math::log, 0.5f, 2f);
        within(1, VectorMath::log, Math::log, 0.999f, 1.001f);
        assertEquals(0, at(VectorMath::log, 1));
        assertEquals(-INFINITY, at(VectorMath::log, 0));
        assertEquals(-INFINITY, at(VectorMath::log, -0f));
        assertEquals(INFINITY, at(VectorMath::log, INFINITY));
        assertTrue(Float.isNaN(at(VectorMath::log, -Float.MIN_VALUE)));
        assertTrue(Float.isNaN(at(VectorMath::log, -INFINITY)));
        assertTrue(Float.isNaN(at(VectorMath::log, Float.NaN)));
    }

    @Test
    void sineAndCosine() {
        for (float sign : new float[] {1, -1}) {
            within(2, VectorMath::sin, Math::sin, sign * 0, sign * 1e4f);
            within(2, VectorMath::cos, Math::cos, sign * 0, sign * 1e4f);
            within(2, VectorMath::sin, Math::sin, sign * 0.5f, sign * 1e4f);
            within(2, VectorMath::cos, Math::cos, sign * 0.5f, sign * 1e4f);
        }
        for (float x : new float[] {1.0001e4f, -1.0001e4f, INFINITY, -INFINITY, Float.NaN, Float.MAX_VALUE}) {
            assertTrue(Float.isNaN(at(VectorMath::sin, x)));
            assertTrue(Float.isNaN(at(VectorMath::cos, x)));
        }
    }

    /** Where the reduced angle is small: the floats nearest to the multiples of π/2. */
    @Test
    void sineAndCosineAtTheirZeros() {
        for (int n = 1; n < 6366; n++) {
            float x = (float) (n * (Math.PI / 2));
            UnaryOperator<FloatVector> function = n % 2 == 0 ? VectorMath::sin : VectorMath::cos;
            double exact = n % 2 == 0 ? Math.sin(x) : Math.cos(x);
            assertEquals(exact, at(function, x), 2 * Math.ulp((float) exact));
        }
    }

    @Test
    void roots() {
        within(0.5, VectorMath::sqrt, Math::sqrt, 0, Float.MAX_VALUE);
        assertTrue(Float.isNaN(at(VectorMath::sqrt, -1)));
        within(0.5, VectorMath::reciprocal, x -> 1 / x, Float.MIN_NORMAL, 0x1p126f);
        assertEquals(INFINITY, at(VectorMath::reciprocal, 0));
        assertEquals(0, at(VectorMath::reciprocal, INFINITY));
    }

    @Test
    void hyperbolicTangent() {
        for (float sign : new float[] {1, -1}) {
            within(2, VectorMath::tanh, Math::tanh, sign * 0, sign * 30);
            within(2, VectorMath::tanh, Math::tanh, sign * 0.3f, sign * 1);
            assertEquals(sign, at(VectorMath::tanh, sign * 30));
            assertEquals(sign, at(VectorMath::tanh, sign * INFINITY));
        }
        assertTrue(Float.isNaN(at(VectorMath::tanh, Float.NaN)));
    }

    private static double sigmoid(double x) {
        return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
    }

    private static double sigmoid1(double x) {
        return sigmoid(x) * sigmoid(-x);
    }

    private static double sigmoid2(double x) {
        return -sigmoid1(x) * Math.tanh(x / 2);
    }

    private static double sigmoid3(double x) {
        return sigmoid1(x) * (1 - 6 * sigmoid1(x));
    }

    @Test
    void logisticFunction() {
        for (float sign : new float[] {1, -1}) {
            within(3, VectorMath::sigmoid, VectorMathTest::sigmoid, sign * 0, sign * 103);
            within(5, VectorMath::sigmoidFirst, VectorMathTest::sigmoid1, sign * 0, sign * 103);
        }
        near(5e-8, VectorMath::sigmoidSecond, VectorMathTest::sigmoid2);
        near(1.5e-7, VectorMath::sigmoidThird, VectorMathTest::sigmoid3);
        assertEquals(1, at(VectorMath::sigmoid, INFINITY));
        assertEquals(0, at(VectorMath::sigmoid, -INFINITY));
        for (float x : new float[] {INFINITY, -INFINITY}) {
            assertEquals(0f, Math.abs(at(VectorMath::sigmoidFirst, x)));
            assertEquals(0f, Math.abs(at(VectorMath::sigmoidSecond, x)));
            assertEquals(0f, Math.abs(at(VectorMath::sigmoidThird, x)));
        }
        assertTrue(Float.isNaN(at(VectorMath::sigmoid, Float.NaN)));
        assertTrue(Float.isNaN(at(VectorMath::sigmoidFirst, Float.NaN)));
    }

    @Test
    void sigmoidLinearUnit() {
        for (float sign : new float[] {1, -1}) {
            within(4, VectorMath::silu, x -> x * sigmoid(x), sign * 0, sign * 80);
        }
        near(2e-7, VectorMath::siluFirst, x -> sigmoid(x) + x * sigmoid1(x));
        near(2e-7, VectorMath::siluSecond, x -> 2 * sigmoid1(x) + x * sigmoid2(x));
        near(3e-7, VectorMath::siluThird, x -> 3 * sigmoid2(x) + x * sigmoid3(x));
        assertEquals(INFINITY, at(VectorMath::silu, INFINITY));
        assertEquals(0f, Math.abs(at(VectorMath::silu, -INFINITY)));
        assertEquals(1f, at(VectorMath::siluFirst, INFINITY));
        assertEquals(0f, Math.abs(at(VectorMath::siluFirst, -INFINITY)));
        for (float x : new float[] {INFINITY, -INFINITY}) {
            assertEquals(0f, Math.abs(at(VectorMath::siluSecond, x)));
            assertEquals(0f, Math.abs(at(VectorMath::siluThird, x)));
        }
        assertTrue(Float.isNaN(at(VectorMath::silu, Float.NaN)));
    }
}
