package dev.tdn4j.cg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import org.junit.jupiter.api.Test;

class GauntIntegralsTest {

    private static final int LMAX = 5;

    @Test
    void scalarsIntegrateToOneOverTheRootOfTheSphere() {
        double y00 = 1 / Math.sqrt(4 * Math.PI);
        assertEquals(y00, GauntIntegrals.of(new CouplingPath(0, 0, 0)).value(0), 1e-16);
        // ∫ Y_00 Y_lm Y_lm = Y_00, so G = Y_00 δ, of norm Y_00 √(2l+1).
        for (int l = 0; l <= 10; l++) {
            assertEquals(y00 * Math.sqrt(2 * l + 1), GauntIntegrals.norm(new CouplingPath(0, l, l)), 1e-15);
        }
    }

    /** Against a product quadrature that is exact for the polynomials of degree 3L: values and signs of all paths. */
    @Test
    void areTheIntegrals() {
        int n = Degrees.components(LMAX);
        double[] integrals = quadrature(n);
        for (CouplingPath path : CouplingPath.all(LMAX)) {
            Coupling gaunt = GauntIntegrals.of(path);
            assertEquals(GauntIntegrals.norm(path), gaunt.norm(), 1e-14);
            assertTrue(path.isEven() ? gaunt.nonzeros() > 0 : gaunt.nonzeros() == 0, path.toString());
            double[] dense = gaunt.dense();
            for (int t = 0; t < dense.length; t++) {
                int i = path.l1() * path.l1() + t / (gaunt.size(1) * gaunt.size(2));
                int j = path.l2() * path.l2() + t / gaunt.size(2) % gaunt.size(1);
                int k = path.l3() * path.l3() + t % gaunt.size(2);
                assertEquals(integrals[(i * n + j) * n + k], dense[t], 1e-13, path.toString());
            }
        }
    }

    /**
     * ∫ YYY over the sphere: Fejér's first rule in the cosine of the polar angle, exact below the degree of its number of
     * nodes, times equal weights around the axis.
     */
    private static double[] quadrature(int n) {
        int nodes = 3 * LMAX + 1;
        double[] integrals = new double[n * n * n];
        double[] y = new double[n];
        double toIntegral = Math.pow(4 * Math.PI, -1.5);
        for (int p = 0; p < nodes; p++) {
            double theta = (2 * p + 1) * Math.PI / (2 * nodes);
            double weight = 1;
            for (int s = 1; s <= nodes / 2; s++) {
                weight -= 2 * Math.cos(2 * s * theta) / (4 * s * s - 1);
            }
            weight *= 2.0 / nodes * 2 * Math.PI / nodes * toIntegral;
            for (int q = 0; q < nodes; q++) {
                double phi = 2 * Math.PI * q / nodes;
                double sine = Math.sin(theta);
                SolidHarmonics.values(LMAX, sine * Math.cos(phi), Math.cos(theta), sine * Math.sin(phi), y, 0);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        for (int k = 0; k < n; k++) {
                            integrals[(i * n + j) * n + k] += weight * y[i] * y[j] * y[k];
                        }
                    }
                }
            }
        }
        return integrals;
    }
}
