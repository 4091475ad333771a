package dev.tdn4j.kernels.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The loops do the work that is counted, and their rates are those of a machine of this century. */
class CeilingsTest {

    @Test
    void chainsAddOnceAStep() {
        assertEquals(16 * (0x1p-10f + 100 * 0x1p-21f), CeilingLoops.floatChains(100, 0x1p-10f, 0x1p-11f));
        assertEquals(16 * (0x1p-10 + 100 * 0x1p-21), CeilingLoops.doubleChains(100, 0x1p-10, 0x1p-11));
    }

    @Test
    void allIsReadAndWritten() {
        float[] a = new float[1024];
        CeilingLoops.write(a, 128, 512, 3, 2);
        for (int i = 0; i < a.length; i++) {
            assertEquals(i >= 128 && i < 640 ? 2 : 0, a[i]);
        }
        // Whole groups of four vectors: a lane sums every WIDTH-th element, three times.
        assertEquals(3 * 2 * 512 / (CeilingLoops.floatOperations() / 32), CeilingLoops.read(a, 128, 512, 3));
    }

    /**
     * Clocks are between 0.5 and 8 GHz and two units do 2 to 16 lanes each: 4 to 600 GFLOP/s, or a quarter of that where
     * other processes run. What the interpreter or half a compiler makes of vectors is far below.
     */
    @Test
    void ratesAreSane() {
        Ceilings ceilings = Ceilings.measure();
        assertTrue(ceilings.floatPeak() > 1 && ceilings.floatPeak() < 600, ceilings::toString);
        assertTrue(ceilings.doublePeak() > 0.5 && ceilings.doublePeak() < 300, ceilings::toString);
        assertTrue(ceilings.floatPeakAll() < 600.0 * ceilings.threads(), ceilings::toString);
        assertTrue(ceilings.l1().read() > 1 && ceilings.l1().write() > 1, ceilings::toString);
        assertTrue(ceilings.memory().read() > 0.1 && ceilings.memory().write() > 0.1, ceilings::toString);
    }

    @Test
    void refusesSizesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> Ceilings.bandwidth(100));
        assertThrows(IllegalArgumentException.class, () -> Ceilings.bandwidth(1L << 31));
    }
}
