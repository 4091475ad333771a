package dev.tdn4j.cg;

import java.math.BigInteger;

/**
 * An exact number ±√(p/q), what every coupling coefficient is.
 *
 * @param sign −1, 0 or 1
 * @param p the numerator under the root, at least 0, and 0 exactly where the sign is
 * @param q the denominator under the root, at least 1, not necessarily in lowest terms
 */
record SignedRoot(int sign, BigInteger p, BigInteger q) {

    /** Bits kept of the root before the one rounding: more than the 53 of a double and its rounding bit. */
    private static final int BITS = 64;

    /** This number times √(numerator/denominator). */
    SignedRoot timesRoot(long numerator, long denominator) {
        return new SignedRoot(
                sign, p.multiply(BigInteger.valueOf(numerator)), q.multiply(BigInteger.valueOf(denominator)));
    }

    /**
     * The nearest double, ties to even. The root is computed to {@link #BITS} bits, truncated; a last bit that says
     * whether anything was cut off makes the rounding to double the same as that of the exact number.
     */
    double doubleValue() {
        if (sign == 0) {
            return 0;
        }
        int shift = Math.max(0, BITS - (p.bitLength() - q.bitLength()) / 2);
        BigInteger[] quotient = p.shiftLeft(2 * shift).divideAndRemainder(q);
        BigInteger[] root = quotient[0].sqrtAndRemainder();
        boolean exact = root[1].signum() == 0 && quotient[1].signum() == 0;
        BigInteger sticky = root[0].shiftLeft(1).or(exact ? BigInteger.ZERO : BigInteger.ONE);
        return sign * Math.scalb(sticky.doubleValue(), -shift - 1);
    }
}
