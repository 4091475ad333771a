package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Runs one program on two executors, on the same data, and compares every output. */
public final class Twins {

    private Twins() {}

    /**
     * Compares the vector executor with the scalar one at every awkward size, each compiled once and bound again.
     *
     * @param name what the program tests, for messages
     * @param program the program
     * @param order how often it was differentiated
     */
    public static void agree(String name, Program program, int order) {
        try (Plan scalar = new ScalarExecutor().compile(program);
                Plan vector = new VectorExecutor().compile(program)) {
            for (int size : RandomBatch.AWKWARD_SIZES) {
                Binding batch = RandomBatch.ofSize(size, 11 + size);
                Map<String, float[]> data = data(program, batch, 7);
                Map<String, double[]> expected = run(scalar, program, batch, data);
                Map<String, double[]> found = run(vector, program, batch, data);
                compare(name + " at size " + size, Tolerances.FLOAT, program, batch, order, expected, found);
                repeat(name + " at size " + size, vector, program, batch, found);
            }
        }
    }

    /** A run after which no parameter was set goes other ways, to the same bits. */
    static void repeat(String name, Plan plan, Program program, Binding batch, Map<String, double[]> first) {
        plan.run();
        outputs(plan, program, batch).forEach((output, again) -> assertArrayEquals(first.get(output), again, name + ", " + output));
    }

    /**
     * Compares results entry by entry.
     *
     * @param name for messages
     * @param unit the unit roundoff of the less exact results
     * @param program what was computed
     * @param batch the sizes
     * @param order how often the program was differentiated
     * @param expected the more exact results
     * @param found the results to judge
     */
    public static void compare(
            String name, double unit, Program program, Binding batch, int order,
            Map<String, double[]> expected, Map<String, double[]> found) {
        assertEquals(expected.keySet(), found.keySet(), name);
        expected.forEach((output, right) -> {
            double[] computed = found.get(output);
            double tolerance = Tolerances.of(unit, program, batch, order, right);
            for (int i = 0; i < right.length; i++) {
                int at = i;
                assertTrue(
                        Math.abs(right[i] - computed[i]) <= tolerance || right[i] == computed[i],
                        () -> name + ": " + program.outputs().get(output) + " at " + at + " is " + computed[at]
                                + " instead of " + right[at] + ", tolerance " + tolerance + "\n" + program);
            }
        });
    }

    /**
     * Random data for every input and parameter, in [−1, 1), or in [½, 2) where the name begins with "positive".
     *
     * @param program the program
     * @param batch the sizes
     * @param seed the seed
     * @return numbers that float and double share, by name
     */
    public static Map<String, float[]> data(Program program, Binding batch, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, float[]> data = new LinkedHashMap<>();
        for (Value value : program.values()) {
            switch (value.operation()) {
                case Operation.Input(String name) -> data.put(name, entries(name, value.type(), batch, random.split()));
                case Operation.Parameter(String name) -> data.put(name, entries(name, value.type(), batch, random.split()));
                default -> {}
            }
        }
        return data;
    }

    private static float[] entries(String name, Type type, Binding batch, SplittableRandom random) {
        boolean positive = name.startsWith("positive");
        float[] entries = new float[size(type, batch)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = (float) (positive ? random.nextDouble(0.5, 2) : random.nextDouble(-1, 1));
        }
        return entries;
    }

    /**
     * Binds, sets, runs and reads.
     *
     * @param plan the program's plan
     * @param program the program
     * @param batch the sizes and indices
     * @param data the entries of inputs and parameters, by name
     * @return the entries of all outputs, by name
     */
    public static Map<String, double[]> run(Plan plan, Program program, Binding batch, Map<String, float[]> data) {
        plan.bind(batch);
        data.forEach(plan::set);
        plan.run();
        return outputs(plan, program, batch);
    }

    /**
     * Reads every output.
     *
     * @param plan the program's plan, run
     * @param program the program
     * @param batch the batch it is bound to
     * @return the entries, by name
     */
    public static Map<String, double[]> outputs(Plan plan, Program program, Binding batch) {
        Map<String, double[]> outputs = new LinkedHashMap<>();
        program.outputs().forEach((name, value) -> {
            double[] entries = new double[size(value.type(), batch)];
            plan.get(name, entries);
            outputs.put(name, entries);
        });
        return outputs;
    }

    /**
     * The number of entries of a value.
     *
     * @param type its type
     * @param batch the sizes
     * @return items · rows · channels
     */
    public static int size(Type type, Binding batch) {
        return batch.size(type.space()) * type.itemSize();
    }
}
