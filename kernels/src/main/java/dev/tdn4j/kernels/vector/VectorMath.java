package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementary functions of vectors. They are polynomials of our own rather than the platform's vector library, so that a
 * result has the same bits on every machine and in interpreted and compiled code.
 *
 * <p>Range reduction follows Cody and Waite, "Software Manual for the Elementary Functions" (1980); the polynomials are
 * minimax fits of relative error below 10⁻⁸ (Remez exchange in 50 digits, rounded to float). Errors are in ulp of the
 * exact result. Call these from small loops: the compiler inlines them until it has inlined 8000 bytecodes into one
 * method, some ten functions, and puts vectors on the heap from there on.
 */
public final class VectorMath {

    /** Adding 1.5·2²³ rounds to an integer, which the low bits of the sum hold. */
    private static final float ROUND = 0x1.8p23f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

    private static final int ONE_BITS = Float.floatToRawIntBits(1f);

    /** ln 2 in two parts; the first has 15 bits, so that its product with an exponent is exact. */
    private static final float LN2_HIGH = 0x1.62e4p-1f, LN2_LOW = 0x1.7f7d1cp-20f;

    private static final float LOG2_E = 0x1.715476p0f;

    private static final int SQRT_HALF_BITS = Float.floatToRawIntBits(0x1.6a09e6p-1f);

    /** π/2 in four parts; the first two have 11 bits, so that their products with integers below 2¹³ are exact. */
    private static final float HALF_PI_1 = 0x1.92p0f, HALF_PI_2 = 0x1.fb4p-12f;

    private static final float HALF_PI_3 = 0x1.4442dp-24f, HALF_PI_4 = 0x1.846988p-48f;

    private static final float TWO_OVER_PI = 0x1.45f306p-1f;

    /** The largest argument of sine and cosine. */
    private static final float LARGEST_ANGLE = 1e4f;

    /** Beyond this, every term of a sigmoid's derivatives with e^(−|x|) is 0 in float, times x too. */
    private static final float SATURATED = 200f;

    private VectorMath() {}

