package dev.tdn4j.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against numbers computed elsewhere. */
class SolidHarmonicsTest {

    private static final int LMAX = 10;

    /** Double-precision references of values up to 5: some tens of roundings on either side. */
    private static final double TOLERANCE = 2e-13;

    @Test
    void lowDegreesInClosedForm() {
        double x = 0.3;
        double y = -1.2;
        double z = 0.7;
        double s3 = Math.sqrt(3);
        double s5 = Math.sqrt(5);
        double s15 = Math.sqrt(15);
        double[] expected = {
            1,
            s3 * x, s3 * y, s3 * z,
            s15 * x * z, s15 * x * y, s5 * (y * y - (x * x + z * z) / 2), s15 * y * z, s15 / 2 * (z * z - x * x)
        };
        assertArrayEquals(expected, at(2, x, y, z), 1e-15);
    }

    @Test
    void zeroVectorHasOnlyTheScalar() {
        double[] values = at(4, 0, 0, 0);
        assertEquals(1, values[0]);
        for (int i = 1; i < values.length; i++) {
            assertEquals(0, values[i]);
        }
    }

    @Test
    void writesAtTheOffsetAndNowhereElse() {
        double[] out = {7, 0, 0, 0, 0, 7};
        SolidHarmonics.values(1, 1, 2, 3, out, 1);
        assertArrayEquals(new double[] {7, 1, Math.sqrt(3), 2 * Math.sqrt(3), 3 * Math.sqrt(3), 7}, out, 1e-15);
        assertThrows(IndexOutOfBoundsException.class, () -> SolidHarmonics.values(1, 1, 2, 3, out, 3));
        assertThrows(IllegalArgumentException.class, () -> SolidHarmonics.values(-1, 1, 2, 3, out, 0));
    }

    @ParameterizedTest
    @CsvSource({"unit_vectors, unit_component", "nonunit_vectors, solid_component"})
    void agreesWithE3nn(String vectors, String values) throws IOException {
        Map<String, Object> reference = reference("sh_e3nn_l10.json");
        List<?> rows = (List<?>) reference.get(vectors);
        for (int r = 0; r < rows.size(); r++) {
            double[] v = numbers(rows.get(r));
            double[] expected = numbers(((List<?>) reference.get(values)).get(r));
            assertArrayEquals(expected, at(LMAX, v[0], v[1], v[2]), TOLERANCE * Math.max(1, largest(expected)));
        }
    }

    @Test
    void agreesWithFortyDigitValuesInTheStandardOrder() throws IOException {
        Map<String, Object> reference = reference("sh_standard_mpmath_l10.json");
        List<?> rows = (List<?>) reference.get("unit_vectors");
        double toIntegral = 1 / Math.sqrt(4 * Math.PI);
        for (int r = 0; r < rows.size(); r++) {
            double[] v = numbers(rows.get(r));
            double[] actual = at(LMAX, v[1], v[2], v[0]);
            for (int i = 0; i < actual.length; i++) {
                actual[i] *= toIntegral;
            }
            assertArrayEquals(numbers(((List<?>) reference.get("Y")).get(r)), actual, TOLERANCE);
        }
    }

    @Test
    void gradientAgreesWithE3nn() throws IOException {
        Map<String, Object> reference = reference("sh_e3nn_l10.json");
        List<?> rows = (List<?>) reference.get("nonunit_vectors");
        for (int r = 0; r < rows.size(); r++) {
            double[] v = numbers(rows.get(r));
            double[][] actual = gradientAt(LMAX, v[0], v[1], v[2]);
            List<?> expected = (List<?>) ((List<?>) reference.get("jac_solid_component_at_nonunit")).get(r);
            for (int j = 0; j < actual.length; j++) {
                double[] row = numbers(expected.get(j));
                // A derivative of degree l is a sum of values of degree l−1, each with a coefficient of order l.
                double size = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
                int l = Degrees.degree(j);
                assertArrayEquals(row, actual[j], TOLERANCE * Math.max(1, l * Math.sqrt(2 * l + 1) * Math.pow(size, l - 1)));
            }
        }
    }

    static double[] at(int lmax, double x, double y, double z) {
        double[] out = new double[Degrees.components(lmax)];
        SolidHarmonics.values(lmax, x, y, z, out, 0);
        return out;
    }

    /** The gradients by the constant coupling: [n][3]. */
    static double[][] gradientAt(int lmax, double x, double y, double z) {
        double[] values = at(lmax, x, y, z);
        double[][] gradient = new double[values.length][3];
        Coupling d = SolidHarmonics.gradient(lmax);
        for (int t = 0; t < d.nonzeros(); t++) {
            gradient[d.j(t)][d.k(t)] += d.value(t) * values[d.i(t)];
        }
        return gradient;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double[] numbers(Object list) {
        return ((List<?>) list).stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    }

    private static Map<String, Object> reference(String name) throws IOException {
        Path file = Path.of(System.getProperty("tdn4j.shared", ""), "reference", name);
        assumeTrue(Files.exists(file), "no reference data " + name + ": set -Dtdn4j.shared to the folder that holds reference/");
        return JSON.std.mapFrom(file.toFile());
    }
}
