package dev.tdn4j.tensor.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an executor runs: the values that some named outputs need, arguments first. Values that no output needs are left
 * out. Immutable.
 */
public final class Program {

    private final Map<String, Value> outputs;
    private final List<Value> values;

    private Program(Map<String, Value> outputs) {
        this.outputs = new LinkedHashMap<>(outputs);
        this.values = Graph.reaching(outputs.values());
    }

    /**
     * The program that computes some values.
     *
     * @param outputs the values wanted, by name
     * @return the program
     */
    public static Program of(Map<String, Value> outputs) {
        return new Program(outputs);
    }

    /**
     * The values wanted.
     *
     * @return by name, in the order given
     */
    public Map<String, Value> outputs() {
        return java.util.Collections.unmodifiableMap(outputs);
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
