package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.SolidHarmonics;

/**
 * A product by values on the sphere: x and y become functions, these are multiplied point by point, and the product is
 * projected on harmonics, M_ijk = a(l1) b(l2) c(l3) Σ_s ω_s Y_i(s) Y_j(s) Y_k(s). One rank-one term a point of a grid of
 * Gauss–Legendre rings that is exact to degree 3L, (3L/2+1)(3L+1) points.
 */
final class GauntFactors {

    /** Relative to the largest entry: rounding of the integrals and of a coupling that was computed in double. */
    private static final double TOLERANCE = 1e-9;

    private GauntFactors() {}

    /**
     * The factors of a coupling.
     *
     * @throws IllegalArgumentException if the coupling is no Gaunt integral up to scales of degrees
     */
    static Factors of(Coupling coupling) {
        int n = coupling.size(0);
        if (coupling.size(1) != n || coupling.size(2) != n) {
            throw refused("its three arguments have different degrees");
        }
        int lmax = Degrees.lmax(n);
        double[][] points = points(3 * lmax);
        double[] first = new double[n * points.length], second = new double[first.length], third = new double[first.length];
        double[] y = new double[n];
        for (int s = 0; s < points.length; s++) {
            SolidHarmonics.values(lmax, points[s][0], points[s][1], points[s][2], y, 0);
            for (int i = 0; i < n; i++) {
                first[i * points.length + s] = y[i];
                second[i * points.length + s] = y[i];
                third[i * points.length + s] = points[s][3] * y[i];
            }
        }
        double[] integrals = new Factors(points.length, first, second, third).toCoupling().dense();
        double[][] scales = scales(lmax, coupling.dense(), integrals);
        check(coupling.dense(), integrals, scales);
        scale(first, scales[0], points.length);
        scale(second, scales[1], points.length);
        scale(third, scales[2], points.length);
        return new Factors(points.length, first, second, third);
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException(
                "values on the sphere compute a coupling of even paths with weights a(l1) b(l2) c(l3), but " + reason);
    }

    /** From the paths (l,l,0), (0,l,l), (l,0,l): a_l b_l c_0, a_0 b_l c_l, a_l b_0 c_l, with a_0 = b_0 = 1. */
    private static double[][] scales(int lmax, double[] wanted, double[] integrals) {
        double[][] scales = new double[3][lmax + 1];
        double origin = ratio(lmax, wanted, integrals, 0, 0, 0);
        for (int l = 0; l <= lmax; l++) {
            double ab = ratio(lmax, wanted, integrals, l, l, 0) / origin;
            double bc = ratio(lmax, wanted, integrals, 0, l, l), ac = ratio(lmax, wanted, integrals, l, 0, l);
            double a = Math.sqrt(ab * ac / bc);
            if (!(a > 0) || Double.isInfinite(a)) {
                throw refused("a path between degrees 0 and " + l + " is missing or has another sign");
            }
            scales[0][l] = a;
            scales[1][l] = ab / a;
            scales[2][l] = ac / a;
        }
        return scales;
    }

    private static double ratio(int lmax, double[] wanted, double[] integrals, int l1, int l2, int l3) {
        int n = Degrees.components(lmax);
        double product = 0, square = 0;
        for (int i = l1 * l1; i < (l1 + 1) * (l1 + 1); i++) {
            for (int j = l2 * l2; j < (l2 + 1) * (l2 + 1); j++) {
                for (int k = l3 * l3; k < (l3 + 1) * (l3 + 1); k++) {
                    int t = (i * n + j) * n + k;
                    product += wanted[t] * integrals[t];
                    square += integrals[t] * integrals[t];
                }
            }
        }
        return product / square;
    }

    private static void check(double[] wanted, double[] integrals, double[][] scales) {
        int n = (int) Math.round(Math.cbrt(wanted.length));
        double largest = 0, difference = 0;
        for (int t = 0; t < wanted.length; t++) {
            double scale = scales[0][Degrees.degree(t / n / n)] * scales[1][Degrees.degree(t / n % n)] * scales[2][Degrees.degree(t % n)];
            largest = Math.max(largest, Math.abs(wanted[t]));
            difference = Math.max(difference, Math.abs(wanted[t] - scale * integrals[t]));
        }
        if (difference > TOLERANCE * largest) {
            throw refused("it differs from that by up to %.1e".formatted(difference));
        }
    }

    private static void scale(double[] factor, double[] byDegree, int points) {
        for (int t = 0; t < factor.length; t++) {
            factor[t] *= byDegree[Degrees.degree(t / points)];
        }
    }

    /** Points (x, y, z) and weights of sum 1 that are exact to a degree: Gauss–Legendre along z, equal steps around it. */
    private static double[][] points(int degree) {
        int rings = degree / 2 + 1, azimuths = degree + 1;
        double[][] points = new double[rings * azimuths][];
        for (int r = 0; r < rings; r++) {
            double t = Math.cos(Math.PI * (r + 0.75) / (rings + 0.5));
            double[] p = legendre(rings, t);
            for (int newton = 0; newton < 20; newton++) {
                t -= p[0] / p[1];
                p = legendre(rings, t);
            }
            double weight = 1 / ((1 - t * t) * p[1] * p[1]), radius = Math.sqrt(1 - t * t);
            for (int a = 0; a < azimuths; a++) {
                double angle = 2 * Math.PI * (a + 0.5) / azimuths;
                points[r * azimuths + a] = new double[] {radius * Math.cos(angle), radius * Math.sin(angle), t, weight / azimuths};
            }
        }
        return points;
    }

    /** Legendre's polynomial and its derivative. */
    private static double[] legendre(int n, double t) {
        double below = 0, value = 1;
        for (int k = 1; k <= n; k++) {
            double next = ((2 * k - 1) * t * value - (k - 1) * below) / k;
            below = value;
            value = next;
        }
        return new double[] {value, n * (t * value - below) / (t * t - 1)};
    }
}
