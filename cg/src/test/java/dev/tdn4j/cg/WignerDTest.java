package dev.tdn4j.cg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WignerDTest {

    private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** The reference matrices are orthogonal to 8e-14. */
    @Test
    void agreesWithE3nn() throws IOException {
        Map<String, Object> reference = Reference.read("wignerD_l6.json");
        List<?> rotations = (List<?>) reference.get("rotations");
        for (int r = 0; r < rotations.size(); r++) {
            double[] rotation = Reference.numbers(rotations.get(r));
            List<?> blocks = (List<?>) ((List<?>) reference.get("D_e3nn")).get(r);
            for (int l = 0; l < blocks.size(); l++) {
                assertArrayEquals(Reference.numbers(blocks.get(l)), WignerD.block(l, rotation), 1e-13);
            }
        }
    }

    @Test
    void blocksAreThoseOfTheMatrix() {
        double[] rotation = {0, 0.6, 0.8, 1, 0, 0, 0, 0.8, -0.6};
        double[] matrix = WignerD.matrix(3, rotation);
        int n = Degrees.components(3);
        double[] expected = new double[n * n];
        for (int l = 0; l <= 3; l++) {
            double[] block = WignerD.block(l, rotation);
            for (int t = 0; t < block.length; t++) {
                expected[(l * l + t / (2 * l + 1)) * n + l * l + t % (2 * l + 1)] = block[t];
            }
        }
        assertArrayEquals(expected, matrix);
        assertArrayEquals(rotation, WignerD.block(1, rotation));
        assertArrayEquals(new double[] {1}, WignerD.matrix(0, rotation));
    }

    @Test
    void identityTurnsNothing() {
        int n = Degrees.components(10);
        double[] expected = new double[n * n];
        for (int i = 0; i < n; i++) {
            expected[i * n + i] = 1;
        }
        assertArrayEquals(expected, WignerD.matrix(10, IDENTITY), 1e-14);
    }

    /** A half turn about the polar axis y multiplies order m by (−1)^m. */
    @Test
    void halfTurnAboutThePolarAxis() {
        int n = Degrees.components(10);
        double[] expected = new double[n * n];
        for (int i = 0; i < n; i++) {
            expected[i * n + i] = Degrees.order(i) % 2 == 0 ? 1 : -1;
        }
        assertArrayEquals(expected, WignerD.matrix(10, new double[] {-1, 0, 0, 0, 1, 0, 0, 0, -1}), 1e-14);
    }

    /** Turning by φ about the polar axis y mixes orders ±m by the angle mφ. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.3, Math.PI / 2, 3, -2.5})
    void turnAboutThePolarAxis(double phi) {
        double c = Math.cos(phi);
        double s = Math.sin(phi);
        double[] rotation = {c, 0, s, 0, 1, 0, -s, 0, c};
        for (int l = 0; l <= 10; l++) {
            int size = 2 * l + 1;
            double[] expected = new double[size * size];
            for (int m = -l; m <= l; m++) {
                expected[(l + m) * size + l + m] = Math.cos(m * phi);
                expected[(l + m) * size + l - m] = m == 0 ? 1 : -Math.sin(m * phi);
            }
            assertArrayEquals(expected, WignerD.block(l, rotation), 2e-14);
        }
    }

    @Test
    void cyclingTheAxesThreeTimesIsTheIdentity() {
        double[] cycle = {0, 1, 0, 0, 0, 1, 1, 0, 0};
        int n = Degrees.components(10);
        double[] d = WignerD.matrix(10, cycle);
        double[] cubed = WignerDProperties.product(n, d, WignerDProperties.product(n, d, d));
        assertArrayEquals(WignerD.matrix(10, IDENTITY), cubed, 1e-13);
    }

    @Test
    void refusesWhatIsNoRotation() {
        double[] reflection = {1, 0, 0, 0, 1, 0, 0, 0, -1};
        double[] scaled = {1, 0, 0, 0, 1, 0, 0, 0, 1.001};
        double[] broken = {1, 0, 0, 0, Double.NaN, 0, 0, 0, 1};
        assertEquals(
                "not a rotation but a reflection: its determinant is −1",
                assertThrows(IllegalArgumentException.class, () -> WignerD.matrix(2, reflection)).getMessage());
        var error = assertThrows(IllegalArgumentException.class, () -> WignerD.matrix(2, scaled));
        assertTrue(error.getMessage().contains("columns 3 and 3"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> WignerD.block(0, broken));
        assertThrows(IllegalArgumentException.class, () -> WignerD.block(2, new double[8]));
        assertThrows(IllegalArgumentException.class, () -> WignerD.block(-1, IDENTITY));
        assertThrows(IllegalArgumentException.class, () -> WignerD.matrix(-1, IDENTITY));
    }
}
