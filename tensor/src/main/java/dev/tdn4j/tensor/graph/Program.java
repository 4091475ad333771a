package dev.tdn4j.tensor.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an executor runs: the values that some named outputs need, arguments first. Values that no output needs are left
 * out. Immutable.
 */
public final class Program {

    private final Graph graph;
    private final Map<String, Value> outputs;
    private final List<Value> values;

    private Program(Graph graph, Map<String, Value> outputs) {
        this.graph = graph;
        this.outputs = new LinkedHashMap<>(outputs);
        this.values = Graph.reaching(outputs.values());
    }

    /**
     * The program that computes some values.
     *
     * @param graph the graph of all values
     * @param outputs the values wanted, by name
     * @return the program
     */
    public static Program of(Graph graph, Map<String, Value> outputs) {
        return new Program(graph, outputs);
    }

    /**
     * The graph that the values belong to; it may hold more.
     *
     * @return the graph
     */
    public Graph graph() {
        return graph;
    }

    /**
     * The values wanted.
     *
     * @return by name, in the order given
     */
    public Map<String, Value> outputs() {
        return Collections.unmodifiableMap(outputs);
    }

    /**
     * All values to compute.
     *
     * @return arguments before what uses them
     */
    public List<Value> values() {
        return values;
    }

    /**
     * A listing, one value a line.
     *
     * @return the text
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach(value -> text.append(value).append('\n'));
        outputs.forEach((name, value) -> text.append(name).append(" = %").append(value.id()).append('\n'));
        return text.toString();
    }
}
