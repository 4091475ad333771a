package dev.tdn4j.kernels;

import dev.tdn4j.tensor.graph.Gradient;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One way to use an operation: a value of a graph of its own, computed from inputs.
 *
 * @param name for people
 * @param orders how often it can be differentiated, at most 2 here
 * @param graph the graph
 * @param result the value
 */
record OperationCase(String name, int orders, Graph graph, Value result) {

    /** A differentiable case. */
    static OperationCase of(String name, Function<Graph, Value> build) {
        return of(name, 2, build);
    }

    /** A case that can be differentiated so often. */
    static OperationCase of(String name, int orders, Function<Graph, Value> build) {
        Graph graph = new Graph();
        return new OperationCase(name, orders, graph, build.apply(graph));
    }

    /**
     * A number made of the result or its derivatives, and its gradient.
     *
     * @param number a value of one entry
     * @param variables what it depends on
     * @param gradient its derivative by each of them
     */
    record Derivative(Value number, List<Value> variables, List<Value> gradient) {

        /** The number and its gradient by name: {@code number}, {@code gradient0}, … */
        Program program(Graph graph) {
            Map<String, Value> outputs = new LinkedHashMap<>(Map.of("number", number));
            for (int v = 0; v < gradient.size(); v++) {
                outputs.put("gradient" + v, gradient.get(v));
            }
            return Program.of(graph, outputs);
        }
    }

    /** The program of the result alone. */
    Program program() {
        return Program.of(graph, Map.of("result", result));
    }

    /**
     * Differentiates: the first number is Σ weight·result with a weight for every entry, so that no two entries hide each
     * other's errors; each next one is the same of the gradient before.
     *
     * @param order 1 or 2
     */
    Derivative derivative(int order) {
        List<Value> variables = inputs();
        List<Value> values = List.of(result);
        Derivative derivative = null;
        for (int o = 1; o <= order; o++) {
            Value number = weighted(values, "weight" + o);
            values = Gradient.of(graph, number, variables);
            derivative = new Derivative(number, variables, values);
        }
        return derivative;
    }

    /** The inputs in order; weights are none, they come later. */
    private List<Value> inputs() {
        return program().values().stream().filter(v -> v.operation() instanceof Operation.Input).toList();
    }

    private Value weighted(List<Value> values, String name) {
        List<Value> terms = new ArrayList<>();
        for (Value value : values) {
            Value weight = graph.input(name + "_" + terms.size(), value.type());
            terms.add(graph.sum(graph.multiply(value, weight), Type.SCALAR));
        }
        return terms.stream().reduce(graph::add).orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
