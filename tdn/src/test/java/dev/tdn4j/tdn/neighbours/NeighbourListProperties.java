package dev.tdn4j.tdn.neighbours;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.Cell;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.SharedData;
import dev.tdn4j.tdn.data.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourListProperties {

    /** One edge as numbers that can be compared and sorted: destination, source, shift. */
    private record Edge(int destination, int source, int a, int b, int c) implements Comparable<Edge> {
        @Override
        public int compareTo(Edge o) {
            int[] mine = {destination, source, a, b, c};
            int[] other = {o.destination, o.source, o.a, o.b, o.c};
            return java.util.Arrays.compare(mine, other);
        }
    }

    /** Every mix of periodic directions, oblique cells much thinner than the cutoff, atoms outside the cell. */
    @Property
    void agreesWithAllDistances(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int atoms,
            @ForAll @DoubleRange(min = 0.5, max = 6) double cutoff,
            @ForAll @IntRange(max = 8) int periodicity) {
        Structure structure = structure(new SplittableRandom(seed), atoms, periodicity);
        Neighbours neighbours = NeighbourList.of(structure, cutoff);
        assertEquals(bruteForce(structure, cutoff), edges(neighbours));
        assertConsistent(structure, neighbours, cutoff);
    }

    /** Moving any atom by lattice vectors changes its edges' shifts by as many, and nothing else. */
    @Property
    void wrappingMovesOnlyShifts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int atoms) {
        SplittableRandom random = new SplittableRandom(seed);
        Structure structure = structure(random, atoms, 7);
        double[] frame = structure.cell().orElseThrow().frame();
        int[] moves = random.ints(3L * atoms, -4, 5).toArray();
        double[] moved = structure.positions();
        for (int i = 0; i < atoms; i++) {
            for (int k = 0; k < 3; k++) {
                moved[3 * i + k] += Pairs.offset(frame, k, moves[3 * i], moves[3 * i + 1], moves[3 * i + 2]);
            }
        }
        List<Edge> expected = edges(NeighbourList.of(structure, 4)).stream()
                .map(e -> new Edge(
                        e.destination,
                        e.source,
                        e.a - moves[3 * e.source] + moves[3 * e.destination],
                        e.b - moves[3 * e.source + 1] + moves[3 * e.destination + 1],
                        e.c - moves[3 * e.source + 2] + moves[3 * e.destination + 2]))
                .sorted()
                .toList();
        assertEquals(expected, edges(NeighbourList.of(structure.withPositions(moved), 4)));
    }

    @Property
    void translationChangesNoPair(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int atoms, @ForAll @IntRange(max = 8) int periodicity) {
        SplittableRandom random = new SplittableRandom(seed);
        Structure structure = structure(random, atoms, periodicity);
        double[] by = random.doubles(3, -20, 20).toArray();
        double[] moved = structure.positions();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by[i % 3];
        }
        assertEquals(edges(NeighbourList.of(structure, 4)), edges(NeighbourList.of(structure.withPositions(moved), 4)));
    }

    @Property
    void permutationRenamesEdges(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int atoms, @ForAll @IntRange(max = 8) int periodicity) {
        SplittableRandom random = new SplittableRandom(seed);
        Structure structure = structure(random, atoms, periodicity);
        int[] place = IntStream.range(0, atoms).toArray();
        for (int i = atoms - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = place[i];
            place[i] = place[j];
            place[j] = held;
        }
        double[] positions = structure.positions();
        double[] permuted = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            System.arraycopy(positions, 3 * i, permuted, 3 * place[i], 3);
        }
        List<Edge> expected = edges(NeighbourList.of(structure, 4)).stream()
                .map(e -> new Edge(place[e.destination], place[e.source], e.a, e.b, e.c))
                .sorted()
                .toList();
        assertEquals(expected, edges(NeighbourList.of(structure.withPositions(permuted), 4)));
    }

    /**
     * At one density the work for each atom is bounded whatever their number: a bin of thickness t in [r, 2r) and its 26
     * neighbours hold at most (3t)³ ≤ 216 r³ times the density, of which half is checked. All pairs would be N/2 an atom.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void workGrowsLinearly(boolean periodic) {
        double density = 0.1;
        double cutoff = 3;
        // Fluctuations of the number of atoms in a bin: a factor of 1.5 is far beyond any for thousands of atoms.
        double most = 1.5 * 108 * cutoff * cutoff * cutoff * density;
        for (int n : new int[] {1000, 8000, 64000}) {
            double side = Math.cbrt(n / density);
            double[] positions = new SplittableRandom(n).doubles(3L * n, 0, side).toArray();
            Structure gas = atoms(positions);
            if (periodic) {
                gas = gas.withCell(Cell.periodic(side, 0, 0, 0, side, 0, 0, 0, side));
            }
            Neighbours neighbours = NeighbourList.of(gas, cutoff);
            double perAtom = neighbours.distanceChecks() / (double) n;
            assertTrue(perAtom < most, n + " atoms need " + perAtom + " checks each");
        }
    }

    /** Two droplets far apart: the void between them must cost neither bins nor checks. */
    @Test
    void distantFragmentsStayCheap() {
        int n = 4000;
        double[] positions = new SplittableRandom(1).doubles(3L * n, 0, 34).toArray();
        positions[0] = 9e5;
        Neighbours neighbours = NeighbourList.of(atoms(positions), 3);
        assertTrue(neighbours.distanceChecks() < 300L * n, neighbours.distanceChecks() + " checks");
    }

    @Test
    void atomsAtOnePlaceAreNamed() {
        Structure molecule = atoms(new double[] {0, 0, 0, 1, 0, 0, 1, 0, 5e-4}).withSource("bad.xyz:12");
        DataException e = assertThrows(DataException.class, () -> NeighbourList.of(molecule, 3));
        assertEquals("bad.xyz:12: atom 2 (H) and atom 3 (H) are at one place, 0.00050 Å apart: remove one of them", e.getMessage());
        Structure crystal = atoms(new double[] {0, 0, 0, 4, 4, 0}).withCell(Cell.periodic(4, 0, 0, 0, 4, 0, 0, 0, 4));
        e = assertThrows(DataException.class, () -> NeighbourList.of(crystal, 1));
        assertTrue(e.getMessage().startsWith("atom 1 (H) and atom 2 (H) (in a periodic image) are at one place"), e.getMessage());
        assertThrows(DataException.class, () -> NeighbourList.of(atoms(new double[] {0, 0, 1e9}), 1));
        assertThrows(IllegalArgumentException.class, () -> NeighbourList.of(crystal, 0));
        assertThrows(IllegalArgumentException.class, () -> NeighbourList.of(crystal, Double.NaN));
    }

    /** Simple cubic lattice of constant 1: 6 neighbours at 1, 12 at √2, 8 at √3, of one atom with its own images. */
    @Test
    void oneAtomSeesItsImages() {
        Structure cubic = atoms(new double[] {0.3, -7, 12}).withCell(Cell.periodic(1, 0, 0, 0, 1, 0, 0, 0, 1));
        assertEquals(0, NeighbourList.of(cubic, 1).edges()); // nearer than the cutoff, not at it
        assertEquals(6, NeighbourList.of(cubic, 1.1).edges());
        assertEquals(18, NeighbourList.of(cubic, 1.5).edges());
        assertEquals(26, NeighbourList.of(cubic, 1.8).edges());
        assertEquals(13, NeighbourList.of(cubic, 1.8).pairs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"water_pbe0ts_test.extxyz", "oc20_sample_test_id.extxyz", "xtb_ala2_500K_test.extxyz"})
    void agreesOnSharedData(String name) {
        Structure structure = ExtendedXyz.readAll(SharedData.file(name)).getFirst();
        Neighbours neighbours = NeighbourList.of(structure, 5);
        assertEquals(bruteForce(structure, 5), edges(neighbours));
        assertConsistent(structure, neighbours, 5);
    }

    private static void assertConsistent(Structure structure, Neighbours neighbours, double cutoff) {
        double[] positions = structure.positions();
        double[] frame = structure.cell().map(Cell::frame).orElse(new double[9]);
        int[] met = new int[neighbours.pairs()];
        for (int e = 0; e < neighbours.edges(); e++) {
            int r = neighbours.reverse()[e];
            assertEquals(e, neighbours.reverse()[r]);
            assertEquals(neighbours.source()[e], neighbours.destination()[r]);
            assertEquals(neighbours.pair()[e], neighbours.pair()[r]);
            met[neighbours.pair()[e]]++;
            double square = 0;
            for (int k = 0; k < 3; k++) {
                int[] shift = neighbours.shift();
                double offset = neighbours.offset()[3 * e + k];
                assertEquals(Pairs.offset(frame, k, shift[3 * e], shift[3 * e + 1], shift[3 * e + 2]), offset);
                assertEquals(-neighbours.offset()[3 * r + k], offset, 0.0);
                double d = positions[3 * neighbours.source()[e] + k] + offset - positions[3 * neighbours.destination()[e] + k];
                square += d * d;
            }
            assertTrue(square < cutoff * cutoff * (1 + 1e-12)); // the reverse edge's sum may round the other way
        }
        for (int p = 0; p < neighbours.pairs(); p++) {
            assertEquals(2, met[p]);
            int e = neighbours.edgeOfPair()[p];
            assertEquals(p, neighbours.pair()[e]);
            assertTrue(e < neighbours.reverse()[e] && neighbours.source()[e] >= neighbours.destination()[e]);
            assertTrue(p == 0 || neighbours.edgeOfPair()[p - 1] < e);
        }
    }

    private static List<Edge> edges(Neighbours n) {
        List<Edge> edges = new ArrayList<>();
        for (int e = 0; e < n.edges(); e++) {
            int[] s = n.shift();
            edges.add(new Edge(n.destination()[e], n.source()[e], s[3 * e], s[3 * e + 1], s[3 * e + 2]));
        }
        return edges;
    }

    /** Every atom against every image within reach: a pair nearer than r is at most r/height + |Δs| cells away. */
    private static List<Edge> bruteForce(Structure structure, double cutoff) {
        double[] x = structure.positions();
        Cell cell = structure.cell().orElse(new Cell(new double[9], new boolean[3]));
        double[] frame = cell.frame();
        double[] inverse = cell.inverse();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < structure.size(); i++) {
            for (int j = 0; j < structure.size(); j++) {
                int[] low = new int[3];
                int[] high = new int[3];
                for (int k = 0; k < 3; k++) {
                    if (cell.isPeriodic(k)) {
                        double apart = 0;
                        for (int m = 0; m < 3; m++) {
                            apart += (x[3 * j + m] - x[3 * i + m]) * inverse[3 * m + k];
                        }
                        low[k] = (int) Math.floor(-apart - cutoff / cell.height(k)) - 1;
                        high[k] = (int) Math.ceil(-apart + cutoff / cell.height(k)) + 1;
                    }
                }
                for (int a = low[0]; a <= high[0]; a++) {
                    for (int b = low[1]; b <= high[1]; b++) {
                        for (int c = low[2]; c <= high[2]; c++) {
                            double square = 0;
                            for (int k = 0; k < 3; k++) {
                                double d = x[3 * j + k] + Pairs.offset(frame, k, a, b, c) - x[3 * i + k];
                                square += d * d;
                            }
                            boolean itself = i == j && a == 0 && b == 0 && c == 0;
                            if (square < cutoff * cutoff && !itself) {
                                edges.add(new Edge(i, j, a, b, c));
                            }
                        }
                    }
                }
            }
        }
        return edges;
    }

    /** Random atoms; the bits of the periodicity are the directions that repeat, and 8 is a molecule without a cell. */
    private static Structure structure(SplittableRandom random, int n, int periodicity) {
        double[] positions = random.doubles(3L * n, -8, 8).toArray();
        if (periodicity == 8) {
            return atoms(positions);
        }
        double[] rows = new double[9];
        boolean[] periodic = new boolean[3];
        double size = random.nextDouble(1.5, 6);
        for (int k = 0; k < 3; k++) {
            periodic[k] = (periodicity >> k & 1) == 1;
            for (int i = 0; i < 3; i++) { // the diagonal outweighs the rest: such a matrix is never singular
                rows[3 * k + i] = random.nextDouble(-0.3, 0.3) * size + (i == k ? size : 0);
            }
        }
        int multiple = random.nextInt(-1, 2); // the same lattice along three periodic directions, but far more oblique
        for (int i = 0; i < 3; i++) {
            rows[i] += multiple * rows[3 + i];
        }
        return atoms(positions).withCell(new Cell(rows, periodic));
    }

    private static Structure atoms(double[] positions) {
        return Structure.of(IntStream.generate(() -> 1).limit(positions.length / 3).toArray(), positions);
    }

    @Test
    void isDeterministic() {
        Structure structure = structure(new SplittableRandom(3), 12, 7);
        Neighbours one = NeighbourList.of(structure, 4);
        Neighbours two = NeighbourList.of(structure, 4);
        assertArrayEquals(one.source(), two.source());
        assertArrayEquals(one.offset(), two.offset());
        assertEquals(one.distanceChecks(), two.distanceChecks());
    }
}
