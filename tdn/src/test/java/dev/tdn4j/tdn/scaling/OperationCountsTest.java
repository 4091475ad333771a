package dev.tdn4j.tdn.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.kernels.products.Algorithm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts by hand at L = 1, and the published ones of products in the frame of the edge. */
class OperationCountsTest {

    private static final int CHANNELS = 64;

    private static double whole(Setting setting, Algorithm algorithm, Source source, Direction direction, int lmax) {
        return OperationCounts.of(new Subject(setting, algorithm, source), direction, lmax).get(Part.WHOLE);
    }

    private static double forward(Setting setting, Algorithm algorithm) {
        return whole(setting, algorithm, Source.ALL, Direction.FORWARD, 1);
    }

    /** The paths 000, 011, 101, 110, 111 have volumes 1 + 9 + 9 + 9 + 27 and 1 + 3 + 3 + 3 + 6 non-zeros; n = 4, R = 14. */
    @Test
    void countsAtDegreeOne() {
        assertEquals(16 + 55, forward(Setting.SHARED, Algorithm.DENSE));
        assertEquals(16 + 16.0 / CHANNELS, forward(Setting.SHARED, Algorithm.SPARSE));
        assertEquals(16 + 16.0 / CHANNELS, forward(Setting.SHARED, Algorithm.MATRIX));
        assertEquals(14 * (4 + 4 + 1 + 4.0 / CHANNELS), forward(Setting.SHARED, Algorithm.CP));
        assertEquals(16 + 16, forward(Setting.OWN, Algorithm.SPARSE));
        assertEquals(14 * (4 + 4 + 4 + 1), forward(Setting.OWN, Algorithm.CP));
        assertEquals(7 * (4 + 4 + 4 + 1), whole(Setting.OWN, Algorithm.CP, Source.PAPER, Direction.FORWARD, 1));
        assertEquals(16 + 16, whole(Setting.SHARED, Algorithm.SPARSE, Source.ALL, Direction.GRAD_Y, 1));
        assertEquals(4 + 16 + 16.0 / CHANNELS, forward(Setting.NEIGHBOURS, Algorithm.MATRIX));
    }

    /** Passaro and Zitnick's frame: 28, 99, 240, 475 for one product; even paths couple m to m alone. */
    @Test
    void countsInTheFrameOfTheEdge() {
        double[] published = {28, 99, 240, 475, 828, 1323, 1984, 2835};
        for (int lmax = 1; lmax <= published.length; lmax++) {
            assertEquals(published[lmax - 1], whole(Setting.SHARED, Algorithm.EDGE_ALIGNED, Source.ALL, Direction.FORWARD, lmax));
        }
    }

    @Test
    void evenPathsKeepTheSignOfOrders() {
        double weights = 4, rotations = 2 * (1 + 9), orders = 4 + 2;
        assertEquals(weights + rotations + orders,
                whole(Setting.NEIGHBOURS, Algorithm.EDGE_ALIGNED, Source.EVEN, Direction.FORWARD, 1));
    }

    /** Rings exact to degree 3: two of four points. */
    @Test
    void countsOnTheSphere() {
        assertEquals(8 * (4 + 4 + 4 + 1), whole(Setting.OWN, Algorithm.GAUNT, Source.GAUNT, Direction.FORWARD, 1));
    }

    @Test
    void theWholeOfCpIsItsParts() {
        Map<Part, Double> parts = OperationCounts.of(new Subject(Setting.NEIGHBOURS, Algorithm.CP, Source.EVEN), Direction.FORWARD, 2);
        assertEquals(18 * 9, parts.get(Part.PROJECTION));
        assertEquals(18 * 9.0 / CHANNELS, parts.get(Part.HARMONICS));
        assertEquals(18 * 2, parts.get(Part.ACCUMULATION));
        assertEquals(
                parts.get(Part.HARMONICS) + parts.get(Part.ACCUMULATION)
                        + (parts.get(Part.PROJECTION) + parts.get(Part.RECONSTRUCTION)) / ConvolutionWorkload.DEGREE,
                parts.get(Part.WHOLE), 1e-12);
    }

    /** At L = 2 the matrices of spin 1: 3 + 6 + 11 non-zeros at the degrees 0, 1, 2. */
    @Test
    void countsOfSpinMatrices() {
        double product = 27, change = whole(Setting.OWN, Algorithm.SPIN, Source.ALL, Direction.FORWARD, 2) - product;
        assertEquals(0, change % 3);
        assertEquals(product + change * (2 + 1.0 / CHANNELS) / 3, whole(Setting.SHARED, Algorithm.SPIN, Source.ALL, Direction.FORWARD, 2), 1e-9);
    }
}
