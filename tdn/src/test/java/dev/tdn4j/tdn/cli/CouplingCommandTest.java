package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CouplingCommandTest {

    private static Map<String, Object> coupling(int l1, int l2, int l3) throws IOException {
        return Program.json("coupling", "--l1=" + l1, "--l2=" + l2, "--l3=" + l3);
    }

    /** JSON loses no digit. */
    @Test
    void valuesAreTheCoefficients() throws IOException {
        Map<String, Object> results = coupling(2, 3, 4);
        double[] expected = CouplingCoefficients.of(new CouplingPath(2, 3, 4)).dense();
        assertArrayEquals(expected, Reference.numbers(results.get("values")));
        List<?> values = (List<?>) results.get("values");
        assertEquals(5, values.size());
        assertEquals(7, ((List<?>) values.getFirst()).size());
        assertEquals(9, ((List<?>) ((List<?>) values.getFirst()).getFirst()).size());
    }

    /** The reference was computed in double with an error of a few units in the last place of 1. */
    @Test
    void agreesWithE3nn() throws IOException {
        for (Object entry : (List<?>) Reference.read("w3j_e3nn_l3.json").get("entries")) {
            Map<?, ?> path = (Map<?, ?>) entry;
            double[] l = Reference.numbers(path.get("l"));
            int n2 = 2 * (int) l[1] + 1;
            int n3 = 2 * (int) l[2] + 1;
            double[] expected = new double[(2 * (int) l[0] + 1) * n2 * n3];
            double[] index = Reference.numbers(path.get("ijk"));
            double[] value = Reference.numbers(path.get("c"));
            for (int t = 0; t < value.length; t++) {
                expected[((int) index[3 * t] * n2 + (int) index[3 * t + 1]) * n3 + (int) index[3 * t + 2]] = value[t];
            }
            assertArrayEquals(
                    expected, Reference.numbers(coupling((int) l[0], (int) l[1], (int) l[2]).get("values")), 1e-14);
        }
    }

    @Test
    void peopleReadTheNonzeros() {
        String text = Program.text("coupling", "--l1=1", "--l2=1", "--l3=1");
        assertEquals(7, text.lines().count(), text);
        assertTrue(text.contains("-0.408248290463863"), text);
    }

    @Test
    void mistakesAreNamed() {
        Program.assertRefused("no path 1⊗1→3", "coupling", "--l1=1", "--l2=1", "--l3=3");
        Program.assertRefused("--l1 must be between 0 and 30, but is -1", "coupling", "--l1=-1", "--l2=1", "--l3=1");
        Program.assertRefused("--l2 must be between 0 and 30, but is 31", "coupling", "--l1=1", "--l2=31", "--l3=31");
        Program.assertRefused("'two' is not an int", "coupling", "--l1=1", "--l2=two", "--l3=1");
        Program.assertRefused("--l3", "coupling", "--l1=1", "--l2=1");
    }
}
