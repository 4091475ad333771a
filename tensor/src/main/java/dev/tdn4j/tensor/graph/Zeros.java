package dev.tdn4j.tensor.graph;

import java.util.List;

/**
 * Follows values that are zero through what is linear in them, and leaves them out of sums. They arise where rows are
 * selected from a sum whose terms fill different rows, such as channel mixing with a matrix for every degree.
 */
public final class Zeros implements Pass {

    /** The pass; it has no state. */
    public Zeros() {}

    @Override
    public Value rewrite(Context context, Value original, List<Value> arguments) {
        Graph graph = context.graph();
        Type type = original.type();
        return switch (original.operation()) {
            case Operation.MapRows(RowMap map) when map.nonzeros() == 0 -> zero(graph, type);
            case Operation.MapRows _, Operation.Sum _, Operation.Broadcast _, Operation.Linear _, Operation.OuterSum _,
                    Operation.Transpose _, Operation.TensorProduct _, Operation.Gather _, Operation.SegmentSum _,
                    Operation.SliceChannels _, Operation.PadChannels _ ->
                arguments.stream().anyMatch(Zeros::isZero) ? zero(graph, type) : null;
            case Operation.Affine affine when affine.shift() == 0 && isZero(arguments.getFirst()) -> zero(graph, type);
            case Operation.Binary binary -> binary(graph, binary, type, arguments.get(0), arguments.get(1));
            default -> null;
        };
    }

    private static Value binary(Graph graph, Operation.Binary operation, Type type, Value a, Value b) {
        boolean left = isZero(a);
        boolean right = isZero(b);
        return switch (operation) {
            case ADD -> left ? graph.broadcast(b, type) : right ? graph.broadcast(a, type) : null;
            case SUBTRACT -> right ? graph.broadcast(a, type) : left ? graph.broadcast(graph.affine(b, -1, 0), type) : null;
            case MULTIPLY -> left || right ? zero(graph, type) : null;
            case DIVIDE -> null;
        };
    }

    private static Value zero(Graph graph, Type type) {
        return graph.broadcast(graph.constant(1, 1, 0), type);
    }

    private static boolean isZero(Value value) {
        return switch (value.operation()) {
            case Operation.Broadcast _ -> isZero(value.argument(0));
            case Operation.Constant(double[] data) -> data.length == 1 && data[0] == 0;
            default -> false;
        };
    }
}
