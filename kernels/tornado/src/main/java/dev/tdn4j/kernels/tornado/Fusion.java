package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides which values are stored. Elementwise operations that one other uses are computed inside its chain, and views are
 * read through; what matrix products, tensor products and several others read is stored.
 */
final class Fusion {

    /** A longer chain would hold too few threads' registers, and repeat too much where its result is smaller. */
    private static final int MOST_LEAVES = 16;

    /** What an elementwise value costs inside another's chain. */
    private record Cost(int leaves, int depth, int functions) {}

    private static final Cost LEAF = new Cost(1, 1, 0);

    private final Program program;
    private final Map<Value, Integer> uses = new IdentityHashMap<>();
    private final Set<Value> stored = new HashSet<>();
    private final Map<Value, Cost> costs = new IdentityHashMap<>();

    Fusion(Program program) {
        this.program = program;
        program.values().forEach(value -> value.arguments().forEach(a -> uses.merge(a, 1, Integer::sum)));
        program.outputs().values().forEach(value -> uses.merge(value, 2, Integer::sum));
        program.values().forEach(this::decide);
    }

    boolean isStored(Value value) {
        return stored.contains(value);
    }

    static boolean isElementwise(Value value) {
        return value.operation() instanceof Operation.Binary
                || value.operation() instanceof Operation.Affine
                || value.operation() instanceof Operation.Apply;
    }

    private void decide(Value value) {
        switch (value.operation()) {
            case Operation.Input _, Operation.Parameter _, Operation.Constant _ -> {}
            case Operation.Binary _, Operation.Affine _, Operation.Apply _ -> elementwise(value);
            case Operation.Sum _, Operation.SegmentSum _, Operation.SegmentMax _ -> {
                stored.add(value);
                join(value.argument(0), value.argument(0).type());
            }
            case Operation.Linear _ -> {
                stored.add(value);
                store(value.argument(0), true, false);
                store(value.argument(1), true, true);
            }
            default -> {
                if (View.isView(value)) {
                    readThrough(value);
                } else {
                    stored.add(value);
                    value.arguments().forEach(a -> store(a, false, false));
                }
            }
        }
    }

    private void elementwise(Value value) {
        if (uses.get(value) > 1) {
            stored.add(value);
        }
        int leaves = 0;
        int depth = 0;
        int functions = value.operation() instanceof Operation.Apply ? 1 : 0;
        for (Value argument : value.arguments()) {
            Cost cost = join(argument, value.type());
            if (leaves + cost.leaves > MOST_LEAVES) {
                stored.add(argument);
                cost = LEAF;
            }
            // Both operands of a join are on the stack at once, in the worse order.
            depth = leaves == 0 ? cost.depth : Math.max(depth + 1, cost.depth + 1);
            leaves += cost.leaves;
            functions += cost.functions;
            if (depth >= Opcode.DEPTH - 1) {
                stored.add(argument);
                depth = Opcode.DEPTH - 2;
            }
        }
        costs.put(value, new Cost(leaves, depth, functions));
    }

    /** Takes an elementwise argument into a chain over {@code type}, if it is not stored and not repeated at a price. */
    private Cost join(Value argument, Type type) {
        if (!isElementwise(argument)) {
            return LEAF;
        }
        Cost cost = costs.get(argument);
        boolean repeated = !argument.type().equals(type);
        if (repeated && (cost.functions > 0 || cost.leaves > 2)) {
            stored.add(argument);
        }
        return stored.contains(argument) ? LEAF : cost;
    }

    /** Stores what a kernel reads itself: through a window, if it can. */
    private void store(Value argument, boolean window, boolean transposed) {
        if (isSource(argument)) {
            return;
        }
        if (window && View.isView(argument)) {
            View view = view(argument);
            if (view.isWindow() && (transposed || !view.transposed())) {
                return;
            }
        }
        stored.add(argument);
    }

    /** What a view reads is stored; two steps that do not make one view are separated. */
    private void readThrough(Value value) {
        Value argument = value.argument(0);
        if (View.isView(argument)) {
            if (view(argument).then(value) == null) {
                stored.add(argument);
            }
        } else if (!isSource(argument)) {
            stored.add(argument);
        }
    }

    private static boolean isSource(Value value) {
        return value.operation() instanceof Operation.Input
                || value.operation() instanceof Operation.Parameter
                || value.operation() instanceof Operation.Constant;
    }

    /** How a value is read: itself if it is stored, else through its views. */
    View view(Value value) {
        return stored.contains(value) || !View.isView(value) ? View.of(value) : view(value.argument(0)).then(value);
    }

    Program program() {
        return program;
    }
}
