package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every executor's plans promise: layout, what is kept when, and what is said when they are used wrongly. */
class PlanTest {

    private static final int NODES = 4;

    static Stream<Executor> executors() {
        return Stream.of(new ScalarExecutor(), new VectorExecutor());
    }

    private static Program sums() {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.NODES, 2, 3));
        Value table = graph.parameter("table", new Type(Space.ELEMENTS, 1, 3));
        Value shift = graph.parameter("shift", new Type(Space.ONE, 2, 3));
        return Program.of(graph, Map.of(
                "sum", graph.add(graph.add(x, graph.gather(Index.ELEMENT, table)), shift), "shift", shift));
    }

    private static Binding nodes(int count, int elements) {
        return new Binding()
                .size(Space.NODES, count)
                .size(Space.ELEMENTS, elements)
                .index(Index.ELEMENT, new int[count]);
    }

    /** Binds a plan of {@link #sums} and sets everything: x counts, the rest is 0. */
    private static Plan ready(Executor executor) {
        Plan plan = executor.compile(sums());
        plan.bind(nodes(NODES, 2));
        plan.set("x", counting(NODES));
        plan.set("table", new double[2 * 3]);
        plan.set("shift", new double[2 * 3]);
        return plan;
    }

    private static double[] counting(int nodes) {
        double[] x = new double[nodes * 2 * 3];
        Arrays.setAll(x, i -> i);
        return x;
    }

    private static double[] sum(Plan plan, int nodes) {
        double[] sum = new double[nodes * 2 * 3];
        plan.get("sum", sum);
        return sum;
    }

    private static <T extends Exception> void refuses(Class<T> type, String words, Executable action) {
        String message = assertThrows(type, action).getMessage();
        assertTrue(message.contains(words), message);
    }

    @ParameterizedTest
    @MethodSource("executors")
    void entriesAreInOrderWithoutPadding(Executor executor) {
        try (Plan plan = ready(executor)) {
            plan.run();
            assertArrayEquals(counting(NODES), sum(plan, NODES));
            float[] floats = new float[NODES * 6];
            plan.get("sum", floats);
            assertEquals(23, floats[23]);
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatDoesNotChangeInSizeIsKept(Executor executor) {
        try (Plan plan = ready(executor)) {
            plan.set("shift", new float[] {1, 1, 1, 1, 1, 1});
            plan.run();
            plan.bind(nodes(1, 2));
            plan.set("x", counting(1));
            plan.run();
            assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, sum(plan, 1));
            plan.set("x", new double[6]);
            plan.run();
            assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, sum(plan, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void whatChangesInSizeMustBeSetAgain(Executor executor) {
        try (Plan plan = ready(executor)) {
            plan.run();
            plan.bind(nodes(NODES + 1, 2));
            refuses(IllegalStateException.class, "x", plan::run);
            plan.set("x", counting(NODES + 1));
            plan.run();
            plan.bind(nodes(NODES, 3));
            plan.set("x", counting(NODES));
            refuses(IllegalStateException.class, "table", plan::run);
            plan.set("table", new double[9]);
            plan.run();
            assertArrayEquals(counting(NODES), sum(plan, NODES));
        }
    }

    /** Every run is done twice, for the second may rest on what the first made of the parameters. */
    @ParameterizedTest
    @MethodSource("executors")
    void whatComesOfParametersFollowsThem(Executor executor) {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.NODES, 1, 2));
        Value weight = graph.parameter("weight", new Type(Space.ONE, 2, 2));
        Value factor = graph.input("factor", new Type(Space.ONE, 2, 2));
        Value twice = graph.affine(weight, 2, 0);
        Program program = Program.of(graph, Map.of(
                "plain", graph.linear(x, weight), "twice", graph.linear(x, twice),
                "factored", graph.linear(x, graph.multiply(twice, factor)), "weight", twice));
        try (Plan plan = executor.compile(program)) {
            plan.bind(nodes(1, 1));
            plan.set("x", new double[] {1, 10});
            plan.set("weight", new double[] {1, 2, 3, 4});
            plan.set("factor", new double[] {1, 1, 1, 1});
            products(plan, new double[] {31, 42}, new double[] {62, 84}, new double[] {62, 84});
            plan.set("factor", new double[] {3, 3, 3, 3});
            products(plan, new double[] {31, 42}, new double[] {62, 84}, new double[] {186, 252});
            plan.bind(nodes(1, 1));
            plan.set("x", new double[] {0, 1});
            products(plan, new double[] {3, 4}, new double[] {6, 8}, new double[] {18, 24});
            plan.set("weight", new float[] {5, 6, 7, 8});
            products(plan, new double[] {7, 8}, new double[] {14, 16}, new double[] {42, 48});
            double[] entries = new double[4];
            plan.get("weight", entries);
            assertArrayEquals(new double[] {10, 12, 14, 16}, entries);
        }
    }

    private static void products(Plan plan, double[] plain, double[] twice, double[] factored) {
        for (int run = 0; run < 2; run++) {
            plan.run();
            Map.of("plain", plain, "twice", twice, "factored", factored).forEach((name, expected) -> {
                double[] product = new double[2];
                plan.get(name, product);
                assertArrayEquals(expected, product, name);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void dataIsCopied(Executor executor) {
        try (Plan plan = ready(executor)) {
            double[] x = counting(NODES);
            plan.set("x", x);
            Arrays.fill(x, Double.NaN);
            plan.run();
            assertArrayEquals(counting(NODES), sum(plan, NODES));
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void wrongLengthsAreRefused(Executor executor) {
        try (Plan plan = ready(executor)) {
            refuses(IllegalArgumentException.class, "x has 24 entries in this batch, not 23", () -> plan.set("x", new double[23]));
            refuses(IllegalArgumentException.class, "shift has 6 entries in this batch, not 7", () -> plan.set("shift", new float[7]));
            plan.run();
            assertArrayEquals(counting(NODES), sum(plan, NODES), "a refused set changes nothing");
            refuses(IllegalArgumentException.class, "sum has 24 entries", () -> plan.get("sum", new double[25]));
            refuses(IllegalArgumentException.class, "sum has 24 entries", () -> plan.get("sum", new float[0]));
            refuses(IllegalArgumentException.class, "no output difference", () -> plan.get("difference", new double[1]));
            plan.set("nobody reads this", new double[5]);
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void theOrderOfCallsIsChecked(Executor executor) {
        try (Plan plan = executor.compile(sums())) {
            refuses(IllegalStateException.class, "bind the plan to a batch first", () -> plan.set("x", new double[24]));
            refuses(IllegalStateException.class, "bind the plan to a batch first", plan::run);
            refuses(IllegalStateException.class, "before reading sum", () -> plan.get("sum", new double[24]));
            plan.bind(nodes(NODES, 2));
            refuses(IllegalStateException.class, "was not set", plan::run);
            refuses(IllegalStateException.class, "before reading sum", () -> plan.get("sum", new double[24]));
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void aBindingThatLacksSomethingIsRefused(Executor executor) {
        try (Plan plan = executor.compile(sums())) {
            Binding binding = new Binding().size(Space.NODES, NODES);
            var error = assertThrows(IllegalStateException.class, () -> {
                plan.bind(binding);
                plan.set("x", counting(NODES));
                plan.set("table", new double[6]);
            });
            assertEquals("the size of space ELEMENTS is not bound", error.getMessage());
        }
    }
}
