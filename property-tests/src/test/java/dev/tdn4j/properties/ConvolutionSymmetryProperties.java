package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.cg.RandomRotation;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.properties.SmallNetwork.Result;
import dev.tdn4j.tdn.data.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Convolutions with even paths do not see where a molecule is, how it is turned or mirrored and how its atoms are numbered;
 * forces turn with it.
 */
class ConvolutionSymmetryProperties {

    private static final int LARGEST_DEGREE = 3;

    private static final List<SmallNetwork> SCALAR = IntStream.rangeClosed(1, LARGEST_DEGREE)
            .mapToObj(lmax -> SmallNetwork.convolution(lmax, new ScalarExecutor()))
            .toList();
    private static final List<SmallNetwork> VECTOR = IntStream.rangeClosed(1, LARGEST_DEGREE)
            .mapToObj(lmax -> SmallNetwork.convolution(lmax, new VectorExecutor()))
            .toList();

    /** A rotation, or a rotation and an inversion. */
    @Property(tries = 30)
    void turningAndMirroring(
            @ForAll @IntRange(min = 1, max = LARGEST_DEGREE) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms,
            @ForAll boolean mirrored, @ForAll long seed) {
        SmallNetwork network = SCALAR.get(lmax - 1);
        Structure molecule = Molecule.random(atoms, seed);
        double[] turn = Arrays.stream(RandomRotation.next(new SplittableRandom(~seed))).map(r -> mirrored ? -r : r).toArray();
        Result result = network.evaluate(molecule);
        Result turned = network.evaluate(Molecule.turned(molecule, turn));
        assertSame(result, Molecule.turned(result.forces(), turn), turned);
    }

    @Property(tries = 20)
    void shiftingAndRenumbering(
            @ForAll @IntRange(min = 1, max = LARGEST_DEGREE) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        SmallNetwork network = SCALAR.get(lmax - 1);
        Structure molecule = Molecule.random(atoms, seed);
        SplittableRandom random = new SplittableRandom(~seed);
        int[] order = random.ints(0, atoms).distinct().limit(atoms).toArray();
        Structure other = Molecule.shifted(Molecule.permuted(molecule, order), random.doubles(3, -10, 10).toArray());
        Result result = network.evaluate(molecule);
        assertSame(result, Molecule.permuted(result.forces(), order), network.evaluate(other));
    }

    @Property(tries = 20)
    void noNetForce(
            @ForAll @IntRange(min = 1, max = LARGEST_DEGREE) int lmax, @ForAll @IntRange(min = 2, max = 7) int atoms, @ForAll long seed) {
        Result result = SCALAR.get(lmax - 1).evaluate(Molecule.random(atoms, seed));
        double[] net = new double[3];
        for (int t = 0; t < 3 * atoms; t++) {
            net[t % 3] += result.forces()[t];
        }
        assertArrayEquals(new double[3], net, Tolerances.FORCE * (result.largestForce() + result.scale()), Arrays.toString(net));
    }

    @Property(tries = 30)
    void executorsAgree(
            @ForAll @IntRange(min = 1, max = LARGEST_DEGREE) int lmax, @ForAll @IntRange(min = 1, max = 9) int atoms, @ForAll long seed) {
        Structure molecule = Molecule.random(atoms, seed);
        Result expected = SCALAR.get(lmax - 1).evaluate(molecule);
        Result actual = VECTOR.get(lmax - 1).evaluate(molecule);
        assertEquals(expected.energy(), actual.energy(), Tolerances.FLOAT_ENERGY * expected.scale());
        assertArrayEquals(
                expected.forces(), actual.forces(), Tolerances.FLOAT_FORCE * (expected.largestForce() + expected.scale()));
    }

    private static void assertSame(Result expected, double[] expectedForces, Result actual) {
        assertEquals(expected.energy(), actual.energy(), Tolerances.ENERGY * expected.scale());
        assertArrayEquals(
                expectedForces, actual.forces(), Tolerances.FORCE * (expected.largestForce() + expected.scale()));
    }
}
