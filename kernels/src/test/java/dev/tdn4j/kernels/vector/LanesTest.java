package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void padsToTheNextMultiple() {
        for (int channels = 0; channels < 100; channels++) {
            int padded = Lanes.pad(channels);
            assertEquals(0, padded % Lanes.WIDTH);
            assertTrue(padded >= channels && padded < channels + Lanes.WIDTH);
        }
        assertThrows(IllegalArgumentException.class, () -> Lanes.pad(-1));
        assertThrows(ArithmeticException.class, () -> Lanes.pad(Integer.MAX_VALUE));
    }

    @Test
    void thePropertyForcesTheWidth() {
        assertEquals(FloatVector.SPECIES_PREFERRED, Lanes.species(null, 128));
        assertEquals(FloatVector.SPECIES_64, Lanes.species("64", 512));
        assertEquals(FloatVector.SPECIES_128, Lanes.species(" 128 ", 128));
        assertEquals(FloatVector.SPECIES_256, Lanes.species("256", 512));
        assertEquals(FloatVector.SPECIES_512, Lanes.species("512", 512));
    }

    @Test
    void aWrongWidthIsExplained() {
        var unknown = assertThrows(IllegalArgumentException.class, () -> Lanes.species("100", 512));
        assertEquals(
                "the system property tdn4j.vectorBits must be 64, 128, 256 or 512, but is \"100\"",
                unknown.getMessage());
        var wide = assertThrows(IllegalArgumentException.class, () -> Lanes.species("512", 256));
        assertTrue(wide.getMessage().contains("at most 256 bits"), wide.getMessage());
    }
}
