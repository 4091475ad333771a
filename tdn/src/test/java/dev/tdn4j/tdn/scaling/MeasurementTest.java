package dev.tdn4j.tdn.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void quartilesLieBetweenMeasurements() {
        assertEquals(new Spread(3, 2, 4), Spread.of(5, 1, 4, 2, 3));
        assertEquals(new Spread(2.5, 1.75, 3.25), Spread.of(4, 3, 2, 1));
        assertEquals(new Spread(7, 7, 7), Spread.of(7));
    }

    /** What takes twice as long is measured twice as long, within what a machine in use may do. */
    @Test
    void timesAreProportionalToWork() {
        double[] numbers = new double[4096];
        Runnable once = () -> fill(numbers, 1), twelve = () -> fill(numbers, 12);
        List<double[]> times = new Stopwatch(50, 5).time(List.of(once, twelve));
        double ratio = Spread.of(times.get(1)).median() / Spread.of(times.get(0)).median();
        assertTrue(ratio > 4 && ratio < 36, "ratio " + ratio);
    }

    private static void fill(double[] numbers, int times) {
        for (int t = 0; t < times; t++) {
            for (int i = 1; i < numbers.length; i++) {
                numbers[i] = Math.sqrt(numbers[i - 1] + i);
            }
        }
    }

    /** A node with P = 30 and C = 40, an edge with 0.5 for Bᵀy and 2 to sum up: of 9 outputs 4 take 4/9 of C, of 9 y one takes 1/9. */
    @Test
    void partsAreFoundFromOutside() {
        double b = 0.5, edges = 60;
        NodeParts parts = new NodeParts(
                30 + edges * (b + 2) + 40, 30 + b + 2 + 40, 30 + b + 2 + 40 * 4.0 / 9, 30 + edges * (b / 9 + 2) + 40);
        Map<Part, Double> times = parts.times(2);
        assertEquals(30, times.get(Part.PROJECTION), 1e-12);
        assertEquals(b, times.get(Part.HARMONICS), 1e-12);
        assertEquals(2, times.get(Part.ACCUMULATION), 1e-12);
        assertEquals(40, times.get(Part.RECONSTRUCTION), 1e-12);
    }
}
