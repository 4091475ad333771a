package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.train.Ethanol;
import dev.tdn4j.tdn.train.TrainingData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A potential keeps its parameters in its plan, and follows those it is told to use. */
class NeuralPotentialTest {

    private static final double CUTOFF = 4;

    private final List<Structure> frames = Ethanol.frames(3);
    private final TrainingData data = TrainingData.of(frames, List.of(), CUTOFF, Ethanol.options(1));

    static Stream<Executor> executors() {
        return Stream.of(new ScalarExecutor(), new VectorExecutor());
    }

    private Model model(long seed) {
        return Ethanol.model(data, Ethanol.smallConfig(CUTOFF), seed);
    }

    private static void assertSame(Evaluation expected, Evaluation found) {
        assertEquals(expected.energy(), found.energy());
        assertArrayEquals(expected.forces(), found.forces());
    }

    @ParameterizedTest
    @MethodSource("executors")
    void usesOtherParametersFromNowOn(Executor executor) {
        Structure structure = frames.getLast();
        try (NeuralPotential potential = new NeuralPotential(model(1), executor);
                NeuralPotential other = new NeuralPotential(model(2), executor)) {
            Evaluation first = potential.evaluate(structure);
            Evaluation second = other.evaluate(structure);
            assertNotEquals(first.energy(), second.energy());
            assertSame(first, potential.evaluate(structure));
            potential.use(model(2).parameters());
            for (int evaluation = 0; evaluation < 3; evaluation++) {
                assertSame(second, potential.evaluate(structure));
            }
            potential.use(model(1).parameters());
            assertSame(first, potential.evaluate(structure));
        }
    }
}
