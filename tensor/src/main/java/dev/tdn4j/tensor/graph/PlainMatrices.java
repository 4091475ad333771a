package dev.tdn4j.tensor.graph;

import java.util.List;
import java.util.stream.IntStream;

/** Writes operations over blocks of matrices as operations of one matrix at a time, for executors that have no others. */
public final class PlainMatrices implements Pass {

    /** The pass; it has no state. */
    public PlainMatrices() {}

    @Override
    public Value rewrite(Context context, Value original, List<Value> arguments) {
        Graph graph = context.graph();
        return switch (original.operation()) {
            case Operation.BlockLinear(BlockPattern pattern) ->
                sum(graph, used(pattern).mapToObj(b -> linear(graph, pattern, b, arguments.get(0), arguments.get(1))).toList());
            case Operation.BlockOuterSum(BlockPattern pattern) ->
                sum(graph, used(pattern).mapToObj(b -> outerSum(graph, pattern, b, arguments.get(0), arguments.get(1))).toList());
            case Operation.BlockTranspose(int blocks) -> sum(
                    graph,
                    IntStream.range(0, blocks).mapToObj(b -> transpose(graph, blocks, b, arguments.getFirst())).toList());
            default -> null;
        };
    }

    private static Value sum(Graph graph, List<Value> terms) {
        return terms.stream().reduce(graph::add).orElseThrow();
    }

    private static IntStream used(BlockPattern pattern) {
        return pattern.entries().stream().mapToInt(BlockPattern.Entry::block).distinct().sorted();
    }

    private static Value linear(Graph graph, BlockPattern pattern, int block, Value x, Value weight) {
        BlockPattern own = only(pattern, block);
        Value matrix = graph.rows(weight, block * x.type().channels(), x.type().channels());
        Value mixed = graph.linear(graph.mapRows(own.inputOfEntry(), x), matrix);
        return graph.mapRows(own.outputOfEntry().transposed(), mixed);
    }

    private static Value outerSum(Graph graph, BlockPattern pattern, int block, Value x, Value g) {
        BlockPattern own = only(pattern, block);
        Value matrix = graph.outerSum(graph.mapRows(own.inputOfEntry(), x), graph.mapRows(own.outputOfEntry(), g));
        return below(graph, pattern.blocks(), block, matrix);
    }

    private static Value transpose(Graph graph, int blocks, int block, Value x) {
        int rows = x.type().rows() / blocks;
        return below(graph, blocks, block, graph.transpose(graph.rows(x, block * rows, rows)));
    }

    private static BlockPattern only(BlockPattern pattern, int block) {
        return new BlockPattern(
                pattern.outputs(),
                pattern.inputs(),
                pattern.blocks(),
                pattern.entries().stream().filter(e -> e.block() == block).toList());
    }

    /** Puts a matrix in its place among zeros. */
    private static Value below(Graph graph, int blocks, int block, Value matrix) {
        int rows = matrix.type().rows();
        return graph.mapRows(
                RowMap.copying(blocks * rows, rows, o -> o / rows == block ? o % rows : -1), matrix);
    }
}
