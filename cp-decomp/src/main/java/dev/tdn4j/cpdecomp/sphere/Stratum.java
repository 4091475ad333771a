package dev.tdn4j.cpdecomp.sphere;

import java.util.random.RandomGenerator;

/**
 * The points of the unit sphere whose orbits under a point group are of one kind.
 *
 * @param size the number of points of an orbit
 * @param freedom 0 for a single point on an axis of rotation, 1 for the points of a mirror plane, 2 for the whole sphere
 * @param anchor the point, or the plane's unit normal, or null
 */
record Stratum(int size, int freedom, double[] anchor) {

    /** The number of unknowns of an orbit: its weight and where it is. */
    int unknowns() {
        return 1 + freedom;
    }

    /** A point from the uniform distribution. */
    double[] random(RandomGenerator random) {
        return nearest(new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()});
    }

    /** The point of the stratum nearest to a vector that is not 0 nor the plane's normal. */
    double[] nearest(double[] v) {
        return switch (freedom) {
            case 0 -> anchor.clone();
            case 1 -> unit(plus(v, -dot(v, anchor), anchor));
            default -> unit(v);
        };
    }

    /** Orthonormal tangents of the stratum at one of its points. */
    double[][] tangents(double[] point) {
        return switch (freedom) {
            case 0 -> new double[0][];
            case 1 -> new double[][] {cross(anchor, point)};
            default -> tangentFrame(point);
        };
    }

    /** Two unit vectors with e₁ × e₂ = s; e₁ starts from the axis that s is farthest from. */
    static double[][] tangentFrame(double[] s) {
        int axis = 0;
        for (int a = 1; a < 3; a++) {
            axis = Math.abs(s[a]) < Math.abs(s[axis]) ? a : axis;
        }
        double[] along = new double[3];
        along[axis] = 1;
        double[] first = unit(plus(along, -s[axis], s));
        return new double[][] {first, cross(s, first)};
    }

    /** The point of the stratum reached by a step along its tangents. */
    double[] moved(double[] point, double[] step, int offset) {
        double[] v = point;
        double[][] tangents = tangents(point);
        for (int a = 0; a < freedom; a++) {
            v = plus(v, step[offset + a], tangents[a]);
        }
        return nearest(v);
    }

    private static double[] plus(double[] v, double scale, double[] w) {
        return new double[] {v[0] + scale * w[0], v[1] + scale * w[1], v[2] + scale * w[2]};
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(dot(v, v));
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    static double dot(double[] v, double[] w) {
        return v[0] * w[0] + v[1] * w[1] + v[2] * w[2];
    }

    private static double[] cross(double[] v, double[] w) {
        return new double[] {v[1] * w[2] - v[2] * w[1], v[2] * w[0] - v[0] * w[2], v[0] * w[1] - v[1] * w[0]};
    }
}
