package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Gradient;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import dev.tdn4j.tensor.work.WorkPool;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a plan packs weights: at the first run that finds them as they were, and not again. */
class PackedWeightsTest {

    private static final int CHANNELS = 100;
    private static final int ROWS = 4;

    private final SplittableRandom random = new SplittableRandom(1);
    private float[] weight = GemmTest.random(random, CHANNELS * CHANNELS);
    private float[] x;

    /** A layer and its slope by x, which mixes channels with the transposed weight. */
    private static Program layer(boolean forTraining) {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.NODES, ROWS, CHANNELS));
        Value w = graph.parameter("w", new Type(Space.ONE, CHANNELS, CHANNELS));
        Value y = graph.linear(x, w);
        Value square = graph.sum(graph.multiply(y, y), Type.SCALAR);
        List<Value> slopes = Gradient.of(graph, square, List.of(x, w));
        Map<String, Value> outputs = new HashMap<>(Map.of("y", y, "slope", slopes.get(0)));
        if (forTraining) {
            outputs.put("w", slopes.get(1));
        }
        return Program.of(graph, outputs);
    }

    private static VectorPlan plan(WorkPool pool) {
        return new VectorPlan(layer(false), pool, Optional.empty());
    }

    private void bind(VectorPlan plan, int nodes) {
        plan.bind(new Binding().size(Space.NODES, nodes));
        x = GemmTest.random(random, nodes * ROWS * CHANNELS);
        plan.set("x", x);
    }

    private float[] results(VectorPlan plan) {
        plan.run();
        float[] both = Arrays.copyOf(read(plan, "y"), 2 * x.length);
        System.arraycopy(read(plan, "slope"), 0, both, x.length, x.length);
        return both;
    }

    private float[] read(VectorPlan plan, String name) {
        float[] entries = new float[x.length];
        plan.get(name, entries);
        return entries;
    }

    @Test
    void onceWhileParametersStay() {
        try (WorkPool pool = new WorkPool(2); VectorPlan plan = plan(pool)) {
            bind(plan, 50);
            plan.set("w", weight);
            float[] asTheyAre = results(plan);
            assertEquals(0, plan.packings());
            for (int run = 0; run < 3; run++) {
                assertArrayEquals(asTheyAre, results(plan));
                assertEquals(1, plan.packings());
            }
            bind(plan, 70);
            results(plan);
            assertEquals(1, plan.packings(), "another batch has the same weights");
        }
    }

    @Test
    void againOnceTheyAreNew() {
        try (WorkPool pool = new WorkPool(2); VectorPlan plan = plan(pool); VectorPlan fresh = plan(pool)) {
            bind(plan, 50);
            plan.set("w", weight);
            results(plan);
            float[] old = results(plan);
            weight = GemmTest.random(random, weight.length);
            plan.set("w", weight);
            fresh.bind(new Binding().size(Space.NODES, 50));
            fresh.set("x", x);
            fresh.set("w", weight);
            float[] expected = results(fresh);
            assertFalse(Arrays.equals(old, expected));
            assertArrayEquals(expected, results(plan), "unpacked");
            assertEquals(1, plan.packings());
            assertArrayEquals(expected, results(plan), "packed");
            assertEquals(2, plan.packings());
        }
    }

    /** Packing would be paid for at every run. */
    @Test
    void neverWhenTheyAreSetBeforeEveryRun() {
        try (WorkPool pool = new WorkPool(1); VectorPlan plan = plan(pool)) {
            for (int run = 0; run < 4; run++) {
                bind(plan, 50);
                plan.set("w", weight);
                results(plan);
            }
            assertEquals(0, plan.packings());
        }
    }

    /** A matrix for every row: each is a part of one packed weight. */
    @Test
    void blocksToTheSameBits() {
        Graph graph = new Graph();
        Value y = graph.blockLinear(
                BlockPattern.diagonal(ROWS, ROWS, row -> row),
                graph.input("x", new Type(Space.NODES, ROWS, CHANNELS)),
                graph.parameter("w", new Type(Space.ONE, ROWS * CHANNELS, CHANNELS)));
        try (WorkPool pool = new WorkPool(2);
                VectorPlan plan = new VectorPlan(Program.of(graph, Map.of("y", y)), pool, Optional.empty())) {
            bind(plan, 50);
            plan.set("w", GemmTest.random(random, ROWS * CHANNELS * CHANNELS));
            plan.run();
            float[] asTheyAre = read(plan, "y");
            assertEquals(0, plan.packings());
            plan.run();
            assertArrayEquals(asTheyAre, read(plan, "y"));
            assertEquals(1, plan.packings());
        }
    }

    @Test
    void neverForTraining() {
        try (WorkPool pool = new WorkPool(1);
                VectorPlan training = new VectorPlan(layer(true), pool, Optional.empty());
                VectorPlan evaluation = plan(pool)) {
            bind(evaluation, 50);
            evaluation.set("w", weight);
            results(evaluation);
            float[] expected = results(evaluation);
            training.bind(new Binding().size(Space.NODES, 50));
            training.set("x", x);
            training.set("w", weight);
            assertArrayEquals(expected, results(training));
            assertArrayEquals(expected, results(training));
            assertEquals(1, evaluation.packings());
            assertEquals(0, training.packings());
        }
    }
}
