package dev.tdn4j.tensor.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Moves selections of rows and channels towards what they select from, and insertions of zeros away from it, so that
 * channel mixing never computes a row or a channel that nobody reads.
 */
public final class DeadRows implements Pass {

    /** The pass; it has no state. */
    public DeadRows() {}

    @Override
    public Value rewrite(Context context, Value original, List<Value> arguments) {
        Graph graph = context.graph();
        return switch (original.operation()) {
            case Operation.MapRows(RowMap map) -> mapRows(graph, map, arguments.getFirst());
            case Operation.SliceChannels(int from) ->
                slice(graph, from, original.type().channels(), arguments.getFirst());
            case Operation.Linear _ -> linear(graph, arguments.get(0), arguments.get(1));
            case Operation.OuterSum _ -> outerSum(graph, arguments.get(0), arguments.get(1));
            case Operation.BlockLinear(BlockPattern pattern) ->
                blockLinear(graph, pattern, arguments.get(0), arguments.get(1));
            case Operation.BlockOuterSum(BlockPattern pattern) ->
                blockOuterSum(graph, pattern, arguments.get(0), arguments.get(1));
            default -> null;
        };
    }

    private static Value mapRows(Graph graph, RowMap map, Value x) {
        return switch (x.operation()) {
            case Operation.MapRows(RowMap first) -> {
                RowMap both = map.after(first);
                yield both.nonzeros() <= map.nonzeros() + first.nonzeros() ? graph.mapRows(both, x.argument(0)) : null;
            }
            case Operation.Linear _ when map.outputs() < map.inputs() ->
                graph.linear(graph.mapRows(map, x.argument(0)), x.argument(1));
            case Operation.BlockLinear(BlockPattern pattern) when isSelection(map) && map.outputs() < map.inputs() ->
                graph.blockLinear(
                        pattern.select(IntStream.range(0, map.outputs()).map(o -> map.column(map.start(o))).toArray()),
                        x.argument(0),
                        x.argument(1));
            case Operation.Gather(Index index) when map.outputs() < map.inputs() ->
                graph.gather(index, graph.mapRows(map, x.argument(0)));
            case Operation.Binary binary when isSelection(map) && map.outputs() < map.inputs() ->
                graph.rebuild(
                        binary,
                        x.type().withRows(map.outputs()),
                        x.arguments().stream().map(a -> select(graph, map, a)).toList());
            case Operation.Apply _, Operation.Affine _ when isSelection(map) && map.outputs() < map.inputs() ->
                graph.rebuild(
                        x.operation(), x.type().withRows(map.outputs()), List.of(graph.mapRows(map, x.argument(0))));
            default -> null;
        };
    }

    private static Value select(Graph graph, RowMap map, Value operand) {
        return operand.type().rows() == 1 ? operand : graph.mapRows(map, operand);
    }

    /** Whether every result row is one argument row: such a map commutes with every elementwise operation. */
    private static boolean isSelection(RowMap map) {
        return IntStream.range(0, map.outputs())
                .allMatch(o -> map.start(o + 1) == map.start(o) + 1 && map.value(map.start(o)) == 1);
    }

    private static Value slice(Graph graph, int from, int count, Value x) {
        return switch (x.operation()) {
            case Operation.Linear _ -> graph.linear(x.argument(0), graph.sliceChannels(x.argument(1), from, count));
            case Operation.BlockLinear(BlockPattern pattern) ->
                graph.blockLinear(pattern, x.argument(0), graph.sliceChannels(x.argument(1), from, count));
            case Operation.MapRows(RowMap map) -> graph.mapRows(map, graph.sliceChannels(x.argument(0), from, count));
            case Operation.Binary binary -> graph.rebuild(
                    binary,
                    x.type().withChannels(count),
                    x.arguments().stream()
                            .map(a -> a.type().channels() == 1 ? a : graph.sliceChannels(a, from, count))
                            .toList());
            default -> null;
        };
    }

    private static Value linear(Graph graph, Value x, Value weight) {
        return x.operation() instanceof Operation.MapRows(RowMap map) && map.outputs() > map.inputs()
                ? graph.mapRows(map, graph.linear(x.argument(0), weight))
                : null;
    }

    private static Value outerSum(Graph graph, Value x, Value g) {
        if (x.operation() instanceof Operation.MapRows(RowMap map) && map.outputs() > map.inputs()) {
            return graph.outerSum(x.argument(0), graph.mapRows(map.transposed(), g));
        }
        if (g.operation() instanceof Operation.MapRows(RowMap map) && map.outputs() > map.inputs()) {
            return graph.outerSum(graph.mapRows(map.transposed(), x), g.argument(0));
        }
        return null;
    }

    /** Rows that were copied are read where they come from, and rows that no entry reads are left out. */
    private static Value blockLinear(Graph graph, BlockPattern pattern, Value x, Value weight) {
        if (copiesRows(x)) {
            BlockPattern direct = pattern.after(((Operation.MapRows) x.operation()).map());
            return direct == null ? null : graph.blockLinear(direct, x.argument(0), weight);
        }
        int[] used = pattern.usedInputs();
        if (used.length == pattern.inputs()) {
            return null;
        }
        RowMap kept = RowMap.copying(used.length, pattern.inputs(), o -> used[o]);
        return graph.blockLinear(pattern.after(kept.transposed()), graph.mapRows(kept, x), weight);
    }

    private static Value blockOuterSum(Graph graph, BlockPattern pattern, Value x, Value g) {
        if (copiesRows(x)) {
            BlockPattern direct = pattern.after(((Operation.MapRows) x.operation()).map());
            return direct == null ? null : graph.blockOuterSum(direct, x.argument(0), g);
        }
        if (copiesRows(g)) {
            BlockPattern direct = pattern.transposed().after(((Operation.MapRows) g.operation()).map());
            return direct == null ? null : graph.blockOuterSum(direct.transposed(), x, g.argument(0));
        }
        return null;
    }

    private static boolean copiesRows(Value x) {
        return x.operation() instanceof Operation.MapRows(RowMap map) && map.copies() && map.outputs() > map.inputs();
    }
}
