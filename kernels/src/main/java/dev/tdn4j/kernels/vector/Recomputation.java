package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The values that are computed again in every stage that reads them, instead of being written to memory and read back:
 * elementwise operations and gathers whose arguments are in memory anyway. Backward passes read most of what forward
 * passes made, so this saves much of a training step's traffic.
 */
final class Recomputation {

    /** More readers than this, and writing once is cheaper. */
    private static final int MOST_READERS = 3;

    /** The longest chain of recomputed values. */
    private static final int DEEPEST = 3;

    private final Program program;
    private final Map<Value, Integer> stageOf;
    private final Map<Value, Set<Integer>> readers = new HashMap<>();
    private final Map<Value, Integer> depth = new HashMap<>();

    Recomputation(Program program, Map<Value, Integer> stageOf, Set<Value> inMemory) {
        this.program = program;
        this.stageOf = stageOf;
        Set<Value> excluded = new HashSet<>(program.outputs().values());
        for (Value value : program.values()) {
            for (Value argument : value.arguments()) {
                if (!Home.isSource(argument)) {
                    readers.computeIfAbsent(argument, a -> new TreeSet<>()).add(stageOf.get(value));
                    if (Home.reaches(value)) {
                        excluded.add(argument);
                    }
                }
            }
        }
        for (Value value : program.values()) {
            if (inMemory.contains(value) && !excluded.contains(value) && isCheap(value)) {
                consider(value, inMemory);
            }
        }
    }

    /** The values found. */
    Set<Value> values() {
        return depth.keySet();
    }

    private static boolean isCheap(Value value) {
        if (value.type().space() == Space.ONE) {
            return false;
        }
        return switch (value.operation()) {
            case Operation.Binary _, Operation.Affine _, Operation.Apply _, Operation.Broadcast _, Operation.Gather _ -> true;
            case Operation.MapRows map -> map.map().nonzeros() <= map.map().outputs();
            default -> false;
        };
    }

    private void consider(Value value, Set<Value> inMemory) {
        if (readers.get(value).size() > MOST_READERS) {
            return;
        }
        int deepest = 0;
        for (Value argument : value.arguments()) {
            if (!Home.isSource(argument) && !inMemory.contains(argument)) {
                return;
            }
            deepest = Math.max(deepest, depth.getOrDefault(argument, 0));
        }
        if (deepest < DEEPEST) {
            depth.put(value, deepest + 1);
        }
    }

    /** Puts the values into the stages of their readers, and takes them out of their own where nothing reads them there. */
    void distribute(List<SortedMap<Integer, Value>> members) {
        for (Value value : program.values().reversed()) {
            if (!depth.containsKey(value)) {
                continue;
            }
            Set<Integer> targets = new TreeSet<>();
            for (int s = 0; s < members.size(); s++) {
                if (members.get(s).values().stream().anyMatch(reader -> reader.arguments().contains(value))) {
                    targets.add(s);
                }
            }
            targets.forEach(s -> members.get(s).put(value.id(), value));
            if (!targets.contains(stageOf.get(value))) {
                members.get(stageOf.get(value)).remove(value.id());
            }
        }
    }
}
