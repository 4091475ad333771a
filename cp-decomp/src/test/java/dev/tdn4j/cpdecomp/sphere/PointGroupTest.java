package dev.tdn4j.cpdecomp.sphere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointGroupTest {

    @ParameterizedTest
    @CsvSource({"C5, 5", "C4v, 8", "C3h, 6", "S6, 6", "S8, 8", "D3, 6", "D3h, 12", "D4d, 16", "T, 12", "Td, 24", "Th, 24", "O, 24",
        "Oh, 48", "I, 60", "Ih, 120"})
    void orders(String name, int order) {
        assertEquals(order, PointGroup.of(name).order());
    }

    /** Molien: the first invariant harmonics of the rotation groups of the regular solids, beyond the constant. */
    @ParameterizedTest
    @CsvSource({"T, 3", "Td, 3", "Th, 4", "O, 4", "Oh, 4", "I, 6", "Ih, 6"})
    void firstInvariant(String name, int degree) {
        PointGroup group = PointGroup.of(name);
        assertEquals(degree, IntStream.range(1, 20).filter(l -> group.invariants(l) > 0).findFirst().orElseThrow());
        assertEquals(0, group.freeRotations());
    }

    /** The orbits on axes: corners, faces and edges' midpoints. */
    @ParameterizedTest
    @CsvSource({"T, 4 4 6", "Td, 4 4 6", "Th, 6 8", "O, 6 8 12", "Oh, 6 8 12", "I, 12 20 30", "Ih, 12 20 30", "C4, 1 1", "D5, 2 5 5", "S10, 2"})
    void orbitsOnAxes(String name, String sizes) {
        String found = PointGroup.of(name).strata().stream()
                .filter(s -> s.freedom() == 0)
                .map(Stratum::size)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        assertEquals(sizes, found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "D3d", "S10", "Ih", "C3v"})
    void asManyInvariantHarmonicsAsMolienSays(String name) {
        PointGroup group = PointGroup.of(name);
        int sum = IntStream.rangeClosed(0, 12).map(group::invariants).sum();
        assertEquals(sum, new InvariantHarmonics(group, 12).size());
    }

    /** An invariant takes one value on an orbit, and its gradient is that of its values. */
    @ParameterizedTest
    @ValueSource(strings = {"T", "D3d", "S10", "I", "C3v"})
    void invariantsAndTheirGradients(String name) {
        PointGroup group = PointGroup.of(name);
        InvariantHarmonics invariants = new InvariantHarmonics(group, 10);
        double[] point = new Stratum(group.order(), 2, null).nearest(new double[] {0.3, -0.5, 0.7});
        double[] values = new double[invariants.size()];
        double[][] gradients = new double[invariants.size()][3];
        invariants.evaluate(point, values, gradients);
        double[] other = new double[values.length];
        for (double[] image : group.orbit(point)) {
            invariants.evaluate(image, other, new double[values.length][3]);
            for (int q = 0; q < values.length; q++) {
                assertEquals(values[q], other[q], 1e-12);
            }
        }
        // Central differences along tangents err by h² times third derivatives, which are below l³√(2l+1) ≈ 5000.
        double h = 1e-5;
        Stratum sphere = new Stratum(group.order(), 2, null);
        double[][] tangents = sphere.tangents(point);
        for (int a = 0; a < 2; a++) {
            double[] ahead = new double[values.length];
            invariants.evaluate(sphere.moved(point, step(a, h), 0), ahead, new double[values.length][3]);
            invariants.evaluate(sphere.moved(point, step(a, -h), 0), other, new double[values.length][3]);
            for (int q = 0; q < values.length; q++) {
                assertEquals((ahead[q] - other[q]) / (2 * h), Stratum.dot(tangents[a], gradients[q]), 1e-6);
            }
        }
    }

    private static double[] step(int axis, double length) {
        double[] step = new double[2];
        step[axis] = length;
        return step;
    }

    @Test
    void refusesOtherNames() {
        assertThrows(IllegalArgumentException.class, () -> PointGroup.of("K"));
        assertThrows(IllegalArgumentException.class, () -> PointGroup.of("Tv"));
    }
}
