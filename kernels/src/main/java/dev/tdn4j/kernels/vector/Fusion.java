package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parts the values of a stage into steps: what is made channel by channel is fused into kernels that keep intermediate rows
 * in registers, everything else is a step of its own.
 *
 * <p>Values alternate between levels: the fused ones of a level need steps of lower levels only, the steps of a level need
 * fused ones of the same or lower levels. A fused value moves to the lowest level that uses it, so that it meets its users
 * in one kernel. Gathers that only kernels read are loads of theirs.
 */
final class Fusion {

    private final List<Value> values;
    private final Set<Value> own;
    private final Map<Value, Slot> slots;
    private final Set<Value> inMemory;
    private final Map<Value, List<Value>> users = new HashMap<>();
    private final Set<Value> loads = new HashSet<>();
    private final Map<Value, Integer> levels = new HashMap<>();

    /**
     * Plans a stage.
     *
     * @param values its values, arguments first
     * @param slots where its values and their arguments are
     * @param inMemory the values that others read
     */
    Fusion(Collection<Value> values, Map<Value, Slot> slots, Set<Value> inMemory) {
        this.values = List.copyOf(values);
        this.own = Set.copyOf(values);
        this.slots = slots;
        this.inMemory = inMemory;
        for (Value value : this.values) {
            value.arguments().stream().distinct().filter(own::contains)
                    .forEach(argument -> users.computeIfAbsent(argument, a -> new ArrayList<>()).add(value));
        }
        this.values.stream().filter(this::isLoad).forEach(loads::add);
        this.values.forEach(this::raise);
        this.values.reversed().forEach(this::sink);
    }

    private boolean isLoad(Value value) {
        return value.operation() instanceof Operation.Gather
                && RowTerms.express(value)
                && !inMemory.contains(value)
                && users.getOrDefault(value, List.of()).stream().allMatch(Fusion::isFused);
    }

    /** Whether a value is computed in a kernel. */
    private static boolean isFused(Value value) {
        return value.type().space() != Space.ONE && RowTerms.express(value) && !(value.operation() instanceof Operation.Gather)
                || accumulates(value);
    }

    /** Whether a value is a sum over items that a kernel can add to. */
    private static boolean accumulates(Value value) {
        if (value.type().channels() == 1) {
            return false;
        }
        return switch (value.operation()) {
            case Operation.SegmentSum(Index index) -> index == Index.DESTINATION;
            case Operation.Sum _ -> Home.sumsItems(value) && value.argument(0).type().channels() == value.type().channels();
            default -> false;
        };
    }

    private void raise(Value value) {
        int level = 0;
        for (Value argument : value.arguments()) {
            if (own.contains(argument) && !loads.contains(argument)) {
                level = Math.max(level, levels.get(argument) + (isFused(value) && !isFused(argument) ? 1 : 0));
            }
        }
        levels.put(value, level);
    }

    private void sink(Value value) {
        if (isFused(value)) {
            users.getOrDefault(value, List.of()).stream().mapToInt(levels::get).min().ifPresent(level -> levels.put(value, level));
        }
    }

    /** The steps of the stage, in order. */
    List<Step> steps() {
        SortedMap<Integer, List<Value>> fused = new TreeMap<>();
        SortedMap<Integer, List<Value>> alone = new TreeMap<>();
        for (Value value : values) {
            if (!loads.contains(value)) {
                (isFused(value) ? fused : alone).computeIfAbsent(levels.get(value), l -> new ArrayList<>()).add(value);
            }
        }
        List<Step> steps = new ArrayList<>();
        int last = levels.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int level = 0; level <= last; level++) {
            connected(fused.getOrDefault(level, List.of())).forEach(group -> steps.addAll(fuse(group)));
            alone.getOrDefault(level, List.of()).forEach(value -> steps.add(step(value)));
        }
        return steps;
    }

    /** Parts values into groups that need nothing from each other, so that equal parts of a network get equal kernels. */
    private static Collection<List<Value>> connected(List<Value> values) {
        Map<Value, List<Value>> groups = new LinkedHashMap<>();
        for (Value value : values) {
            List<Value> joined = new ArrayList<>();
            value.arguments().stream().map(groups::get).filter(Objects::nonNull).distinct().forEach(joined::addAll);
            joined.add(value);
            joined.forEach(member -> groups.put(member, joined));
        }
        Set<List<Value>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        List<List<Value>> ordered = new ArrayList<>();
        for (List<Value> group : groups.values()) {
            if (distinct.add(group)) {
                group.sort(Comparator.comparingInt(Value::id));
                ordered.add(group);
            }
        }
        return ordered;
    }

    private List<Step> fuse(List<Value> group) {
        Set<Value> members = new HashSet<>(group);
        RowTerms terms = new RowTerms(value -> members.contains(value) || loads.contains(value), slots::get);
        KernelPartition partition = new KernelPartition(terms, members, slots);
        for (Value value : group) {
            if (accumulates(value)) {
                partition.accumulate(value, step(value));
            } else if (inMemory.contains(value) || !members.containsAll(users.getOrDefault(value, List.of()))) {
                partition.store(value);
            }
        }
        return partition.steps();
    }

    private Step step(Value value) {
        return StepFactory.step(
                value, slots.get(value), value.arguments().stream().map(slots::get).toArray(Slot[]::new));
    }
}
