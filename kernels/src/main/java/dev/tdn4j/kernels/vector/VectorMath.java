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
 * exact result. Call one of them a loop, from a small method: the compiler stops inlining once a method has grown to
 * 18000 of its nodes, of which a vector operation takes hundreds, and puts vectors on the heap from there on. Constants
 * are vectors because broadcasting one would take as many nodes again.
 */
public final class VectorMath {

    /** Adding 1.5·2²³ rounds to an integer, which the low bits of the sum hold. */
    private static final FloatVector ROUND = constant(0x1.8p23f);

    private static final IntVector ROUND_BITS = bits(0x1.8p23f);
    private static final IntVector ONE_BITS = bits(1f);
    private static final IntVector SQRT_HALF_BITS = bits(0x1.6a09e6p-1f);
    private static final IntVector FRACTION_BITS = IntVector.broadcast(ONE_BITS.species(), 0x007fffff);

    private static final FloatVector ZERO = constant(0);
    private static final FloatVector ONE = constant(1);
    private static final FloatVector TWO = constant(2);
    private static final FloatVector THREE = constant(3);
    private static final FloatVector MINUS_SIX = constant(-6);
    private static final FloatVector MINUS_HALF = constant(-0.5f);
    private static final FloatVector INFINITY = constant(Float.POSITIVE_INFINITY);
    private static final FloatVector NAN = constant(Float.NaN);

    /** Where e^x has overflowed, and where it has vanished. */
    private static final FloatVector EXP_HIGHEST = constant(89), EXP_LOWEST = constant(-104);

    private static final FloatVector LOG2_E = constant(0x1.715476p0f);

    /** ln 2 in two parts; the first has 15 bits, so that its product with an exponent is exact. */
    private static final FloatVector LN2_1 = constant(0x1.62e4p-1f), LN2_2 = constant(0x1.7f7d1cp-20f);

    private static final FloatVector MINUS_LN2_1 = LN2_1.neg(), MINUS_LN2_2 = LN2_2.neg();

    /** (e^r − 1 − r)/r² for |r| ≤ ln(2)/2, in powers of r. */
    private static final FloatVector EXP_0 = constant(4.9999993e-1f), EXP_1 = constant(1.6666521e-1f);

    private static final FloatVector EXP_2 = constant(4.1668387e-2f), EXP_3 = constant(8.3687098e-3f);
    private static final FloatVector EXP_4 = constant(1.3814610e-3f);

    /** (ln(1 + f) − f + f²/2)/f³ for √½ ≤ 1 + f ≤ √2, in powers of f. */
    private static final FloatVector LOG_0 = constant(3.3333313e-1f), LOG_1 = constant(-2.5000010e-1f);

    private static final FloatVector LOG_2 = constant(2.0002119e-1f), LOG_3 = constant(-1.6667996e-1f);
    private static final FloatVector LOG_4 = constant(1.4219554e-1f), LOG_5 = constant(-1.2405595e-1f);
    private static final FloatVector LOG_6 = constant(1.1888160e-1f), LOG_7 = constant(-1.1675614e-1f);
    private static final FloatVector LOG_8 = constant(6.7465984e-2f);

    private static final FloatVector SMALLEST_NORMAL = constant(Float.MIN_NORMAL);

    /** Makes denormal numbers normal; and its exponent. */
    private static final FloatVector LIFT = constant(0x1p25f), LIFTED = constant(25);

    private static final FloatVector TWO_OVER_PI = constant(0x1.45f306p-1f);

    /** −π/2 in four parts; the first two have 11 bits, so that their products with integers below 2¹³ are exact. */
    private static final FloatVector HALF_PI_1 = constant(-0x1.92p0f), HALF_PI_2 = constant(-0x1.fb4p-12f);

    private static final FloatVector HALF_PI_3 = constant(-0x1.4442dp-24f), HALF_PI_4 = constant(-0x1.846988p-48f);

    /** (sin r − r)/r³ for |r| ≤ π/4, in powers of r². */
    private static final FloatVector SIN_0 = constant(-1.6666655e-1f), SIN_1 = constant(8.3321782e-3f);

