package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Gradient;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import dev.tdn4j.tensor.work.WorkPool;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Here and not beside the executor, because its module does not read the JVM's management. */
class PlanAllocationTest {

    private static final int EDGES = 600;

    /**
     * Iterators and method references of a run, a few for each stage and chunk; and up to four vectors of 64 bytes for
     * every 16 edges, which the harmonics hand from method to method. If vectors escaped anywhere in the channels, it would
     * be some for each row of each edge: 600 · 4 · 64 bytes for a single operation.
     */
    private static final long BYTES_A_RUN = 4096 + 32 * EDGES;

    private static final int NODES = 60;

    /** A message-passing layer and its gradients by positions and, for training, weights. */
    private static Program layer(boolean severalFunctions, boolean forTraining) {
        Graph graph = new Graph();
        Value v = graph.input("v", new Type(Space.EDGES, 3, 1));
        Value x = graph.input("x", new Type(Space.NODES, 4, 20));
        Value w = graph.parameter("w", new Type(Space.ONE, 20, 20));
        double[] dense = new double[64];
        Arrays.setAll(dense, t -> t % 3 - 1);
        Value y = graph.solidHarmonics(1, v);
        Value message = graph.tensorProduct(Coupling.ofDense(4, 4, 4, dense), graph.gather(Index.SOURCE, x), y);
        Value gate = graph.apply(Elementary.SILU, graph.rows(graph.linear(message, w), 0, 1));
        if (severalFunctions) {
            Value share = graph.apply(Elementary.EXP, graph.affine(graph.apply(Elementary.SIGMOID, gate), 0.1, 0));
            gate = graph.multiply(gate, share);
        }
        Value sum = graph.segmentSum(Index.DESTINATION, graph.multiply(message, gate));
        Value energy = graph.sum(graph.multiply(sum, sum), Type.SCALAR);
        List<Value> gradient = Gradient.of(graph, energy, List.of(v, w));
        return Program.of(graph, forTraining
                ? Map.of("energy", energy, "v", gradient.get(0), "w", gradient.get(1))
                : Map.of("energy", energy, "v", gradient.get(0)));
    }

    private static Binding batch() {
        int[] destination = new int[EDGES];
        int[] source = new int[EDGES];
        for (int e = 0; e < EDGES; e++) {
            destination[e] = e * NODES / EDGES;
            source[e] = e * 7 % NODES;
        }
        return new Binding()
                .size(Space.NODES, NODES)
                .size(Space.EDGES, EDGES)
                .index(Index.DESTINATION, destination)
                .index(Index.SOURCE, source);
    }

    private static void fill(Plan plan, Program program, Binding batch) {
        for (Value value : program.values()) {
            float[] entries = new float[batch.size(value.type().space()) * value.type().itemSize()];
            Arrays.fill(entries, 0.5f);
            switch (value.operation()) {
                case Operation.Input(String name) -> plan.set(name, entries);
                case Operation.Parameter(String name) -> plan.set(name, entries);
                default -> {}
            }
        }
    }

    @Test
    void aRunOfABoundPlanAllocatesNothingButTheDocumented() {
        measure(layer(true, true));
    }

    @Test
    void norDoesOneWithTwoElementaryFunctions() {
        measure(layer(false, true));
    }

    @Test
    void norDoesOneWithPackedWeights() {
        measure(layer(true, false));
    }

    private static void measure(Program program) {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean && bean.isThreadAllocatedMemorySupported(),
                "this JVM does not count allocated bytes");
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Binding batch = batch();
        try (WorkPool pool = new WorkPool(1);
                Plan plan = new VectorExecutor(pool).compile(program)) {
            plan.bind(batch);
            fill(plan, program, batch);
            // Vectors are objects until the second compiler has seen their loops: so passes are repeated until one is cheap.
            long perRun = Long.MAX_VALUE;
            for (int pass = 0; pass < 100 && perRun > BYTES_A_RUN; pass++) {
                long before = memory.getCurrentThreadAllocatedBytes();
                for (int run = 0; run < 100; run++) {
                    plan.run();
                }
                perRun = Math.min(perRun, (memory.getCurrentThreadAllocatedBytes() - before) / 100);
            }
            assertTrue(perRun <= BYTES_A_RUN, "bytes allocated by each run: " + perRun);
        }
    }
}
