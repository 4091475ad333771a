package dev.tdn4j.tdn.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PowerLawTest {

    private static final double[] X = {2, 3, 4, 5, 9};

    /** Logarithms and powers are right to a few units in the last place, 2e-16. */
    @Test
    void findsTheExponentOfAPowerLaw() {
        for (double exponent : new double[] {-1, 0, 2.4, 6}) {
            PowerLaw fit = PowerLaw.fit(X, Arrays.stream(X).map(x -> 0.3 * Math.pow(x, exponent)).toArray());
            assertEquals(exponent, fit.exponent(), 1e-13);
            assertEquals(0.3, fit.factor(), 1e-13);
        }
    }

    /** Through two points goes one line. */
    @Test
    void fitsSmallDeviationsEvenly() {
        PowerLaw fit = PowerLaw.fit(new double[] {1, 2, 4}, new double[] {1, 4 * 2, 16});
        assertEquals(2, fit.exponent(), 1e-13);
        assertEquals(Math.cbrt(2), fit.factor(), 1e-13);
    }

    @Test
    void refusesWhatHasNoPlace() {
        assertThrows(IllegalArgumentException.class, () -> PowerLaw.fit(X, new double[] {1, 2, 3, 0, 5}));
        assertThrows(IllegalArgumentException.class, () -> PowerLaw.fit(new double[] {2, 2}, new double[] {1, 3}));
        assertThrows(IllegalArgumentException.class, () -> PowerLaw.fit(new double[] {2}, new double[] {1}));
    }
}