    private static final FloatVector SIN_2 = constant(-1.9517306e-4f);

    /** (cos r − 1 + r²/2)/r⁴ for |r| ≤ π/4, in powers of r². */
    private static final FloatVector COS_0 = constant(4.1666647e-2f), COS_1 = constant(-1.3887368e-3f);

    private static final FloatVector COS_2 = constant(2.4438455e-5f);

    /** The largest argument of sine and cosine. */
    private static final FloatVector LARGEST_ANGLE = constant(1e4f);

    /** (tanh x − x)/x³ for |x| ≤ 0.625, in powers of x². */
    private static final FloatVector TANH_0 = constant(-3.3333284e-1f), TANH_1 = constant(1.3331491e-1f);

    private static final FloatVector TANH_2 = constant(-5.3743498e-2f), TANH_3 = constant(2.0650587e-2f);
    private static final FloatVector TANH_4 = constant(-5.7170451e-3f);
    private static final FloatVector TANH_NEAR = constant(0.625f);

    /** Beyond this, every term of a sigmoid's derivatives with e^(−|x|) is 0 in float, times x too. */
    private static final FloatVector SATURATED = constant(200), MINUS_SATURATED = constant(-200);

    private VectorMath() {}

    /**
     * The exponential function, within 1 ulp, denormal results too.
     *
     * @param x any number; above 88.72 the result is +∞, below −103.97 it is 0
     * @return eˣ
     */
    public static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.blend(EXP_HIGHEST, x.compare(VectorOperators.GT, EXP_HIGHEST));
        clamped = clamped.blend(EXP_LOWEST, x.compare(VectorOperators.LT, EXP_LOWEST));
        FloatVector shifted = clamped.fma(LOG2_E, ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(MINUS_LN2_2, n.fma(MINUS_LN2_1, clamped));
        FloatVector p = EXP_4.fma(r, EXP_3).fma(r, EXP_2).fma(r, EXP_1).fma(r, EXP_0);
        p = p.fma(r.mul(r), r).add(ONE);
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
        VectorMask<Float> tiny = x.compare(VectorOperators.LT, SMALLEST_NORMAL);
        IntVector bits = x.blend(x.mul(LIFT), tiny).reinterpretAsInts().sub(SQRT_HALF_BITS);
        FloatVector e = bits.lanewise(VectorOperators.ASHR, 23).add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
        e = e.blend(e.sub(LIFTED), tiny);
        FloatVector f = bits.and(FRACTION_BITS).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
        FloatVector p = LOG_8.fma(f, LOG_7).fma(f, LOG_6).fma(f, LOG_5).fma(f, LOG_4);
        p = p.fma(f, LOG_3).fma(f, LOG_2).fma(f, LOG_1).fma(f, LOG_0);
        FloatVector square = f.mul(f);
        FloatVector rest = square.fma(MINUS_HALF, e.fma(LN2_2, f.mul(square).mul(p)));
        FloatVector log = e.fma(LN2_1, f.add(rest));
        return log.blend(NAN, x.compare(VectorOperators.LT, ZERO))
                .blend(INFINITY.neg(), x.compare(VectorOperators.EQ, ZERO))
                .blend(x, x.compare(VectorOperators.LT, INFINITY).not());
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
        FloatVector shifted = x.fma(TWO_OVER_PI, ROUND);
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(HALF_PI_2, n.fma(HALF_PI_1, x));
        r = n.fma(HALF_PI_4, n.fma(HALF_PI_3, r));
        FloatVector z = r.mul(r);
        FloatVector sin = SIN_2.fma(z, SIN_1).fma(z, SIN_0).mul(z).fma(r, r);
        FloatVector cos = COS_2.fma(z, COS_1).fma(z, COS_0).fma(z, MINUS_HALF).fma(z, ONE);
        IntVector quadrant = shifted.reinterpretAsInts().add(quarters);
        // The lowest bit, shifted into the sign, chooses between sine and cosine; the next is the sign of the result.
        FloatVector parity = quadrant.lanewise(VectorOperators.LSHL, 31).reinterpretAsFloats();
        IntVector sign = quadrant.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.LSHL, 31);
        FloatVector value = sin.blend(cos, parity.test(VectorOperators.IS_NEGATIVE));
        value = value.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
        return value.blend(NAN, x.abs().compare(VectorOperators.LE, LARGEST_ANGLE).not());
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
        return ONE.div(x);
    }

    /**
     * The hyperbolic tangent, within 2 ulp.
     *
     * @param x any number
     * @return tanh x, ±1 at ±∞
     */
    public static FloatVector tanh(FloatVector x) {
        FloatVector z = x.mul(x);
        FloatVector p = TANH_4.fma(z, TANH_3).fma(z, TANH_2).fma(z, TANH_1).fma(z, TANH_0);
        FloatVector near = p.mul(z).fma(x, x);
        FloatVector a = x.abs();
        FloatVector far = ONE.sub(TWO.div(exp(a.add(a)).add(ONE)));
        far = far.blend(far.neg(), x.compare(VectorOperators.LT, ZERO));
        return far.blend(near, a.compare(VectorOperators.LT, TANH_NEAR));
    }

    /**
     * The logistic function, within 3 ulp.
     *
     * @param x any number
     * @return σ(x) = 1/(1 + e⁻ˣ); far to the left it falls through the denormal numbers to 0
     */
    public static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return ONE.blend(e, x.compare(VectorOperators.LT, ZERO)).div(e.add(ONE));
    }

    /**
     * The first derivative of the logistic function, within 5 ulp.
     *
     * @param x any number
     * @return σ′ = σ(1 − σ)
     */
    public static FloatVector sigmoidFirst(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = ONE.div(e.add(ONE));
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
        FloatVector s = ONE.div(e.add(ONE));
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
        return first.mul(first.fma(MINUS_SIX, ONE));
    }

    /**
     * The sigmoid linear unit, within 4 ulp.
     *
     * @param x any number
     * @return x σ(x), 0 at −∞
     */
    public static FloatVector silu(FloatVector x) {
        return sigmoid(x).mul(x.blend(MINUS_SATURATED, x.compare(VectorOperators.LT, MINUS_SATURATED)));
    }

    /**
     * The first derivative of the sigmoid linear unit, within 2·10⁻⁷.
     *
     * @param x any number
     * @return σ + x σ′, 0 at −∞ and 1 at +∞
     */
    public static FloatVector siluFirst(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = ONE.div(e.add(ONE));
        FloatVector sigmoid = s.blend(e.mul(s), x.compare(VectorOperators.LT, ZERO));
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
        FloatVector s = ONE.div(e.add(ONE));
        return e.mul(s).mul(s).mul(saturated(x).fma(oneMinusTwice(x, e, s), TWO));
    }

    /**
     * The third derivative of the sigmoid linear unit, within 3·10⁻⁷.
     *
     * @param x any number
     * @return 3σ″ + x σ‴
     */
    public static FloatVector siluThird(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector s = ONE.div(e.add(ONE));
        FloatVector first = e.mul(s).mul(s);
        FloatVector third = first.fma(MINUS_SIX, ONE);
        return first.mul(saturated(x).fma(third, oneMinusTwice(x, e, s).mul(THREE)));
    }

    /** 1 − 2σ(x) = −tanh(x/2), from e = e^(−|x|) and s = 1/(1 + e). */
    private static FloatVector oneMinusTwice(FloatVector x, FloatVector e, FloatVector s) {
        FloatVector t = e.sub(ONE).mul(s);
        return t.blend(t.neg(), x.compare(VectorOperators.LT, ZERO));
    }

    /** A factor x that is finite, for where it multiplies something that vanishes. */
    private static FloatVector saturated(FloatVector x) {
        FloatVector right = x.blend(SATURATED, x.compare(VectorOperators.GT, SATURATED));
        return right.blend(MINUS_SATURATED, x.compare(VectorOperators.LT, MINUS_SATURATED));
    }

    /** 2ⁿ for n in −126..127. */
    private static FloatVector powerOfTwo(IntVector n) {
        return n.lanewise(VectorOperators.LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    private static IntVector bits(float value) {
        return constant(value).reinterpretAsInts();
    }
}
