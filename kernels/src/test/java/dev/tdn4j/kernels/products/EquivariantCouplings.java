package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;

/**
 * Couplings that commute with rotations, made from integrals over the sphere: ∫ f g Y_k couples by the even paths and
 * ∫ s·(∇f × ∇g) Y_k by the odd ones.
 */
final class EquivariantCouplings {

    private EquivariantCouplings() {}

    static Coupling even(int lmax) {
        return Coupling.ofDense(n(lmax), n(lmax), n(lmax), clean(integral(lmax, false)));
    }

    static Coupling all(int lmax) {
        double[] sum = integral(lmax, false);
        double[] odd = integral(lmax, true);
        for (int t = 0; t < sum.length; t++) {
            sum[t] += odd[t];
        }
        return Coupling.ofDense(n(lmax), n(lmax), n(lmax), clean(sum));
    }

    private static int n(int lmax) {
        return Degrees.components(lmax);
    }

    private static double[] clean(double[] dense) {
        for (int t = 0; t < dense.length; t++) {
            dense[t] = Math.abs(dense[t]) < 1e-12 ? 0 : dense[t];
        }
        return dense;
    }

    private static double[] integral(int lmax, boolean odd) {
        int n = n(lmax);
        double[] dense = new double[n * n * n];
        Coupling gradient = SolidHarmonics.gradient(lmax);
        for (double[] point : points(3 * lmax + 1)) {
            double[] y = new double[n];
            SolidHarmonics.values(lmax, point[0], point[1], point[2], y, 0);
            double[][] slope = new double[n][3];
            for (int t = 0; t < gradient.nonzeros(); t++) {
                slope[gradient.j(t)][gradient.k(t)] += gradient.value(t) * y[gradient.i(t)];
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double product = point[3] * (odd ? triple(point, slope[i], slope[j]) : y[i] * y[j]);
                    for (int k = 0; k < n; k++) {
                        dense[(i * n + j) * n + k] += product * y[k];
                    }
                }
            }
        }
        return dense;
    }

    private static double triple(double[] s, double[] a, double[] b) {
        return s[0] * (a[1] * b[2] - a[2] * b[1]) + s[1] * (a[2] * b[0] - a[0] * b[2]) + s[2] * (a[0] * b[1] - a[1] * b[0]);
    }

    /** Points and weights, exact to a degree: Gauss–Legendre by bisection along one axis, equal steps around it. */
    static double[][] points(int degree) {
        int rings = degree / 2 + 1, azimuths = degree + 1, at = 0;
        double[][] points = new double[rings * azimuths][];
        for (int r = 0; r < rings; r++) {
            double t = node(rings, r);
            double below = legendre(rings - 1, t);
            double weight = (1 - t * t) / (rings * rings * below * below);
            for (int a = 0; a < azimuths; a++) {
                double angle = 2 * Math.PI * (a + 0.5) / azimuths, radius = Math.sqrt(1 - t * t);
                points[at++] = new double[] {radius * Math.cos(angle), radius * Math.sin(angle), t, weight / azimuths};
            }
        }
        return points;
    }

    private static double node(int n, int i) {
        double t = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
        for (int step = 0; step < 50; step++) {
            double value = legendre(n, t);
            t -= value * (t * t - 1) / (n * (t * value - legendre(n - 1, t)));
        }
        return t;
    }

    private static double legendre(int n, double t) {
        double below = 1, value = n == 0 ? 1 : t;
        for (int k = 2; k <= n; k++) {
            double next = ((2 * k - 1) * t * value - (k - 1) * below) / k;
            below = value;
            value = next;
        }
        return value;
    }
}
