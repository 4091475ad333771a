package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cg.RandomRotation;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.properties.SmallNetwork.Result;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.Architecture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The energy does not see where a molecule is, how it is turned and how its atoms are numbered; forces turn with it. */
class NetworkSymmetryProperties {

    private static final double[] MIRROR = {1, 0, 0, 0, 1, 0, 0, 0, -1};

    private static final List<SmallNetwork> ALL_PATHS = List.of(allPaths(1), allPaths(2), allPaths(3));
    private static final List<SmallNetwork> EVEN_PATHS = List.of(evenPaths(1), evenPaths(2));
    private static final List<SmallNetwork> FACTORS = List.of(factors(1), factors(2));

    private static final List<SmallNetwork> GROUPS = List.of(
            SmallNetwork.withGroups(1, "path", new ScalarExecutor()),
            SmallNetwork.withGroups(2, "parity", new ScalarExecutor()),
            SmallNetwork.withGroups(2, "output", new ScalarExecutor()),
            SmallNetwork.withGroups(2, "path", new ScalarExecutor()));

    private static final List<SmallNetwork> PER_DEGREE = List.of(
            SmallNetwork.perDegree(1, false, Architecture.TDN, new ScalarExecutor()),
            SmallNetwork.perDegree(2, false, Architecture.TDN, new ScalarExecutor()),
            SmallNetwork.perDegree(1, false, Architecture.EQUIFORMER, new ScalarExecutor()),
            SmallNetwork.perDegree(2, false, Architecture.EQUIFORMER, new ScalarExecutor()));

    private static SmallNetwork allPaths(int lmax) {
        return new SmallNetwork(lmax, false, CouplingTensor.all(lmax), new ScalarExecutor());
    }

    private static SmallNetwork evenPaths(int lmax) {
        return new SmallNetwork(lmax, true, CouplingTensor.even(lmax), new ScalarExecutor());
    }

    /** The product that the shipped exact factors define, each entry with their rounding error. */
    private static SmallNetwork factors(int lmax) {
        // Shipped factors are found before the folder is looked at.
        var exact = new FactorCache(Path.of("target", "factors")).exact(lmax, _ -> {});
        return new SmallNetwork(lmax, false, exact.factors().toCoupling(), new ScalarExecutor());
    }

    @Property(tries = 30)
    void turning(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        turn(ALL_PATHS.get(lmax - 1), atoms, seed);
    }

    @Property(tries = 4)
    void turningAtDegreeThree(@ForAll @IntRange(min = 3, max = 5) int atoms, @ForAll long seed) {
        turn(ALL_PATHS.get(2), atoms, seed);
    }

    @Property(tries = 15)
    void turningWithExactFactors(
            @ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        turn(FACTORS.get(lmax - 1), atoms, seed);
    }

    /** Every path is equivariant by itself, whatever its weight. */
    @Property(tries = 20)
    void turningWithSeveralPathWeights(
            @ForAll @IntRange(min = 0, max = 3) int which, @ForAll @IntRange(min = 2, max = 6) int atoms, @ForAll long seed) {
        turn(GROUPS.get(which), atoms, seed);
    }

    @Property(tries = 20)
    void turningWithAMatrixForEveryDegree(
            @ForAll @IntRange(min = 0, max = 3) int which, @ForAll @IntRange(min = 2, max = 6) int atoms, @ForAll long seed) {
        turn(PER_DEGREE.get(which), atoms, seed);
    }

    private static void turn(SmallNetwork network, int atoms, long seed) {
        Structure molecule = Molecule.random(atoms, seed);
        double[] rotation = RandomRotation.next(new SplittableRandom(~seed));
        Result result = network.evaluate(molecule);
        Result turned = network.evaluate(Molecule.turned(molecule, rotation));
        assertSame(result, Molecule.turned(result.forces(), rotation), turned);
    }

    @Property(tries = 20)
    void shifting(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        Structure molecule = Molecule.random(atoms, seed);
        double[] by = new SplittableRandom(~seed).doubles(3, -10, 10).toArray();
        Result result = ALL_PATHS.get(lmax - 1).evaluate(molecule);
        Result shifted = ALL_PATHS.get(lmax - 1).evaluate(Molecule.shifted(molecule, by));
        assertSame(result, result.forces(), shifted);
    }

    @Property(tries = 20)
    void renumbering(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        Structure molecule = Molecule.random(atoms, seed);
        int[] order = new SplittableRandom(~seed).ints(0, atoms).distinct().limit(atoms).toArray();
        Result result = ALL_PATHS.get(lmax - 1).evaluate(molecule);
        Result renumbered = ALL_PATHS.get(lmax - 1).evaluate(Molecule.permuted(molecule, order));
        assertSame(result, Molecule.permuted(result.forces(), order), renumbered);
    }

    @Property(tries = 20)
    void evenPathsKeepMirrorImagesAlike(
            @ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        Structure molecule = Molecule.random(atoms, seed);
        Result result = EVEN_PATHS.get(lmax - 1).evaluate(molecule);
        Result mirrored = EVEN_PATHS.get(lmax - 1).evaluate(Molecule.turned(molecule, MIRROR));
        assertSame(result, Molecule.turned(result.forces(), MIRROR), mirrored);
    }

    /** Six atoms in no plane are chiral, and the odd paths, which are in the paper's product, see it. */
    @Example
    void allPathsTellMirrorImagesApart() {
        Structure molecule = Molecule.random(6, 1);
        for (SmallNetwork network : ALL_PATHS) {
            Result result = network.evaluate(molecule);
            Result mirrored = network.evaluate(Molecule.turned(molecule, MIRROR));
            double difference = Math.abs(result.energy() - mirrored.energy());
            assertTrue(difference > Tolerances.CLEAR_DIFFERENCE * result.scale(), "energies differ by " + difference);
        }
    }

    /** Forces are the derivatives of an energy that does not see translations: they add up to nothing. */
    @Property(tries = 20)
    void noNetForce(@ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        Result result = ALL_PATHS.get(lmax - 1).evaluate(Molecule.random(atoms, seed));
        double[] net = new double[3];
        for (int t = 0; t < 3 * atoms; t++) {
            net[t % 3] += result.forces()[t];
        }
        assertArrayEquals(new double[3], net, Tolerances.FORCE * (result.largestForce() + result.scale()), Arrays.toString(net));
    }

    private static void assertSame(Result expected, double[] expectedForces, Result actual) {
        assertEquals(expected.energy(), actual.energy(), Tolerances.ENERGY * expected.scale());
        assertArrayEquals(
                expectedForces, actual.forces(), Tolerances.FORCE * (expected.largestForce() + expected.scale()));
    }
}
