package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups the values of a program into stages. The home of a value is the space whose items compute it; all values of one
 * home that need nothing from items of each other share a stage. A value that only its own stage reads lives in scratch.
 */
final class Schedule {

    final List<Stage> stages = new ArrayList<>();
    final Map<Value, Slot> slots = new LinkedHashMap<>();
    /** The first and the last stage that touches a value with an array of its own; sources and outputs live always. */
    final Map<Value, int[]> lifetimes = new LinkedHashMap<>();

    private final Program program;
    private final Map<Value, Integer> levels = new HashMap<>();

    Schedule(Program program) {
        this.program = program;
        program.values().forEach(value -> slots.put(value, new Slot(value)));
        program.values().forEach(this::level);
        group();
    }

    static boolean isSource(Value value) {
        return switch (value.operation()) {
            case Operation.Input _, Operation.Parameter _, Operation.Constant _ -> true;
            default -> false;
        };
    }

    /** Segment sums over the destination run with the edges; every other segment operation with its targets. */
    private static boolean scatters(Value value) {
        return value.operation() instanceof Operation.SegmentSum(Index index) && index == Index.DESTINATION;
    }

    /** Whether a value is complete only when all items are done. An outer sum is, even over a single item. */
    private static boolean sumsItems(Value value) {
        return switch (value.operation()) {
            case Operation.OuterSum _ -> true;
            case Operation.Sum _ -> value.type().space() != value.argument(0).type().space();
            default -> false;
        };
    }

    static Space home(Value value) {
        return scatters(value) || sumsItems(value) ? value.argument(0).type().space() : value.type().space();
    }

    /** Whether a value reads items of its argument other than its own. */
    private static boolean reaches(Value value) {
        return switch (value.operation()) {
            case Operation.Gather _, Operation.SegmentMax _ -> true;
            case Operation.SegmentSum _ -> !scatters(value);
            default -> false;
        };
    }

    private void level(Value value) {
        int level = 0;
        for (Value argument : value.arguments()) {
            if (!isSource(argument)) {
                level = Math.max(level, levels.get(argument) + (together(argument, value) ? 0 : 1));
            }
        }
        levels.put(value, level);
    }

    private static boolean together(Value argument, Value value) {
        return home(argument) == home(value) && !scatters(argument) && !sumsItems(argument) && !reaches(value);
    }

    private void group() {
        Map<Integer, Map<Space, List<Value>>> groups = new TreeMap<>();
        for (Value value : program.values()) {
            if (!isSource(value)) {
                groups.computeIfAbsent(levels.get(value), level -> new TreeMap<>())
                        .computeIfAbsent(home(value), home -> new ArrayList<>())
                        .add(value);
            }
        }
        Map<Value, Integer> stageOf = new HashMap<>();
        List<List<Value>> members = new ArrayList<>();
        groups.values().forEach(bySpace -> bySpace.forEach((space, values) -> {
            values.forEach(value -> stageOf.put(value, members.size()));
            members.add(values);
            stages.add(new Stage(space));
        }));
        Map<Value, Integer> lastUse = lifetimes(stageOf);
        for (int s = 0; s < stages.size(); s++) {
            fill(stages.get(s), members.get(s), lastUse);
        }
    }

    /** Decides which values are local, and the lifetimes of the others. */
    private Map<Value, Integer> lifetimes(Map<Value, Integer> stageOf) {
        Set<Value> outputs = new HashSet<>(program.outputs().values());
        Map<Value, Integer> lastStep = new HashMap<>();
        slots.forEach((value, slot) -> slot.local = !isSource(value)
                && !outputs.contains(value)
                && !scatters(value)
                && !sumsItems(value)
                && value.type().space() != Space.ONE);
        for (Value value : program.values()) {
            for (Value argument : value.arguments()) {
                if (!isSource(argument)) {
                    if (reaches(value) || !stageOf.get(argument).equals(stageOf.get(value))) {
                        slots.get(argument).local = false;
                    }
                    lastStep.merge(argument, value.id(), Math::max);
                }
            }
        }
        for (Value value : program.values()) {
            if (isSource(value)) {
                continue;
            }
            int stage = stageOf.get(value);
            extend(value, stage);
            value.arguments().forEach(argument -> extend(argument, stage));
        }
        outputs.forEach(value -> extend(value, Integer.MAX_VALUE));
        return lastStep;
    }

    private void extend(Value value, int stage) {
        if (!isSource(value) && !slots.get(value).local) {
            lifetimes.computeIfAbsent(value, v -> new int[] {stage, stage})[1] =
                    Math.max(lifetimes.get(value)[1], stage);
        }
    }

    private void fill(Stage stage, List<Value> members, Map<Value, Integer> lastStep) {
        for (Value value : members) {
            Slot[] in = value.arguments().stream().map(slots::get).toArray(Slot[]::new);
            stage.steps.add(StepFactory.step(value, slots.get(value), in));
            stage.wholeDestinations |= scatters(value);
        }
        TileLayout.place(stage, members, slots, lastStep);
    }
}
