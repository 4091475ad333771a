package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Value;

/** Where a value is computed: the space whose items, tile by tile, give it. */
final class Home {

    private Home() {}

    /** The home of a value. */
    static Space of(Value value) {
        return scatters(value) || sumsItems(value) ? value.argument(0).type().space() : value.type().space();
    }

    /** Whether the value is given, not computed. */
    static boolean isSource(Value value) {
        return switch (value.operation()) {
            case Operation.Input _, Operation.Parameter _, Operation.Constant _ -> true;
            default -> false;
        };
    }

    /** Segment sums over the destination run with the edges; every other segment operation with its targets. */
    static boolean scatters(Value value) {
        return value.operation() instanceof Operation.SegmentSum(Index index) && index == Index.DESTINATION;
    }

    /** Whether the value is a sum over all items, known only when all are done. */
    static boolean sumsItems(Value value) {
        return switch (value.operation()) {
            case Operation.OuterSum _, Operation.BlockOuterSum _ -> true;
            case Operation.Sum _ -> value.type().space() != value.argument(0).type().space();
            default -> false;
        };
    }

    /** Whether the value reads items of its argument other than its own. */
    static boolean reaches(Value value) {
        return switch (value.operation()) {
            case Operation.Gather _, Operation.SegmentMax _ -> true;
            case Operation.SegmentSum _ -> !scatters(value);
            default -> false;
        };
    }

    /** Whether a value may be computed in the same loop as its argument. */
    static boolean together(Value argument, Value value) {
        return of(argument) == of(value) && !scatters(argument) && !sumsItems(argument) && !reaches(value);
    }
}
