package dev.tdn4j.cpdecomp.sphere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpherePointsTest {

    /** Means of harmonics of size up to √61, whose recurrence errs by some tens of roundings of 1e-16. */
    private static final double EXACT = 1e-13;

    /** The stored degrees, those below and between them, and two beyond. */
    static List<Integer> degrees() {
        return IntStream.rangeClosed(0, 32).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("degrees")
    void exactOnEveryHarmonicUpToTheDegree(int degree) {
        SpherePoints set = SpherePoints.exactTo(degree);
        assertTrue(set.degree() >= degree);
        assertExact(set.points(), set.degree());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9, 14, 20, 41})
    void productGridsAreExactOnHarmonics(int degree) {
        List<SpherePoints.Point> points = ProductGrid.exactTo(degree);
        assertEquals(ProductGrid.size(degree), points.size());
        assertExact(points, degree);
    }

    private static void assertExact(List<SpherePoints.Point> points, int degree) {
        double[] mean = new double[Degrees.components(degree)];
        double[] y = new double[mean.length];
        for (SpherePoints.Point point : points) {
            SolidHarmonics.values(degree, point.x(), point.y(), point.z(), y, 0);
            for (int i = 0; i < y.length; i++) {
                mean[i] += point.weight() * y[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            assertEquals(i == 0 ? 1 : 0, mean[i], EXACT, "component " + i + " at degree " + degree);
        }
    }

    @ParameterizedTest
    @MethodSource("degrees")
    void weightsArePositiveAndPointsApartOnTheSphere(int degree) {
        List<SpherePoints.Point> points = SpherePoints.exactTo(degree).points();
        for (SpherePoints.Point p : points) {
            assertTrue(p.weight() > 0, "weight " + p.weight());
            assertEquals(1, p.x() * p.x() + p.y() * p.y() + p.z() * p.z(), 1e-15);
        }
        assertEquals(1, points.stream().mapToDouble(SpherePoints.Point::weight).sum(), 1e-14);
        // Equally spread points would be some 3.8/√N apart.
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertTrue(distance(points.get(i), points.get(j)) > 0.1 / Math.sqrt(points.size()), "points %d, %d".formatted(i, j));
            }
        }
    }

    private static double distance(SpherePoints.Point p, SpherePoints.Point q) {
        return Math.hypot(Math.hypot(p.x() - q.x(), p.y() - q.y()), p.z() - q.z());
    }

    /** The sizes of Lebedev's sets of odd degree; one of even degree needs the next odd one. */
    @ParameterizedTest
    @CsvSource({
        "3, 6", "5, 14", "7, 26", "9, 38", "11, 50", "13, 74", "15, 86", "17, 110", "19, 146", "21, 170", "23, 194", "25, 230",
        "27, 266", "29, 302"
    })
    void atMostAsManyPointsAsLebedev(int degree, int lebedev) {
        assertTrue(SpherePoints.exactTo(degree).points().size() <= lebedev);
        assertTrue(SpherePoints.exactTo(degree - 1).points().size() <= lebedev);
    }

    @Test
    void setsAreInvariantUnderTheirGroup() {
        for (int degree : new int[] {2, 9, 14, 24, 30}) {
            SpherePoints set = SpherePoints.exactTo(degree);
            PointGroup group = PointGroup.of(set.group());
            for (SpherePoints.Point p : set.points()) {
                for (double[] image : group.orbit(new double[] {p.x(), p.y(), p.z()})) {
                    SpherePoints.Point q = new SpherePoints.Point(image[0], image[1], image[2], p.weight());
                    assertTrue(set.points().stream().anyMatch(o -> distance(o, q) < 1e-13 && o.weight() == q.weight()));
                }
            }
        }
    }

    @Test
    void refusesNegativeDegrees() {
        assertThrows(IllegalArgumentException.class, () -> SpherePoints.exactTo(-1));
    }
}
