package dev.tdn4j.kernels.harmonics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.kernels.harmonics.HarmonicsBasis.Domain;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The polynomials written out against the recurrences, block by block, at several distances between components. */
class LowDegreesTest {

    @ParameterizedTest
    @EnumSource
    void polynomialsAreThoseOfTheRecurrences(Normalization normalization) {
        for (Domain domain : Domain.values()) {
            for (int lmax = 0; lmax <= FloatLowDegrees.LARGEST; lmax++) {
                HarmonicsBasis basis = new HarmonicsBasis(lmax, domain, normalization, AxisOrder.STANDARD);
                floats(basis);
                doubles(basis);
            }
        }
    }

    private static void floats(HarmonicsBasis basis) {
        int w = FloatLanes.WIDTH, n = 3 * w, stride = w + 5, blockStride = basis.components() * stride + 1;
        FloatPoints points = new FloatPoints(basis);
        points.load(Coefficients.floats(HarmonicsTwinTest.vectors(Precision.FLOAT, n, 1)), 0, 0, n);
        FloatRecurrence recurrence = new FloatRecurrence(basis, new Coefficients(basis));
        float[] expected = new float[2 * blockStride + 2], actual = expected.clone();
        new FloatLowDegrees(basis).values(points.planes, w, 2, actual, 1, blockStride, stride);
        for (int b = 0; b < 2; b++) {
            recurrence.values(points.planes, w + b * w, expected, 1 + b * blockStride, stride);
            double[] square = new double[w];
            for (int v = 0; v < w; v++) {
                square[v] = points.planes[FloatPoints.SQUARE + w + b * w + v];
            }
            compare(basis, Precision.FLOAT, square, widened(expected), widened(actual), 1 + b * blockStride, stride);
        }
    }

    private static void doubles(HarmonicsBasis basis) {
        int w = DoubleLanes.WIDTH, n = 3 * w, stride = w + 5, blockStride = basis.components() * stride + 1;
        DoublePoints points = new DoublePoints(basis);
        points.load(HarmonicsTwinTest.vectors(Precision.DOUBLE, n, 1), 0, 0, n);
        DoubleRecurrence recurrence = new DoubleRecurrence(basis, new Coefficients(basis));
        double[] expected = new double[2 * blockStride + 2], actual = expected.clone();
        new DoubleLowDegrees(basis).values(points.planes, w, 2, actual, 1, blockStride, stride);
        for (int b = 0; b < 2; b++) {
            recurrence.values(points.planes, w + b * w, expected, 1 + b * blockStride, stride);
            int from = DoublePoints.SQUARE + w + b * w;
            compare(basis, Precision.DOUBLE, Arrays.copyOfRange(points.planes, from, from + w), expected, actual,
                    1 + b * blockStride, stride);
        }
    }

    private static void compare(
            HarmonicsBasis basis, Precision precision, double[] square, double[] expected, double[] actual, int at,
            int stride) {
        for (int c = 0; c < basis.components(); c++) {
            int l = Degrees.degree(c);
            for (int v = 0; v < square.length; v++) {
                double scale = HarmonicsTwinTest.scale(basis, l, Math.sqrt(square[v]), 0);
                assertEquals(expected[at + c * stride + v], actual[at + c * stride + v], precision.tolerance(l, 0, scale),
                        basis + ", component " + c + ", lane " + v);
            }
        }
    }

    private static double[] widened(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
