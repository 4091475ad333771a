package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmonicsCommandTest {

    private static final int LMAX = 10;

    /**
     * Recurrences of length 10 here and in the references amplify rounding, 1e-16 of values up to √21, a hundredfold at
     * most.
     */
    private static final double TOLERANCE = 1e-13;

    /** Gradients are up to l√(2l+1)/|v| and carry l times that error; the reference vectors are no shorter than 1/3. */
    private static final double GRADIENT_TOLERANCE = 3 * LMAX * TOLERANCE;

    private static Map<String, Object> harmonics(Object vector, String... options) throws IOException {
        String[] arguments = {"harmonics", "--lmax=" + LMAX, "--at=" + Reference.commas(vector)};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        return Program.json(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"component", "integral", "norm"})
    void valuesAgreeWithE3nn(String normalization) throws IOException {
        Map<String, Object> reference = Reference.read("sh_e3nn_l10.json");
        List<?> vectors = (List<?>) reference.get("unit_vectors");
        for (int v = 0; v < vectors.size(); v++) {
            Object expected = ((List<?>) reference.get("unit_" + normalization)).get(v);
            Map<String, Object> results = harmonics(vectors.get(v), "--normalization=" + normalization);
            assertArrayEquals(Reference.numbers(expected), Reference.numbers(results.get("values")), TOLERANCE);
        }
    }

    @Test
    void gradientsAgreeWithE3nn() throws IOException {
        Map<String, Object> reference = Reference.read("sh_e3nn_l10.json");
        List<?> vectors = (List<?>) reference.get("nonunit_vectors");
        for (int v = 0; v < vectors.size(); v++) {
            Object expected = ((List<?>) reference.get("jac_normalized_component_at_nonunit")).get(v);
            Map<String, Object> results = harmonics(vectors.get(v));
            assertArrayEquals(Reference.numbers(expected), Reference.numbers(results.get("gradients")), GRADIENT_TOLERANCE);
        }
    }

    @Test
    void standardOrderAgreesWithSphericart() throws IOException {
        Map<String, Object> reference = Reference.read("sh_sphericart_l10.json");
        List<?> vectors = (List<?>) reference.get("nonunit_vectors");
        for (int v = 0; v < vectors.size(); v++) {
            Map<String, Object> results = harmonics(vectors.get(v), "--order=standard", "--normalization=integral");
            double[] values = Reference.numbers(((List<?>) reference.get("nonunit_spherical")).get(v));
            assertArrayEquals(values, Reference.numbers(results.get("values")), TOLERANCE);
            double[] byAxis = Reference.numbers(((List<?>) reference.get("nonunit_spherical_grad")).get(v));
            double[] gradients = new double[byAxis.length];
            for (int t = 0; t < byAxis.length; t++) {
                gradients[t % values.length * 3 + t / values.length] = byAxis[t];
            }
            assertArrayEquals(gradients, Reference.numbers(results.get("gradients")), GRADIENT_TOLERANCE);
        }
    }

    /** Y depends on the direction alone, so gradients fall off as 1/|v|; scaling by a power of 2 rounds nothing. */
    @Test
    void gradientsAreThoseOfTheRawVector() throws IOException {
        Map<String, Object> near = harmonics(List.of(0.1, -0.2, 0.3));
        Map<String, Object> far = harmonics(List.of(0.8, -1.6, 2.4));
        assertArrayEquals(Reference.numbers(near.get("values")), Reference.numbers(far.get("values")), TOLERANCE);
        double[] expected = Reference.numbers(near.get("gradients"));
        for (int t = 0; t < expected.length; t++) {
            expected[t] /= 8;
        }
        assertArrayEquals(expected, Reference.numbers(far.get("gradients")), GRADIENT_TOLERANCE);
    }

    @Test
    void lengthsAtTheEdgeOfDoubleAreDirectionsToo() throws IOException {
        double[] expected = Reference.numbers(harmonics(List.of(3, 0, 4)).get("values"));
        for (String at : new String[] {"3e300,0,4e300", "3e-300,0,4e-300"}) {
            Map<String, Object> results = Program.json("harmonics", "--lmax=10", "--at=" + at);
            assertArrayEquals(expected, Reference.numbers(results.get("values")), TOLERANCE);
        }
    }

    @Test
    void peopleReadATable() {
        String text = Program.text("harmonics", "--lmax", "1", "--at", "-1,0,0");
        assertEquals(5, text.lines().count(), text);
        assertTrue(text.contains("-1.7320508075688772e+00"), text);
    }

    @Test
    void mistakesAreNamed() {
        Program.assertRefused("has no direction", "harmonics", "--lmax=1", "--at=0,0,0");
        Program.assertRefused("number 2, \"y\", is not a number", "harmonics", "--lmax=1", "--at=1,y,0");
        Program.assertRefused("number 3, \"NaN\", is not finite", "harmonics", "--lmax=1", "--at=1,0,NaN");
        Program.assertRefused("--at needs 3 numbers, x,y,z, but has 2", "harmonics", "--lmax=1", "--at=1,0");
        Program.assertRefused("--lmax must be between 0 and 30", "harmonics", "--lmax=31", "--at=1,0,0");
        Program.assertRefused("'unit'", "harmonics", "--lmax=1", "--at=1,0,0", "--normalization=unit");
        Program.assertRefused("'zyx'", "harmonics", "--lmax=1", "--at=1,0,0", "--order=zyx");
    }
}
