package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Groups the values of a program into stages. All values of one home that need nothing from items of each other share a
 * stage. A value that only its own stage reads lives in scratch; so does a {@link Recomputation cheap} one that others
 * read, which each of them computes for itself: its arguments are in memory anyway, and scratch is nearer. What comes of
 * parameters alone has stages of its own, which need not run again while the parameters stay; not so in programs for
 * training, where they never do.
 */
final class Schedule {

    final List<Stage> stages = new ArrayList<>();
    /** The slots of values in memory of their own. */
    final Map<Value, Slot> slots = new LinkedHashMap<>();
    /** The first and the last stage that touches a value; outputs live on. Sources and steady values live always. */
    final Map<Value, int[]> lifetimes = new LinkedHashMap<>();
    /** The steady weights that stages which are not mix channels with. */
    final Set<Slot> weights = new LinkedHashSet<>();

    private final Program program;
    private final Map<Value, Integer> levels = new HashMap<>();
    private final Map<Value, Integer> stageOf = new HashMap<>();
    private final Set<Value> steady = new HashSet<>();
    /** The values of each stage by their number, so that arguments come first. */
    private final List<SortedMap<Integer, Value>> members = new ArrayList<>();

    Schedule(Program program) {
        this.program = program;
        program.values().forEach(this::level);
        if (!isForTraining()) {
            program.values().stream().filter(this::comesOfParameters).forEach(steady::add);
        }
        group();
        Set<Value> inMemory = inMemory();
        Recomputation recomputation = new Recomputation(program, stageOf, inMemory);
        inMemory.removeAll(recomputation.values());
        recomputation.distribute(members);
        program.values().stream()
                .filter(value -> Home.isSource(value) || inMemory.contains(value))
                .forEach(value -> slots.put(value, new Slot(value)));
        for (int s = 0; s < stages.size(); s++) {
            fill(s);
        }
        program.outputs().values().forEach(value -> extend(value, Integer.MAX_VALUE));
    }

    /** Whether a value stays while the parameters do: it depends on nothing else, and on no batch's sizes. */
    boolean isSteady(Value value) {
        return steady.contains(value);
    }

    /** Gradients by weights, outer sums, are asked for to change the weights before the next run. */
    private boolean isForTraining() {
        return program.values().stream().map(Value::operation).anyMatch(operation ->
                operation instanceof Operation.OuterSum || operation instanceof Operation.BlockOuterSum);
    }

    private boolean comesOfParameters(Value value) {
        return value.type().space() == Space.ONE
                && switch (value.operation()) {
                    case Operation.Input _ -> false;
                    case Operation.Parameter _, Operation.Constant _ -> true;
                    default -> steady.containsAll(value.arguments());
                };
    }

    private void level(Value value) {
        int level = 0;
        for (Value argument : value.arguments()) {
            if (!Home.isSource(argument)) {
                level = Math.max(level, levels.get(argument) + (Home.together(argument, value) ? 0 : 1));
            }
        }
        levels.put(value, level);
    }

    /** What the values of a stage share. Steady ones come first: others of their level may read them. */
    private record Group(Space home, boolean steady) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            return steady == other.steady ? home.compareTo(other.home) : Boolean.compare(other.steady, steady);
        }
    }

    private void group() {
        Map<Integer, Map<Group, SortedMap<Integer, Value>>> groups = new TreeMap<>();
        for (Value value : program.values()) {
            if (!Home.isSource(value)) {
                groups.computeIfAbsent(levels.get(value), level -> new TreeMap<>())
                        .computeIfAbsent(new Group(Home.of(value), isSteady(value)), group -> new TreeMap<>())
                        .put(value.id(), value);
            }
        }
        groups.values().forEach(level -> level.forEach((group, values) -> {
            values.values().forEach(value -> stageOf.put(value, members.size()));
            members.add(values);
            stages.add(new Stage(group.home, group.steady));
        }));
    }

    /** The values that somebody beyond their own tile reads. */
    private Set<Value> inMemory() {
        Set<Value> inMemory = new HashSet<>();
        for (Value value : program.values()) {
            if (!Home.isSource(value) && (value.type().space() == Space.ONE || Home.scatters(value) || Home.sumsItems(value))) {
                inMemory.add(value);
            }
            for (Value argument : value.arguments()) {
                if (!Home.isSource(argument)
                        && (Home.reaches(value) || !stageOf.get(argument).equals(stageOf.get(value)))) {
                    inMemory.add(argument);
                }
            }
        }
        program.outputs().values().stream().filter(value -> !Home.isSource(value)).forEach(inMemory::add);
        return inMemory;
    }

    private void fill(int s) {
        Stage stage = stages.get(s);
        Map<Value, Slot> own = new HashMap<>();
        for (Value value : members.get(s).values()) {
            Slot out = slots.get(value);
            if (out == null) {
                out = new Slot(value);
                out.local = true;
            }
            own.put(value, out);
            Slot[] in = value.arguments().stream()
                    .map(argument -> own.containsKey(argument) ? own.get(argument) : slots.get(argument))
                    .toArray(Slot[]::new);
            stage.steps.add(StepFactory.step(value, out, in));
            stage.wholeDestinations |= Home.scatters(value);
            boolean mixes = value.operation() instanceof Operation.Linear || value.operation() instanceof Operation.BlockLinear;
            if (mixes && !stage.steady && isSteady(value.argument(1))) {
                weights.add(in[1]);
            }
            extend(value, s);
            value.arguments().forEach(argument -> extend(argument, s));
        }
        TileLayout.place(stage);
    }

    private void extend(Value value, int stage) {
        if (!Home.isSource(value) && !isSteady(value) && slots.containsKey(value)) {
            int[] lifetime = lifetimes.computeIfAbsent(value, v -> new int[] {stage, stage});
            lifetime[1] = Math.max(lifetime[1], stage);
        }
    }
}
