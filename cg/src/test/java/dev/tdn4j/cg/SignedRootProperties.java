package dev.tdn4j.cg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Positive;

class SignedRootProperties {

    /** No root of a quotient of two 200-bit numbers comes closer than 10⁻⁹⁰ to a rounding boundary without being on it. */
    private static final MathContext DIGITS = new MathContext(150);

    @Property
    void isTheNearestDouble(@ForAll @Positive long p, @ForAll @Positive long q, @ForAll @Positive long factor) {
        BigInteger numerator = BigInteger.valueOf(p).multiply(BigInteger.valueOf(factor)).pow(2).add(BigInteger.ONE);
        BigInteger denominator = BigInteger.valueOf(q).pow(3);
        double expected = new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), DIGITS)
                .sqrt(DIGITS)
                .doubleValue();
        assertEquals(expected, new SignedRoot(1, numerator, denominator).doubleValue());
        assertEquals(-1 / expected, new SignedRoot(-1, denominator, numerator).doubleValue(), Math.ulp(1 / expected));
    }

    @Property
    void perfectSquaresAreExact(@ForAll @Positive int p) {
        BigInteger square = BigInteger.valueOf(p).pow(2);
        assertEquals(-p, new SignedRoot(-1, square, BigInteger.ONE).doubleValue());
        assertEquals(p / 8.0, new SignedRoot(1, square, BigInteger.valueOf(64)).doubleValue());
    }
}
