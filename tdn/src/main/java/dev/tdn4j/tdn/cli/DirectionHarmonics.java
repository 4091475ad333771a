package dev.tdn4j.tdn.cli;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;

/**
 * Spherical harmonics of the direction of a vector, in double.
 *
 * @param values Y(v/|v|): [n]
 * @param gradients ∂Y/∂v, with respect to the vector as it was given: [n][3]
 */
record DirectionHarmonics(double[] values, double[][] gradients) {

    /** How the harmonics of one degree are scaled. */
    enum Normalization {
        /** Orthonormal on the sphere. */
        INTEGRAL,
        /** Σ_m Y² = 2l+1. */
        COMPONENT,
        /** Σ_m Y² = 1. */
        NORM;

        /** What turns COMPONENT into this. */
        double factor(int l) {
            return switch (this) {
                case INTEGRAL -> 1 / Math.sqrt(4 * Math.PI);
                case COMPONENT -> 1;
                case NORM -> 1 / Math.sqrt(2 * l + 1);
            };
        }
    }

    /** Which Cartesian axis plays which part: the harmonics are those of e3nn at a permuted vector. */
    enum Order {
        /** Polar axis y; degree 1 is (x, y, z). */
        E3NN(0, 1, 2),
        /** Polar axis z; degree 1 is (y, z, x). */
        STANDARD(1, 2, 0);

        private final int[] axes;

        Order(int... axes) {
            this.axes = axes;
        }
    }

    /** Whether a vector has no direction, or gradients there exceed all numbers. */
    static boolean tooShort(double[] vector) {
        return Double.isInfinite(1 / length(vector));
    }

    /**
     * With S the solid harmonics and u = v/|v|, Y(v/|v|) = S(u). The gradient of S at u has the radial part l·S(u), which
     * a function of the direction has not: ∂Y/∂v = (∇S(u) − l S(u) u) / |v|.
     */
    static DirectionHarmonics of(int lmax, double[] vector, Normalization normalization, Order order) {
        double length = length(vector);
        double[] u = new double[3];
        for (int a = 0; a < 3; a++) {
            u[a] = vector[order.axes[a]] / length;
        }
        double[] values = new double[Degrees.components(lmax)];
        SolidHarmonics.values(lmax, u[0], u[1], u[2], values, 0);
        double[][] gradients = new double[values.length][3];
        Coupling solid = SolidHarmonics.gradient(lmax);
        for (int t = 0; t < solid.nonzeros(); t++) {
            gradients[solid.j(t)][order.axes[solid.k(t)]] += solid.value(t) * values[solid.i(t)];
        }
        for (int i = 0; i < values.length; i++) {
            int l = Degrees.degree(i);
            double factor = normalization.factor(l);
            for (int a = 0; a < 3; a++) {
                int axis = order.axes[a];
                gradients[i][axis] = factor * (gradients[i][axis] - l * values[i] * u[a]) / length;
            }
            values[i] *= factor;
        }
        return new DirectionHarmonics(values, gradients);
    }

    /** Without overflow or underflow on the way. */
    private static double length(double[] v) {
        return Math.hypot(Math.hypot(v[0], v[1]), v[2]);
    }
}
