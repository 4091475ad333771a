package dev.tdn4j.cpdecomp.sphere;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An orthonormal basis of the spherical harmonics that a point group leaves as they are, up to some degree. By Sobolev's
 * theorem a set of points with the symmetry of the group is exact on all harmonics as soon as it is exact on these.
 */
final class InvariantHarmonics {

    /** More than enough points for the means over their orbits to span the invariants of a degree. */
    private static final int SPARE_POINTS = 8;

    /** One invariant: its components of degree l, and those of its gradient, which are of degree l−1. */
    private record Harmonic(int degree, double[] components, double[][] gradient) {}

    private final int degree;
    private final List<Harmonic> basis = new ArrayList<>();

    InvariantHarmonics(PointGroup group, int degree) {
        this.degree = degree;
        Coupling gradient = SolidHarmonics.gradient(degree);
        SplittableRandom random = new SplittableRandom(degree);
        for (int l = 0; l <= degree; l++) {
            int dimension = group.invariants(l);
            List<double[]> means = new ArrayList<>();
            for (int p = 0; dimension > 0 && p < dimension + SPARE_POINTS; p++) {
                means.add(orbitMean(group, l, new Stratum(group.order(), 2, null).random(random)));
            }
            for (double[] components : orthonormal(means, dimension)) {
                basis.add(new Harmonic(l, components, gradient(gradient, l, components)));
            }
        }
    }

    /** How many there are; the first is the constant 1. */
    int size() {
        return basis.size();
    }

    /** The invariants at a unit vector, and their gradients as rows of three. */
    void evaluate(double[] point, double[] values, double[][] gradients) {
        double[] y = new double[Degrees.components(degree)];
        SolidHarmonics.values(degree, point[0], point[1], point[2], y, 0);
        for (int q = 0; q < values.length; q++) {
            Harmonic harmonic = basis.get(q);
            int l = harmonic.degree();
            values[q] = dot(harmonic.components(), y, l * l);
            for (int a = 0; a < 3; a++) {
                gradients[q][a] = l == 0 ? 0 : dot(harmonic.gradient()[a], y, (l - 1) * (l - 1));
            }
        }
    }

    private static double[] orbitMean(PointGroup group, int l, double[] point) {
        List<double[]> orbit = group.orbit(point);
        double[] mean = new double[2 * l + 1];
        double[] y = new double[Degrees.components(l)];
        for (double[] image : orbit) {
            SolidHarmonics.values(l, image[0], image[1], image[2], y, 0);
            for (int m = 0; m <= 2 * l; m++) {
                mean[m] += y[l * l + m] / orbit.size();
            }
        }
        return mean;
    }

    /** Gram–Schmidt that takes the longest remainder first, and every projection twice. */
    private static List<double[]> orthonormal(List<double[]> vectors, int dimension) {
        List<double[]> basis = new ArrayList<>();
        while (basis.size() < dimension) {
            double[] longest = vectors.getFirst();
            for (double[] vector : vectors) {
                longest = dot(vector, vector, 0) > dot(longest, longest, 0) ? vector : longest;
            }
            double[] unit = longest.clone();
            basis.forEach(earlier -> subtractProjection(unit, earlier));
            double length = Math.sqrt(dot(unit, unit, 0));
            for (int m = 0; m < unit.length; m++) {
                unit[m] /= length;
            }
            vectors.forEach(vector -> subtractProjection(vector, unit));
            basis.add(unit);
        }
        return basis;
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        double component = dot(vector, unit, 0);
        for (int m = 0; m < vector.length; m++) {
            vector[m] -= component * unit[m];
        }
    }

    private static double[][] gradient(Coupling gradient, int l, double[] components) {
        double[][] result = new double[3][Math.max(0, 2 * l - 1)];
        for (int t = 0; t < gradient.nonzeros(); t++) {
            if (Degrees.degree(gradient.j(t)) == l) {
                result[gradient.k(t)][gradient.i(t) - (l - 1) * (l - 1)] +=
                        gradient.value(t) * components[gradient.j(t) - l * l];
            }
        }
        return result;
    }

    private static double dot(double[] coefficients, double[] y, int offset) {
        double sum = 0;
        for (int m = 0; m < coefficients.length; m++) {
            sum += coefficients[m] * y[offset + m];
        }
        return sum;
    }
}
