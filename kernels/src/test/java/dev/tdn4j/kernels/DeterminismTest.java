package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.work.WorkPool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector executor gives the same bits however often, after whatever, and by however many threads it runs. */
class DeterminismTest {

    /** Forces and their gradient by the weights of attention: every kind of stage, and sums over many chunks. */
    private static final Program PROGRAM = attention();

    private static final Binding LARGE = RandomBatch.of(20, 400, 2500, 1);
    private static final Binding SMALL = RandomBatch.of(2, 30, 90, 2);

    private static Program attention() {
        OperationCase attention = OperationCases.all(20).stream()
                .filter(operation -> operation.name().equals("attention"))
                .findFirst()
                .orElseThrow();
        return attention.derivative(2).program(attention.graph());
    }

    private static Map<String, float[]> run(Plan plan, Binding batch) {
        plan.bind(batch);
        Twins.data(PROGRAM, batch, 9).forEach(plan::set);
        plan.run();
        return read(plan, batch);
    }

    private static Map<String, float[]> read(Plan plan, Binding batch) {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        PROGRAM.outputs().forEach((name, value) -> {
            float[] entries = new float[Twins.size(value.type(), batch)];
            plan.get(name, entries);
            outputs.put(name, entries);
        });
        return outputs;
    }

    private static void assertSameBits(Map<String, float[]> expected, Map<String, float[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, entries) -> assertArrayEquals(entries, found.get(name), name));
    }

    private static Map<String, float[]> onOneThread() {
        try (WorkPool pool = new WorkPool(1);
                Plan plan = new VectorExecutor(pool).compile(PROGRAM)) {
            return run(plan, LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void forAnyNumberOfThreads(int threads) {
        Map<String, float[]> expected = onOneThread();
        try (WorkPool pool = new WorkPool(threads);
                Plan plan = new VectorExecutor(pool).compile(PROGRAM)) {
            for (int repeat = 0; repeat < 5; repeat++) {
                assertSameBits(expected, run(plan, LARGE));
            }
        }
    }

    @Test
    void afterOtherBatches() {
        Map<String, float[]> expected = onOneThread();
        Binding empty = RandomBatch.of(0, 0, 0, 1);
        Binding lonely = RandomBatch.of(1, 1, 0, 1);
        try (WorkPool pool = new WorkPool(2);
                Plan plan = new VectorExecutor(pool).compile(PROGRAM)) {
            Map<String, float[]> small = run(plan, SMALL);
            for (Binding other : List.of(LARGE, SMALL, empty, LARGE, lonely, SMALL, LARGE)) {
                Map<String, float[]> found = run(plan, other);
                if (other == LARGE || other == SMALL) {
                    assertSameBits(other == LARGE ? expected : small, found);
                }
            }
        }
    }

    @Test
    void whenRunAgainWithoutBinding() {
        try (WorkPool pool = new WorkPool(2);
                Plan plan = new VectorExecutor(pool).compile(PROGRAM)) {
            Map<String, float[]> expected = run(plan, LARGE);
            for (int repeat = 0; repeat < 3; repeat++) {
                plan.run();
                assertSameBits(expected, read(plan, LARGE));
            }
        }
    }

    /** Batches at the edges of what can be bound: no atoms, one atom, atoms without edges, all edges at one atom. */
    @Test
    void emptyAndLopsidedBatches() {
        Binding oneCentre = new Binding()
                .size(Space.STRUCTURES, 3)
                .size(Space.ELEMENTS, RandomBatch.ELEMENTS)
                .size(Space.NODES, 500)
                .size(Space.EDGES, 1000)
                .index(Index.DESTINATION, constant(1000, 250))
                .index(Index.SOURCE, constant(1000, 499))
                .index(Index.STRUCTURE, constant(500, 1))
                .index(Index.ELEMENT, constant(500, 2));
        List<Binding> batches = List.of(
                RandomBatch.of(0, 0, 0, 1), RandomBatch.of(1, 1, 0, 1), RandomBatch.of(4, 200, 0, 1),
                RandomBatch.of(1, 1, 40, 1), oneCentre);
        try (Plan vector = new VectorExecutor().compile(PROGRAM);
                Plan scalar = new ScalarExecutor().compile(PROGRAM)) {
            for (Binding batch : batches) {
                Map<String, float[]> data = Twins.data(PROGRAM, batch, 4);
                Twins.compare(
                        "lopsided", Tolerances.FLOAT, PROGRAM, batch, 2,
                        Twins.run(scalar, PROGRAM, batch, data), Twins.run(vector, PROGRAM, batch, data));
            }
        }
    }

    private static int[] constant(int length, int target) {
        int[] index = new int[length];
        Arrays.fill(index, target);
        return index;
    }
}
