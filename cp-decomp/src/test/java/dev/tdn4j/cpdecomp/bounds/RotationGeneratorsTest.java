package dev.tdn4j.cpdecomp.bounds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.cg.WignerD;
import dev.tdn4j.tensor.Degrees;
import org.junit.jupiter.api.Test;

class RotationGeneratorsTest {

    private static final int LMAX = 10;

    /** Turns by this angle: the central difference errs by angle²·l³/6 ≤ 2e-8 and by rounding, 1e-13/angle = 1e-8. */
    private static final double ANGLE = 1e-5;

    private static final double TOLERANCE = 1e-7;

    @Test
    void generatorsAreTheDerivativesOfD() {
        int n = Degrees.components(LMAX);
        RotationGenerators generators = new RotationGenerators(LMAX);
        for (int axis = 0; axis < 3; axis++) {
            double[] forward = WignerD.matrix(LMAX, turn(axis, ANGLE));
            double[] backward = WignerD.matrix(LMAX, turn(axis, -ANGLE));
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    double[] forms = new double[3];
                    generators.addForms(unit(n, row), unit(n, column), forms);
                    double difference = (forward[row * n + column] - backward[row * n + column]) / (2 * ANGLE);
                    assertEquals(difference, forms[axis], TOLERANCE, "row " + row + ", column " + column);
                }
            }
        }
    }

    private static double[] turn(int axis, double angle) {
        double[] r = new double[9];
        int b = (axis + 1) % 3;
        int c = (axis + 2) % 3;
        r[axis * 3 + axis] = 1;
        r[b * 3 + b] = Math.cos(angle);
        r[c * 3 + c] = Math.cos(angle);
        r[c * 3 + b] = Math.sin(angle);
        r[b * 3 + c] = -Math.sin(angle);
        return r;
    }

    private static double[] unit(int n, int at) {
        double[] e = new double[n];
        e[at] = 1;
        return e;
    }
}
