package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ElementsTest {

    @Test
    void symbolsAndNumbersAgree() {
        for (int z = 1; z <= Elements.COUNT; z++) {
            assertEquals(z, Elements.number(Elements.symbol(z)).orElseThrow());
            assertTrue(Elements.mass(z) > z, Elements.symbol(z)); // no nucleus has fewer nucleons than protons
        }
        assertEquals("Og", Elements.symbol(118));
        assertEquals(17, Elements.number("CL").orElseThrow());
        assertTrue(Elements.number("Xx").isEmpty() && Elements.number("").isEmpty());
        assertThrows(IllegalArgumentException.class, () -> Elements.symbol(0));
        assertThrows(IllegalArgumentException.class, () -> Elements.mass(119));
    }

    @Test
    void massesOfCommonElements() {
        assertEquals(1.008, Elements.mass(1));
        assertEquals(12.011, Elements.mass(6));
        assertEquals(15.999, Elements.mass(8));
        assertEquals(63.546, Elements.mass(29));
        assertEquals(196.966569, Elements.mass(79));
    }
}
