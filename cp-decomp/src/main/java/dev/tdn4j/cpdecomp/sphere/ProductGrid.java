package dev.tdn4j.cpdecomp.sphere;

import java.util.ArrayList;
import java.util.List;

/**
 * Points of any degree t without a search: ⌊t/2⌋+1 Gauss–Legendre nodes along the polar axis times t+1 equally spaced
 * azimuths, half as many again as the best sets have.
 */
final class ProductGrid {

    private static final int NEWTON_STEPS = 100;

    private ProductGrid() {}

    static int size(int degree) {
        return (degree / 2 + 1) * (degree + 1);
    }

    /** The points of a grid that is exact up to a degree, at least 0. */
    static List<SpherePoints.Point> exactTo(int degree) {
        int rings = degree / 2 + 1;
        int azimuths = degree + 1;
        List<SpherePoints.Point> points = new ArrayList<>();
        for (int i = 0; i < rings; i++) {
            double[] node = legendreNode(rings, i);
            double radius = Math.sqrt(1 - node[0] * node[0]);
            for (int j = 0; j < azimuths; j++) {
                double angle = 2 * Math.PI * (j + 0.5) / azimuths;
                // Half of ∫ over the polar axis, a share of the circle.
                double weight = node[1] / 2 / azimuths;
                points.add(new SpherePoints.Point(radius * Math.cos(angle), radius * Math.sin(angle), node[0], weight));
            }
        }
        return points;
    }

    /** The i-th zero of P_n and its weight 2/((1−t²)P_n′²), by Newton's method from Tricomi's approximation. */
    private static double[] legendreNode(int n, int i) {
        double t = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
        double slope = 1;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double below = 1;
            double value = t;
            for (int k = 2; k <= n; k++) {
                double next = ((2 * k - 1) * t * value - (k - 1) * below) / k;
                below = value;
                value = next;
            }
            slope = n == 1 ? 1 : n * (t * value - below) / (t * t - 1);
            double change = value / slope;
            t -= change;
            if (Math.abs(change) <= Math.ulp(1.0)) {
                break;
            }
        }
        return new double[] {t, 2 / ((1 - t * t) * slope * slope)};
    }
}
