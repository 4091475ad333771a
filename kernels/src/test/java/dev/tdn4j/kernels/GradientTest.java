package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients of every operation against differences, in double on the scalar executor. */
class GradientTest {

    /** Entries of each variable that are moved one by one, besides a random direction that moves all. */
    private static final int ENTRIES = 5;

    private static final Binding BATCH = RandomBatch.of(2, 4, 5, 3);

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 2", "3, 2"})
    void agreesWithDifferences(int channels, int order) {
        for (OperationCase operation : OperationCases.all(channels)) {
            if (operation.orders() >= order) {
                check(operation, order);
            }
        }
    }

    private static void check(OperationCase operation, int order) {
        OperationCase.Derivative derivative = operation.derivative(order);
        Program program = derivative.program(operation.graph());
        Map<String, double[]> data = new HashMap<>();
        Twins.data(program, BATCH, 5).forEach((name, entries) -> data.put(name, widened(entries)));
        try (Plan plan = new ScalarExecutor().compile(program)) {
            plan.bind(BATCH);
            for (int v = 0; v < derivative.variables().size(); v++) {
                if (derivative.variables().get(v).operation() instanceof Operation.Input(String name)
                        && data.containsKey(name)) {
                    Moved moved = new Moved(plan, data, name);
                    double[] gradient = moved.gradient(v);
                    for (double[] direction : directions(gradient.length)) {
                        moved.check(operation + ", order " + order, gradient, direction, order);
                    }
                }
            }
        }
    }

    private static double[] widened(float[] entries) {
        return IntStream.range(0, entries.length).mapToDouble(i -> entries[i]).toArray();
    }

    /** One random direction, and a few single entries. */
    private static List<double[]> directions(int length) {
        SplittableRandom random = new SplittableRandom(length);
        double[] all = random.doubles(length, -1, 1).toArray();
        return IntStream.rangeClosed(0, Math.min(ENTRIES, length))
                .mapToObj(d -> {
                    double[] one = new double[length];
                    one[random.nextInt(length)] = 1;
                    return d == 0 ? all : one;
                })
                .toList();
    }

    /** A plan's number as a function of one input. */
    private record Moved(Plan plan, Map<String, double[]> data, String name) {

        double number(double step, double[] direction) {
            data.forEach(plan::set);
            double[] entries = data.get(name).clone();
            for (int i = 0; i < entries.length; i++) {
                entries[i] += step * direction[i];
            }
            plan.set(name, entries);
            plan.run();
            double[] number = new double[1];
            plan.get("number", number);
            return number[0];
        }

        double[] gradient(int variable) {
            double[] gradient = new double[data.get(name).length];
            number(0, gradient);
            plan.get("gradient" + variable, gradient);
            return gradient;
        }

        void check(String of, double[] gradient, double[] direction, int order) {
            double size = 1 + Math.abs(number(0, direction));
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                slope += gradient[i] * direction[i];
                size += Math.abs(gradient[i] * direction[i]);
            }
            double difference = (4 * difference(Tolerances.STEP / 2, direction) - difference(Tolerances.STEP, direction)) / 3;
            double tolerance = size * (order == 1 ? Tolerances.FIRST_DIFFERENCE : Tolerances.SECOND_DIFFERENCE);
            String message = of + ": by " + name + " " + slope + ", by differences " + difference + " ± " + tolerance;
            assertTrue(Math.abs(slope - difference) <= tolerance, message);
        }

        private double difference(double step, double[] direction) {
            return (number(step, direction) - number(-step, direction)) / (2 * step);
        }
    }

    @Test
    void nothingFlowsThroughStopGradient() {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.NODES, 2, 3));
        Value y = graph.multiply(x, graph.stopGradient(graph.multiply(x, x)));
        Program program = Program.of(graph, Map.of("g", Gradient.of(graph, y, List.of(x)).getFirst()));
        Map<String, float[]> data = Twins.data(program, BATCH, 1);
        double[] gradient = Twins.run(new ScalarExecutor().compile(program), program, BATCH, data).get("g");
        // d(x·stop(x²))/dx = x², not 3x².
        double[] squares = IntStream.range(0, gradient.length)
                .mapToDouble(i -> (double) data.get("x")[i] * data.get("x")[i])
                .toArray();
        assertArrayEquals(squares, gradient, 1e-15);
    }

    @Test
    void whatDoesNotDependHasZeroGradient() {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.NODES, 2, 3));
        Value other = graph.input("other", new Type(Space.EDGES, 1, 2));
        Value gradient = Gradient.of(graph, graph.sum(x, Type.SCALAR), List.of(other)).getFirst();
        Program program = Program.of(graph, Map.of("g", gradient));
        double[] zeros = Twins.run(new ScalarExecutor().compile(program), program, BATCH, Map.of()).get("g");
        assertArrayEquals(new double[Twins.size(other.type(), BATCH)], zeros);
    }

    @Test
    void theMaximumRefuses() {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.EDGES, 1, 1));
        Value maximum = graph.segmentMax(Index.DESTINATION, x);
        var error = assertThrows(ArithmeticException.class, () -> Gradient.of(graph, maximum, List.of(x)));
        assertTrue(error.getMessage().contains("stopGradient"), error.getMessage());
    }

    @Test
    void theFourthDerivativeOfTheSigmoidRefuses() {
        for (Elementary function : List.of(Elementary.SIGMOID_3, Elementary.SILU_3)) {
            Graph graph = new Graph();
            Value x = graph.input("x", Type.SCALAR);
            Value y = graph.apply(function, x);
            var error = assertThrows(ArithmeticException.class, () -> Gradient.of(graph, y, List.of(x)));
            assertTrue(error.getMessage().contains("at most three times"), error.getMessage());
        }
    }
}
