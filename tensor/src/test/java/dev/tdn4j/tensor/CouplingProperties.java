package dev.tdn4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CouplingProperties {

    @Property
    void denseRoundTrip(@ForAll @Size(24) double[] dense) {
        Coupling coupling = Coupling.ofDense(2, 3, 4, dense);
        double[] back = coupling.dense();
        for (int t = 0; t < dense.length; t++) {
            assertEquals(dense[t], back[t], 0);
        }
    }

    @Property
    void permutingThereAndBackIsTheIdentity(@ForAll @Size(24) double[] dense) {
        Coupling coupling = Coupling.ofDense(2, 3, 4, dense);
        assertEquals(coupling, coupling.permute(2, 0, 1).permute(1, 2, 0));
    }

    @Property
    void matrixProductMultiplies(@ForAll @IntRange(min = 1, max = 5) int rows, @ForAll @IntRange(min = 1, max = 5) int columns) {
        double[] dense = Coupling.matrixProduct(rows, columns).dense();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                assertEquals(1, dense[((r * columns + c) * columns + c) * rows + r]);
            }
        }
    }

    @Test
    void factorsMultiplyOut() {
        Factors factors = new Factors(2, new double[] {1, 2}, new double[] {3, 4, 5, 6}, new double[] {7, 8});
        assertArrayEquals(new double[] {1 * 3 * 7 + 2 * 4 * 8, 1 * 5 * 7 + 2 * 6 * 8}, factors.toCoupling().dense());
    }

    @Test
    void refusesWhatIsNoCoupling() {
        int[] zero = {0};
        assertThrows(IllegalArgumentException.class, () -> Coupling.of(1, 1, 1, zero, zero, zero, new double[] {Double.NaN}));
        assertThrows(IndexOutOfBoundsException.class, () -> Coupling.of(1, 1, 1, new int[] {1}, zero, zero, new double[] {1}));
        int[] twice = {0, 0};
        assertThrows(IllegalArgumentException.class, () -> Coupling.of(1, 1, 1, twice, twice, twice, new double[] {1, 2}));
    }
}
