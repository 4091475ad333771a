package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CellProperties {

    @Property
    void inverseInverts(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rows = new double[9];
        for (int i = 0; i < 9; i++) {
            rows[i] = random.nextDouble(-5, 5) + (i % 4 == 0 ? 8 : 0);
        }
        Cell cell;
        try {
            cell = Cell.periodic(rows);
        } catch (DataException flat) {
            return; // thinner than 0.1 Å by chance
        }
        double[] inverse = cell.inverse();
        // Rounding is amplified by at most the condition number: |rows| < 40 over the height of at least 0.1 Å.
        double tolerance = 1e-15 * 40 / 0.1 * 10;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = 0;
                for (int k = 0; k < 3; k++) {
                    product += rows[3 * i + k] * inverse[3 * k + j];
                }
                assertEquals(i == j ? 1 : 0, product, tolerance);
            }
        }
    }

    /** Vectors that are missing where the cell does not repeat never keep it from having a frame. */
    @Property
    void missingVectorsAreCompleted(@ForAll long seed, @ForAll @IntRange(max = 7) int given) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rows = new double[9];
        boolean[] periodic = new boolean[3];
        for (int k = 0; k < 3; k++) {
            periodic[k] = (given >> k & 1) == 1;
            for (int i = 0; i < 3 && periodic[k]; i++) {
                rows[3 * k + i] = random.nextDouble(-1, 1) + (i == (k + 1) % 3 ? 5 : 0);
            }
        }
        Cell cell = new Cell(rows, periodic);
        double[] frame = cell.frame();
        for (int k = 0; k < 3; k++) {
            if (periodic[k]) {
                continue;
            }
            assertEquals(1, cell.height(k), 1e-12);
            for (int other = 0; other < 3; other++) {
                double dot = 0;
                for (int i = 0; i < 3; i++) {
                    dot += frame[3 * k + i] * frame[3 * other + i];
                }
                assertEquals(other == k ? 1 : 0, dot, 1e-12);
            }
        }
        assertArrayEquals(rows, cell.rows());
    }

    @Test
    void heightsAndVolume() {
        Cell cell = Cell.periodic(2, 0, 0, 1, 3, 0, 0, 0, 4);
        assertEquals(24, cell.volume(), 1e-12);
        assertEquals(24 / Math.hypot(3 * 4, 1 * 4), cell.height(0), 1e-12); // volume over the area |b × c|
        assertEquals(3, cell.height(1), 1e-12);
        assertEquals(4, cell.height(2), 1e-12);
        assertEquals(24, Cell.periodic(1, 3, 0, 2, 0, 0, 0, 0, 4).volume(), 1e-12); // left-handed
    }

    @Test
    void refusesWhatHasNoVolume() {
        for (double[] rows : new double[][] {
            new double[9], {1, 0, 0, 2, 0, 0, 0, 0, 1}, {1, 1, 0, 0, 1, 1, 1, 2, 1}, {5, 0, 0, 0, 5, 0, 0, 0, 1e-3},
            {Double.NaN, 0, 0, 0, 1, 0, 0, 0, 1}, {1e200, 0, 0, 0, 1e200, 0, 0, 0, 1e200}
        }) {
            DataException e = assertThrows(DataException.class, () -> Cell.periodic(rows));
            assertTrue(e.getMessage().startsWith("the lattice ["), e.getMessage());
        }
    }
}
