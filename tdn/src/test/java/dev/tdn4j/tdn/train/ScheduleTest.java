package dev.tdn4j.tdn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.model.Initial;
import dev.tdn4j.tdn.model.ParameterSpec;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Learning rates, steps of the optimiser, and orders of structures, against what they are said to be. */
class ScheduleTest {

    private static final TrainingOptions OPTIONS = TrainingOptions.standard()
            .with("learningRate", 0.1)
            .with("warmUpSteps", 9)
            .with("finalShare", 0.1)
            .with("plateauEpochs", 2);
    private static final List<ParameterSpec> MATRIX =
            List.of(new ParameterSpec("a.weight", new Type(Space.ONE, 2, 2), 1, new Initial.Constant(1)));

    private static TrainingState state(int step) {
        TrainingState state = new TrainingState(Parameters.zeros(MATRIX), new Adam(MATRIX, OPTIONS));
        state.step = step;
        return state;
    }

    @ParameterizedTest
    @EnumSource
    void theRateRisesFirst(Schedule schedule) {
        TrainingOptions options = OPTIONS.with("schedule", schedule);
        for (int step = 0; step < 10; step++) {
            assertEquals(0.01 * (step + 1), LearningRate.at(options, state(step), 0), 1e-15);
        }
    }

    @Test
    void thenItFallsAsTheScheduleSays() {
        TrainingState state = state(1000);
        assertEquals(0.1, LearningRate.at(OPTIONS.with("schedule", Schedule.CONSTANT), state, 0.7), 1e-15);
        assertEquals(0.055, LearningRate.at(OPTIONS, state, 0.5), 1e-15);
        assertEquals(0.01, LearningRate.at(OPTIONS, state, 1), 1e-15);
        TrainingOptions plateau = OPTIONS.with("schedule", Schedule.PLATEAU);
        double[] rates = new double[12];
        for (int epoch = 0; epoch < rates.length; epoch++) {
            LearningRate.observe(plateau, state, epoch == 0 || epoch == 2);
            rates[epoch] = LearningRate.at(plateau, state, 0.9);
        }
        double[] expected = {0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125, 0.0125, 0.01, 0.01};
        assertArrayEquals(expected, rates, 1e-15);
        assertEquals(9, state.staleEpochs);
    }

    /** Adam's first two steps by hand: its moments are 0.1g, 0.001g² at first; clipping scales g; decay as each has it. */
    @ParameterizedTest
    @CsvSource({"ADAM, 5", "ADAM, 100", "ADAMW, 5", "ADAMW, 100"})
    void steps(Optimiser optimiser, double clip) {
        TrainingOptions options = OPTIONS.with("optimiser", optimiser).with("clipNorm", clip).with("weightDecay", 0.3);
        Adam adam = new Adam(MATRIX, options);
        Parameters parameters = Parameters.zeros(MATRIX);
        float[] x = parameters.byName().get("a.weight");
        System.arraycopy(new float[] {1, -2, 3, 0}, 0, x, 0, 4);
        double[] expected = {1, -2, 3, 0};
        double[] m = new double[4];
        double[] v = new double[4];
        for (int step = 1; step <= 2; step++) {
            Parameters gradient = Parameters.zeros(MATRIX);
            float[] raw = {6, 8, 0, -0.5f * step};
            System.arraycopy(raw, 0, gradient.byName().get("a.weight"), 0, 4);
            double norm = Adam.norm(gradient);
            assertEquals(Math.sqrt(100 + 0.25 * step * step), norm, 1e-12);
            adam.step(parameters, gradient, norm, 0.1, step);
            for (int i = 0; i < 4; i++) {
                double g = raw[i] * Math.min(1, clip / norm) + (optimiser == Optimiser.ADAM ? 0.3 * expected[i] : 0);
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double move = m[i] / (1 - Math.pow(0.9, step)) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, step))) + 1e-8);
                expected[i] = expected[i] * (optimiser == Optimiser.ADAMW ? 1 - 0.1 * 0.3 : 1) - 0.1 * move;
                assertEquals(expected[i], x[i], 1e-5);
            }
        }
    }

    /** Parts of endless passes: each structure once a pass, and a pass alone where no number is given. */
    @Test
    void ordersOfEpochs() {
        TrainingOptions parts = OPTIONS.with("structuresPerEpoch", 4);
        int[] twoPasses = IntStream.range(0, 5).flatMap(epoch -> IntStream.of(Order.ofEpoch(10, parts, epoch))).toArray();
        assertEquals(20, twoPasses.length);
        for (int pass = 0; pass < 2; pass++) {
            int[] one = IntStream.of(twoPasses).skip(10L * pass).limit(10).toArray();
            assertArrayEquals(Order.ofEpoch(10, OPTIONS, pass), one);
            assertArrayEquals(IntStream.range(0, 10).toArray(), IntStream.of(one).sorted().toArray());
        }
        assertEquals(25, Order.ofEpoch(10, OPTIONS.with("structuresPerEpoch", 25), 3).length);
    }

    /** 200,000 draws: four standard deviations of their mean are 4·√(0.25/200000) = 0.0045. */
    @Test
    void masksKeepTheMean() {
        DropoutMasks dropout = new DropoutMasks(Map.of(), 0.2, 1);
        float[][] masks = {dropout.mask("a", 200_000, 0), dropout.mask("a", 200_000, 1), dropout.mask("a", 200_000, 0)};
        double sum = 0;
        for (float entry : masks[0]) {
            assertTrue(entry == 0 || entry == 1.25f);
            sum += entry;
        }
        assertEquals(1, sum / masks[0].length, 0.0045);
        assertArrayEquals(masks[0], masks[2]);
        int same = 0;
        for (int i = 0; i < masks[0].length; i++) {
            same += masks[0][i] == masks[1][i] ? 1 : 0;
        }
        // Independent masks agree with probability 0.8² + 0.2².
        assertEquals(0.68, (double) same / masks[0].length, 0.0045);
    }
}
