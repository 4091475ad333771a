package dev.tdn4j.tdn.md;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DriftProperties {

    /** A straight line has its own slope, however large the energy that it starts from. */
    @Property
    void aLineHasItsSlope(
            @ForAll @DoubleRange(min = -1, max = 1) double slope,
            @ForAll @IntRange(min = 2, max = 50) int samples,
            @ForAll @IntRange(min = 1, max = 30) int atoms) {
        double[] times = new double[samples];
        double[] totals = new double[samples];
        for (int s = 0; s < samples; s++) {
            times[s] = 0.5 * s;
            totals[s] = -30000 + slope * times[s];
        }
        Drift drift = Drift.of(times, totals, atoms);
        // Totals are rounded at 30000·2e-16 = 7e-12 eV, over at least 0.5 fs: 3e-11 eV/fs.
        assertEquals(Math.abs(slope) * 1e6 / atoms, drift.perAtomPerPs(), 3e-11 * 1e6);
        assertEquals(Math.abs(slope) * times[samples - 1] * 1e3 / atoms, drift.largestExcursion(), 2e-11 * 1e3);
    }

    @Test
    void fluctuationsAboutALevelHaveNoSlope() {
        Drift drift = Drift.of(new double[] {0, 1, 2, 3, 4}, new double[] {5, 6, 5, 6, 5}, 2);
        assertEquals(0, drift.perAtomPerPs(), 1e-9);
        assertEquals(500, drift.largestExcursion(), 1e-9);
        assertEquals(0, Drift.of(new double[1], new double[1], 1).perAtomPerPs());
    }
}
