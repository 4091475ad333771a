package dev.tdn4j.tensor.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Improves a program without changing what it computes: rebuilds it value by value in a new graph, where each value may be
 * replaced by an equal, cheaper one. Values that nothing needs afterwards are gone, and equal ones are merged.
 */
@FunctionalInterface
public interface Pass {

    /** More rounds than any program needs: each moves a selection past one operation at least. */
    int MOST_ROUNDS = 100;

    /** What a pass may know about the program it rewrites. */
    final class Context {
        private final Graph graph;
        private final Map<Value, Integer> uses;

        private Context(Graph graph, Map<Value, Integer> uses) {
            this.graph = graph;
            this.uses = uses;
        }

        /**
         * The graph to build in.
         *
         * @return the new graph
         */
        public Graph graph() {
            return graph;
        }

        /**
         * How often a value of the old program is an argument or an output.
         *
         * @param original the old value
         * @return the number of uses
         */
        public int uses(Value original) {
            return uses.getOrDefault(original, 0);
        }
    }

    /**
     * Replaces one value.
     *
     * @param context the new graph and facts about the old program
     * @param original the value in the old program
     * @param arguments its arguments in the new graph
     * @return an equal value in the new graph, or null to keep the operation as it is
     */
    Value rewrite(Context context, Value original, List<Value> arguments);

    /**
     * Applies this pass once to every value.
     *
     * @param program the program
     * @return an equal program in a graph of its own
     */
    default Program apply(Program program) {
        Graph graph = new Graph();
        Map<Value, Integer> uses = new HashMap<>();
        program.values().forEach(value -> value.arguments().forEach(a -> uses.merge(a, 1, Integer::sum)));
        program.outputs().values().forEach(value -> uses.merge(value, 1, Integer::sum));
        Context context = new Context(graph, uses);
        Map<Value, Value> image = new HashMap<>();
        for (Value value : program.values()) {
            List<Value> arguments = value.arguments().stream().map(image::get).toList();
            Value replacement = rewrite(context, value, arguments);
            image.put(value, replacement != null ? replacement : graph.rebuild(value.operation(), value.type(), arguments));
        }
        Map<String, Value> outputs = new LinkedHashMap<>();
        program.outputs().forEach((name, value) -> outputs.put(name, image.get(value)));
        return Program.of(graph, outputs);
    }

    /**
     * Every pass that helps any program, in turn, until the program stops changing.
     *
     * @param program the program
     * @return an equal program
     */
    static Program improve(Program program) {
        Program current = program;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String before = current.toString();
            current = new SharedFirst().apply(current);
            current = new DeadRows().apply(current);
            current = new Zeros().apply(current);
            current = new SingleChannels().apply(current);
            if (current.toString().equals(before)) {
                return current;
            }
        }
        return current;
    }
}
