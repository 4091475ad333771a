package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.properties.SmallNetwork.Result;
import dev.tdn4j.tdn.data.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is beyond the cutoff does not count, and an atom that crosses it does so smoothly. */
class NetworkLocalityProperties {

    private static final List<SmallNetwork> NETWORKS = List.of(network(1), network(2));

    /**
     * How far inside the cutoff, Å. There the envelope is 35 (δ/r_c)³, about 1e-9: small even after two norms, 300 each,
     * beside the 0.003 where these cease to be linear, and far above rounding.
     */
    private static final double DEPTH = 1e-3;

    /** For corrections of relative order δ/r_c and what little the norms bend: a zero of one order less would fail. */
    private static final double SLACK = 1.25;

    private static SmallNetwork network(int lmax) {
        return new SmallNetwork(lmax, false, CouplingTensor.all(lmax), new ScalarExecutor());
    }

    @Property(tries = 20)
    void farMoleculesAddUp(
            @ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 1, max = 5) int atoms, @ForAll long seed) {
        SmallNetwork network = NETWORKS.get(lmax - 1);
        Structure first = Molecule.random(atoms, seed);
        Structure second = Molecule.shifted(Molecule.random(6 - atoms, ~seed), 20, 0, 0);
        Result alone = network.evaluate(first);
        Result other = network.evaluate(second);
        Result both = network.evaluate(Molecule.together(first, second));
        assertEquals(alone.energy() + other.energy(), both.energy(), Tolerances.ENERGY * both.scale());
        double[] forces = Arrays.copyOf(alone.forces(), both.forces().length);
        System.arraycopy(other.forces(), 0, forces, 3 * atoms, other.forces().length);
        assertArrayEquals(forces, both.forces(), Tolerances.FORCE * (both.largestForce() + both.scale()));
    }

    /**
     * The envelope has a zero of third order at the cutoff, so that a depth δ inside it energies differ from those outside
     * by order δ³ and forces by δ²: halving δ divides them by 8 and by 4, but for corrections of relative order δ/r_c. Where
     * the leading coefficient happens to be small, by less than a hundredth of 35 (δ/r_c)³, nothing is asked.
     */
    @Property(tries = 15)
    void atomsCrossTheCutoffSmoothly(
            @ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 5) int atoms, @ForAll long seed) {
        SmallNetwork network = NETWORKS.get(lmax - 1);
        Structure molecule = Molecule.random(atoms, seed);
        double[] direction = direction(~seed);
        Result outside = network.evaluate(withVisitor(molecule, direction, SmallNetwork.CUTOFF + DEPTH));
        Result inside = network.evaluate(withVisitor(molecule, direction, SmallNetwork.CUTOFF - DEPTH));
        Result halfway = network.evaluate(withVisitor(molecule, direction, SmallNetwork.CUTOFF - DEPTH / 2));
        double cube = 35 * Math.pow(DEPTH / SmallNetwork.CUTOFF, 3);
        double square = 3 * cube / DEPTH;
        assertShrinks(
                8,
                Math.abs(inside.energy() - outside.energy()),
                Math.abs(halfway.energy() - outside.energy()),
                0.01 * cube * outside.scale());
        assertShrinks(4, distance(inside, outside), distance(halfway, outside), 0.01 * square * outside.scale());
    }

    private static void assertShrinks(int factor, double atDepth, double atHalf, double negligible) {
        assertTrue(
                atHalf <= SLACK * atDepth / factor + negligible,
                "a difference of " + atDepth + " shrank to " + atHalf + ", not by the factor " + factor);
    }

    /** A molecule and an atom at a distance from the atom that is foremost in that direction; others are farther away. */
    private static Structure withVisitor(Structure molecule, double[] direction, double distance) {
        double[] positions = molecule.positions();
        int foremost = 0;
        for (int i = 1; i < molecule.size(); i++) {
            if (along(positions, i, direction) > along(positions, foremost, direction)) {
                foremost = i;
            }
        }
        double[] at = new double[3];
        for (int a = 0; a < 3; a++) {
            at[a] = positions[3 * foremost + a] + distance * direction[a];
        }
        return Molecule.together(molecule, Structure.of(new int[] {6}, at));
    }

    private static double along(double[] positions, int atom, double[] direction) {
        return positions[3 * atom] * direction[0] + positions[3 * atom + 1] * direction[1] + positions[3 * atom + 2] * direction[2];
    }

    private static double[] direction(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] v = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double length = Math.hypot(Math.hypot(v[0], v[1]), v[2]);
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    private static double distance(Result a, Result b) {
        double square = 0;
        for (int t = 0; t < a.forces().length; t++) {
            square += Math.pow(a.forces()[t] - b.forces()[t], 2);
        }
        return Math.sqrt(square);
    }
}
