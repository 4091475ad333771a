package dev.tdn4j.kernels;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.DeadRows;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.SharedFirst;
import dev.tdn4j.tensor.graph.SingleChannels;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Programs that nobody thought of. */
class RandomProgramProperties {

    @Provide
    Arbitrary<Program> programs() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, 14)).as(RandomPrograms::of);
    }

    @Property(tries = 400, seed = "4", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void passesChangeNothing(@ForAll("programs") Program program, @ForAll @IntRange(max = 9) int size) {
        Binding batch = RandomBatch.ofSize(size, size);
        Map<String, float[]> data = Twins.data(program, batch, 3);
        Map<String, double[]> expected = scalar(program, batch, data);
        for (Pass pass : List.<Pass>of(new SharedFirst(), new DeadRows(), new SingleChannels())) {
            compare(pass.getClass().getSimpleName(), program, pass.apply(program), batch, data, expected);
        }
        compare("all passes", program, Pass.improve(program), batch, data, expected);
    }

    private static void compare(
            String name, Program program, Program improved, Binding batch, Map<String, float[]> data, Map<String, double[]> expected) {
        Twins.compare(name, Tolerances.DOUBLE, program, batch, 1, expected, scalar(improved, batch, data));
    }

    private static Map<String, double[]> scalar(Program program, Binding batch, Map<String, float[]> data) {
        try (Plan plan = new ScalarExecutor().compile(program)) {
            return Twins.run(plan, program, batch, data);
        }
    }

    /** One plan bound to three batches in turn: nothing of an earlier one may be left. */
    @Property(tries = 400, seed = "4", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void vectorAgreesWithScalar(
            @ForAll("programs") Program program,
            @ForAll @IntRange(max = 40) int first,
            @ForAll @IntRange(max = 150) int second) {
        try (Plan vector = new VectorExecutor().compile(program)) {
            for (int size : new int[] {first, second, first}) {
                Binding batch = RandomBatch.ofSize(size, size);
                Map<String, float[]> data = Twins.data(program, batch, 3);
                Map<String, double[]> found = Twins.run(vector, program, batch, data);
                Twins.compare("size " + size, Tolerances.FLOAT, program, batch, 1, scalar(program, batch, data), found);
                Twins.repeat("size " + size, vector, program, batch, found);
            }
        }
    }
}
