package dev.tdn4j.cg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouplingPathTest {

    @Test
    void listsEveryPathOnceInOrder() {
        List<CouplingPath> expected = List.of(
                new CouplingPath(0, 0, 0),
                new CouplingPath(0, 1, 1),
                new CouplingPath(1, 0, 1),
                new CouplingPath(1, 1, 0),
                new CouplingPath(1, 1, 1));
        assertEquals(expected, CouplingPath.all(1));
        assertEquals(expected.subList(0, 4), CouplingPath.even(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 5", "2, 15", "3, 34", "4, 65", "5, 111", "6, 175"})
    void countsPaths(int lmax, int paths) {
        assertEquals(paths, CouplingPath.all(lmax).size());
    }

    @Test
    void parity() {
        assertTrue(new CouplingPath(2, 3, 1).isEven());
        assertFalse(new CouplingPath(2, 3, 2).isEven());
    }

    @Test
    void refusesWhatIsNoPath() {
        var error = assertThrows(IllegalArgumentException.class, () -> new CouplingPath(1, 1, 3));
        assertTrue(error.getMessage().contains("1⊗1→3"));
        assertThrows(IllegalArgumentException.class, () -> new CouplingPath(1, 3, 1));
        assertThrows(IllegalArgumentException.class, () -> new CouplingPath(-1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> CouplingPath.all(-1));
    }
}
