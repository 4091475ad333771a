package dev.tdn4j.tensor.graph;

import java.util.List;

/**
 * Writes channel mixing from or to a single channel as what it is, a product or a sum, and sums over several axes as one
 * axis after another, so that executors have fewer cases.
 */
public final class SingleChannels implements Pass {

    /** The pass; it has no state. */
    public SingleChannels() {}

    @Override
    public Value rewrite(Context context, Value original, List<Value> arguments) {
        Graph graph = context.graph();
        return switch (original.operation()) {
            case Operation.Linear _ -> linear(graph, arguments.get(0), arguments.get(1));
            case Operation.OuterSum _ -> outerSum(graph, arguments.get(0), arguments.get(1));
            case Operation.BlockLinear(BlockPattern pattern) ->
                blockLinear(graph, pattern, arguments.get(0), arguments.get(1));
            case Operation.BlockOuterSum(BlockPattern pattern) ->
                blockOuterSum(graph, pattern, arguments.get(0), arguments.get(1));
            case Operation.Sum _ -> sum(graph, arguments.getFirst(), original.type());
            default -> null;
        };
    }

    private static Value linear(Graph graph, Value x, Value weight) {
        if (x.type().channels() == 1) {
            return graph.multiply(x, weight);
        }
        if (weight.type().channels() == 1) {
            return graph.sum(graph.multiply(x, graph.transpose(weight)), x.type().withChannels(1));
        }
        return null;
    }

    private static Value outerSum(Graph graph, Value x, Value g) {
        if (x.type().channels() > 1 && g.type().channels() > 1) {
            return null;
        }
        if (g.type().channels() == 1) {
            Type row = new Type(Space.ONE, 1, x.type().channels());
            return graph.transpose(graph.sum(graph.multiply(x, g), row));
        }
        return graph.sum(graph.multiply(x, g), new Type(Space.ONE, 1, g.type().channels()));
    }

    /** Entry by entry of the pattern, then summed over those of a result row. */
    private static Value blockLinear(Graph graph, BlockPattern pattern, Value x, Value weight) {
        boolean fromOne = x.type().channels() == 1;
        if (!fromOne && weight.type().channels() > 1) {
            return null;
        }
        Value perBlock = fromOne ? weight : graph.blockTranspose(pattern.blocks(), weight);
        Value product = graph.multiply(
                graph.mapRows(pattern.inputOfEntry(), x), graph.mapRows(pattern.blockOfEntry(), perBlock));
        Value perEntry = fromOne ? product : graph.sum(product, product.type().withChannels(1));
        return graph.mapRows(pattern.outputOfEntry().transposed(), perEntry);
    }

    private static Value blockOuterSum(Graph graph, BlockPattern pattern, Value x, Value g) {
        if (x.type().channels() > 1 && g.type().channels() > 1) {
            return null;
        }
        Value product = graph.multiply(graph.mapRows(pattern.inputOfEntry(), x), graph.mapRows(pattern.outputOfEntry(), g));
        Value perEntry = graph.sum(product, product.type().in(Space.ONE));
        Value perBlock = graph.mapRows(pattern.blockOfEntry().transposed(), perEntry);
        return x.type().channels() == 1 ? perBlock : graph.blockTranspose(pattern.blocks(), perBlock);
    }

    /** Channels, then rows, then items. */
    private static Value sum(Graph graph, Value x, Type target) {
        Type type = x.type();
        if (type.channels() != target.channels() && (type.rows() != target.rows() || type.space() != target.space())) {
            return graph.sum(graph.sum(x, type.withChannels(1)), target);
        }
        if (type.rows() != target.rows() && type.space() != target.space()) {
            return graph.sum(graph.sum(x, type.withRows(1)), target);
        }
        return null;
    }
}
