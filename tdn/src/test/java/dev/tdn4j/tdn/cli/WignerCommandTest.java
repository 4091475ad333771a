package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WignerCommandTest {

    private static final String QUARTER_TURN = "0,-1,0,1,0,0,0,0,1";

    /** The reference matrices are orthogonal to 8e-14. */
    @Test
    void agreesWithE3nn() throws IOException {
        Map<String, Object> reference = Reference.read("wignerD_l6.json");
        List<?> rotations = (List<?>) reference.get("rotations");
        for (int r = 0; r < rotations.size(); r++) {
            List<?> expected = (List<?>) ((List<?>) reference.get("D_e3nn")).get(r);
            List<?> values = (List<?>) Program.json(
                            "wigner", "--lmax=6", "--rotation=" + Reference.commas(rotations.get(r)))
                    .get("values");
            assertEquals(7, values.size());
            for (int l = 0; l <= 6; l++) {
                assertArrayEquals(Reference.numbers(expected.get(l)), Reference.numbers(values.get(l)), 1e-13);
            }
        }
    }

    @Test
    void degreeOneIsTheRotation() throws IOException {
        List<?> values = (List<?>) Program.json("wigner", "--lmax=1", "--rotation=" + QUARTER_TURN).get("values");
        assertArrayEquals(new double[] {1}, Reference.numbers(values.get(0)));
        assertArrayEquals(new double[] {0, -1, 0, 1, 0, 0, 0, 0, 1}, Reference.numbers(values.get(1)));
    }

    @Test
    void peopleReadMatrices() {
        String text = Program.text("wigner", "--lmax", "1", "--rotation", QUARTER_TURN);
        assertEquals(6, text.lines().count(), text);
        assertTrue(text.contains("-1.0000000000000000"), text);
    }

    @Test
    void mistakesAreNamed() {
        Program.assertRefused("product 4.0, not 1", "wigner", "--lmax=1", "--rotation=1,0,0,0,1,0,0,0,2");
        Program.assertRefused("reflection", "wigner", "--lmax=1", "--rotation=1,0,0,0,1,0,0,0,-1");
        Program.assertRefused("needs 9 numbers", "wigner", "--lmax=1", "--rotation=1,0,0");
        Program.assertRefused("\"a\", is not a number", "wigner", "--lmax=1", "--rotation=a,0,0,0,1,0,0,0,1");
        Program.assertRefused("--lmax must be", "wigner", "--lmax=-1", "--rotation=" + QUARTER_TURN);
    }
}