    /**
     * The exponential function, within 1 ulp, denormal results too.
     *
     * @param x any number; above 88.72 the result is +∞, below −103.97 it is 0
     * @return eˣ
     */
    public static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.blend(89f, x.compare(VectorOperators.GT, 89f));
        clamped = clamped.blend(-104f, clamped.compare(VectorOperators.LT, -104f));
        FloatVector shifted = clamped.mul(LOG2_E).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(broadcast(-LN2_HIGH), clamped);
        r = n.fma(broadcast(-LN2_LOW), r);
        FloatVector p = broadcast(1.3814610e-3f).fma(r, broadcast(8.3687098e-3f)).fma(r, broadcast(4.1668387e-2f));
        p = p.fma(r, broadcast(1.6666521e-1f)).fma(r, broadcast(4.9999993e-1f));
        p = r.mul(r).fma(p, r).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        return p.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
    }

    /**
     * The natural logarithm, within 1 ulp, of denormal numbers too.
     *
     * @param x any number; of 0 it is −∞, of negative numbers NaN
     * @return ln x
     */
    public static FloatVector log(FloatVector x) {
        VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        FloatVector normal = x.blend(x.mul(0x1p25f), tiny);
        IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
        FloatVector e = integer(bits.lanewise(VectorOperators.ASHR, 23));
        e = e.blend(e.sub(25f), tiny);
        FloatVector f = bits.and(0x007fffff).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(1f);
        FloatVector p = broadcast(6.7465984e-2f).fma(f, broadcast(-1.1675614e-1f)).fma(f, broadcast(1.1888160e-1f));
        p = p.fma(f, broadcast(-1.2405595e-1f)).fma(f, broadcast(1.4219554e-1f)).fma(f, broadcast(-1.6667996e-1f));
        p = p.fma(f, broadcast(2.0002119e-1f)).fma(f, broadcast(-2.5000010e-1f)).fma(f, broadcast(3.3333313e-1f));
        FloatVector square = f.mul(f);
        FloatVector rest = e.fma(broadcast(LN2_LOW), f.mul(square).mul(p));
        rest = square.fma(broadcast(-0.5f), rest);
        FloatVector log = e.fma(broadcast(LN2_HIGH), f.add(rest));
        return log.blend(Float.NaN, x.compare(VectorOperators.LT, 0f))
                .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f))
                .blend(x, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not());
    }

    /**
     * The sine, within 2 ulp.
     *
     * @param x an angle in radians, |x| ≤ 10⁴; beyond that the result is NaN
     * @return sin x
     */
    public static FloatVector sin(FloatVector x) {
        return sine(x, 0);
    }

    /**
     * The cosine, within 2 ulp.
     *
     * @param x an angle in radians, |x| ≤ 10⁴; beyond that the result is NaN
     * @return cos x
     */
    public static FloatVector cos(FloatVector x) {
        return sine(x, 1);
    }

    /** sin(x + quarters·π/2). */
    private static FloatVector sine(FloatVector x, int quarters) {
        FloatVector shifted = x.mul(TWO_OVER_PI).add(ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(broadcast(-HALF_PI_1), x);
        r = n.fma(broadcast(-HALF_PI_2), r);
        r = n.fma(broadcast(-HALF_PI_3), r);
        r = n.fma(broadcast(-HALF_PI_4), r);
        FloatVector z = r.mul(r);
        FloatVector sin = broadcast(-1.9517306e-4f).fma(z, broadcast(8.3321782e-3f)).fma(z, broadcast(-1.6666655e-1f));
        sin = sin.mul(z).fma(r, r);
        FloatVector cos = broadcast(2.4438455e-5f).fma(z, broadcast(-1.3887368e-3f)).fma(z, broadcast(4.1666647e-2f));
        cos = cos.fma(z, broadcast(-0.5f)).fma(z, broadcast(1f));
        IntVector quadrant = shifted.reinterpretAsInts().add(quarters);
        VectorMask<Float> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(FLOATS);
        IntVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
        FloatVector value = sin.blend(cos, odd).reinterpretAsInts().lanewise(VectorOperators.XOR, sign)
                .reinterpretAsFloats();
        return value.blend(Float.NaN, x.abs().compare(VectorOperators.LE, LARGEST_ANGLE).not());
    }

    /**
     * The square root, correctly rounded.
     *
     * @param x any number; of negative numbers it is NaN
     * @return √x
     */
    public static FloatVector sqrt(FloatVector x) {
        return x.sqrt();
    }

    /**
     * The reciprocal, correctly rounded.
     *
     * @param x any number
     * @return 1/x
     */
    public static FloatVector reciprocal(FloatVector x) {
        return broadcast(1f).div(x);
    }

    /**
     * The hyperbolic tangent, within 2 ulp.
     *
     * @param x any number
     * @return tanh x, ±1 at ±∞
     */
    public static FloatVector tanh(FloatVector x) {
        FloatVector z = x.mul(x);
        FloatVector p = broadcast(-5.7170451e-3f).fma(z, broadcast(2.0650587e-2f)).fma(z, broadcast(-5.3743498e-2f));
        p = p.fma(z, broadcast(1.3331491e-1f)).fma(z, broadcast(-3.3333284e-1f));
        FloatVector near = p.mul(z).fma(x, x);
        FloatVector a = x.abs();
        FloatVector far = broadcast(1f).sub(broadcast(2f).div(exp(a.add(a)).add(1f)));
        far = far.blend(far.neg(), x.compare(VectorOperators.LT, 0f));
        return far.blend(near, a.compare(VectorOperators.LT, 0.625f));
    }

    /**
     * The logistic function, within 3 ulp.
     *
     * @param x any number
     * @return σ(x) = 1/(1 + e⁻ˣ); far to the left it falls through the denormal numbers to 0
     */
    public static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return broadcast(1f).blend(e, x.compare(VectorOperators.LT, 0f)).div(e.add(1f));
    }

    /**
     * The first derivative of the logistic function, within 5 ulp.
     *
     * @param x any number
     * @return σ′ = σ(1 − σ)
     */
    public static FloatVector sigmoidFirst(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = broadcast(1f).div(e.add(1f));
        return e.mul(s).mul(s);
    }

    /**
     * The second derivative of the logistic function, within 5·10⁻⁸.
     *
     * @param x any number
     * @return σ″ = σ′(1 − 2σ)
     */
    public static FloatVector sigmoidSecond(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = broadcast(1f).div(e.add(1f));
        return e.mul(s).mul(s).mul(oneMinusTwice(x, e, s));
    }

    /**
     * The third derivative of the logistic function, within 1.5·10⁻⁷.
     *
     * @param x any number
     * @return σ‴ = σ′(1 − 6σ′)
     */
    public static FloatVector sigmoidThird(FloatVector x) {
        FloatVector first = sigmoidFirst(x);
        return first.mul(first.fma(broadcast(-6f), broadcast(1f)));
    }

    /**
     * The sigmoid linear unit, within 4 ulp.
     *
     * @param x any number
     * @return x σ(x), 0 at −∞
     */
    public static FloatVector silu(FloatVector x) {
        return sigmoid(x).mul(x.blend(-SATURATED, x.compare(VectorOperators.LT, -SATURATED)));
    }

    /**
     * The first derivative of the sigmoid linear unit, within 2·10⁻⁷.
     *
     * @param x any number
     * @return σ + x σ′, 0 at −∞ and 1 at +∞
     */
    public static FloatVector siluFirst(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = broadcast(1f).div(e.add(1f));
        FloatVector sigmoid = s.blend(e.mul(s), x.compare(VectorOperators.LT, 0f));
        return saturated(x).fma(e.mul(s).mul(s), sigmoid);
    }

    /**
     * The second derivative of the sigmoid linear unit, within 2·10⁻⁷.
     *
     * @param x any number
     * @return 2σ′ + x σ″
     */
    public static FloatVector siluSecond(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = broadcast(1f).div(e.add(1f));
        return e.mul(s).mul(s).mul(saturated(x).fma(oneMinusTwice(x, e, s), broadcast(2f)));
    }

    /**
     * The third derivative of the sigmoid linear unit, within 3·10⁻⁷.
     *
     * @param x any number
     * @return 3σ″ + x σ‴
     */
    public static FloatVector siluThird(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = broadcast(1f).div(e.add(1f));
        FloatVector first = e.mul(s).mul(s);
        FloatVector third = first.fma(broadcast(-6f), broadcast(1f));
        return first.mul(saturated(x).fma(third, oneMinusTwice(x, e, s).mul(3f)));
    }

    /** 1 − 2σ(x) = −tanh(x/2), from e = e^(−|x|) and s = 1/(1 + e). */
    private static FloatVector oneMinusTwice(FloatVector x, FloatVector e, FloatVector s) {
        FloatVector t = e.sub(1f).mul(s);
        return t.blend(t.neg(), x.compare(VectorOperators.LT, 0f));
    }

    /** A factor x that is finite, for where it multiplies something that vanishes. */
    private static FloatVector saturated(FloatVector x) {
        FloatVector right = x.blend(SATURATED, x.compare(VectorOperators.GT, SATURATED));
        return right.blend(-SATURATED, right.compare(VectorOperators.LT, -SATURATED));
    }

    /** 2ⁿ for n in −126..127. */
    private static FloatVector powerOfTwo(IntVector n) {
        return n.lanewise(VectorOperators.LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
    }

    /** An integer below 2²² in magnitude as a float. */
    private static FloatVector integer(IntVector n) {
        return n.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
