package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.properties.SmallNetwork.Result;
import dev.tdn4j.tdn.data.Structure;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The vector executor, in float, computes what the scalar one computes in double. */
class ExecutorTwinProperties {

    private static final List<SmallNetwork> SCALAR = List.of(network(1, new ScalarExecutor()), network(2, new ScalarExecutor()));
    private static final List<SmallNetwork> VECTOR = List.of(network(1, new VectorExecutor()), network(2, new VectorExecutor()));

    private static SmallNetwork network(int lmax, Executor executor) {
        return new SmallNetwork(lmax, false, CouplingTensor.all(lmax), executor);
    }

    @Property(tries = 40)
    void energiesAndForcesAgree(
            @ForAll @IntRange(min = 1, max = 2) int lmax, @ForAll @IntRange(min = 1, max = 9) int atoms, @ForAll long seed) {
        Structure molecule = Molecule.random(atoms, seed);
        Result expected = SCALAR.get(lmax - 1).evaluate(molecule);
        Result actual = VECTOR.get(lmax - 1).evaluate(molecule);
        assertEquals(expected.energy(), actual.energy(), Tolerances.FLOAT_ENERGY * expected.scale());
        assertArrayEquals(
                expected.forces(), actual.forces(), Tolerances.FLOAT_FORCE * (expected.largestForce() + expected.scale()));
    }
}
