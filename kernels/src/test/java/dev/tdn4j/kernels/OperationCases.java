package dev.tdn4j.kernels;

import static dev.tdn4j.tensor.graph.Space.NODES;
import static dev.tdn4j.tensor.graph.Space.ONE;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.CutoffPolynomial;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Every operation in every shape that executors tell apart, with a given number of channels. */
final class OperationCases {

    private static final int ROWS = 3;

    /** Functions whose derivatives end below the second. */
    private static final Set<Elementary> ONCE = EnumSet.of(Elementary.SIGMOID_2, Elementary.SILU_2);

    private static final Set<Elementary> NEVER = EnumSet.of(Elementary.SIGMOID_3, Elementary.SILU_3);

    private OperationCases() {}

    /** All cases. */
    static List<OperationCase> all(int channels) {
        List<OperationCase> cases = new ArrayList<>();
        binary(channels, cases);
        functions(channels, cases);
        sumsAndBroadcasts(channels, cases);
        rows(channels, cases);
        mixing(channels, cases);
        blocks(channels, cases);
        products(channels, cases);
        segments(channels, cases);
        slices(channels, cases);
        harmonics(cases);
        together(channels, cases);
        return cases;
    }

    /** Every type that stretches to NODES[3×channels]. */
    static List<Type> stretching(int channels) {
        List<Type> types = new ArrayList<>();
        for (Space space : List.of(NODES, ONE)) {
            for (int rows : new int[] {ROWS, 1}) {
                types.add(new Type(space, rows, channels));
                if (channels > 1) {
                    types.add(new Type(space, rows, 1));
                }
            }
        }
        return types;
    }

    /** Each operation with each pair of operands, none of which stretches by itself to what the pair does not need. */
    private static void binary(int channels, List<OperationCase> cases) {
        for (Type a : stretching(channels)) {
            for (Type b : stretching(channels)) {
                for (Operation.Binary operation : Operation.Binary.values()) {
                    cases.add(OperationCase.of(
                            operation + " " + a + " " + b,
                            graph -> binary(graph, operation, graph.input("a", a), graph.input("positive b", b))));
                }
            }
        }
    }

    static Value binary(Graph graph, Operation.Binary operation, Value a, Value b) {
        return switch (operation) {
            case ADD -> graph.add(a, b);
            case SUBTRACT -> graph.subtract(a, b);
            case MULTIPLY -> graph.multiply(a, b);
            case DIVIDE -> graph.divide(a, b);
        };
    }

    private static void functions(int channels, List<OperationCase> cases) {
        Type type = new Type(NODES, ROWS, channels);
        cases.add(OperationCase.of("affine", graph -> graph.affine(graph.input("x", type), -1.5, 0.25)));
        for (Elementary function : Elementary.values()) {
            int orders = NEVER.contains(function) ? 0 : ONCE.contains(function) ? 1 : 2;
            cases.add(OperationCase.of(
                    function.toString(), orders, graph -> graph.apply(function, graph.input("positive x", type))));
        }
        // Logarithm and root are of positive numbers only; the others are tried on the other side of zero, too.
        for (Elementary function : EnumSet.complementOf(EnumSet.of(Elementary.LOG, Elementary.SQRT))) {
            int orders = NEVER.contains(function) ? 0 : ONCE.contains(function) ? 1 : 2;
            cases.add(OperationCase.of(function + " of negatives", orders, graph ->
                    graph.apply(function, graph.affine(graph.input("positive x", type), -2, 0))));
        }
        cases.add(OperationCase.of(
                "cutoff envelope", graph -> graph.apply(CutoffPolynomial.envelope(5), graph.input("positive x", type))));
        cases.add(OperationCase.of("cutoff constant", graph ->
                graph.apply(new CutoffPolynomial(List.of(2.0)), graph.input("positive x", type))));
    }

    private static void sumsAndBroadcasts(int channels, List<OperationCase> cases) {
        Type full = new Type(NODES, ROWS, channels);
        for (Type part : stretching(channels)) {
            cases.add(OperationCase.of("sum to " + part, graph -> graph.sum(graph.input("x", full), part)));
            cases.add(OperationCase.of("broadcast from " + part, graph -> graph.broadcast(graph.input("x", part), full)));
        }
        Type single = full.in(ONE);
        for (Type part : stretching(channels)) {
            if (part.space() == ONE) {
                cases.add(OperationCase.of("sum in ONE to " + part, graph -> graph.sum(graph.input("x", single), part)));
                cases.add(OperationCase.of(
                        "broadcast in ONE from " + part, graph -> graph.broadcast(graph.input("x", part), single)));
            }
        }
    }

    private static void rows(int channels, List<OperationCase> cases) {
        for (Space space : List.of(NODES, ONE)) {
            Type type = new Type(space, 5, channels);
            map(type, "dense", RowMap.ofDense(4, 5, random(20, 1)), cases);
            map(type, "sparse, a row of zeros", RowMap.ofDense(3, 5, new double[] {
                0, 2, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0}), cases);
            map(type, "all zeros", RowMap.ofDense(2, 5, new double[10]), cases);
            map(type, "selection", RowMap.selection(2, 2, 5), cases);
            map(type, "expansion", RowMap.copying(9, 5, o -> new int[] {0, 1, 1, 1, -1, 4, 4, 4, 4}[o]), cases);
            map(type, "scaled selection", RowMap.ofDense(1, 5, new double[] {0, 0, 3, 0, 0}), cases);
        }
    }

    private static void map(Type type, String name, RowMap map, List<OperationCase> cases) {
        cases.add(OperationCase.of(name + " rows of " + type, graph -> graph.mapRows(map, graph.input("x", type))));
    }

    private static void mixing(int channels, List<OperationCase> cases) {
        for (Space space : List.of(NODES, ONE)) {
            Type x = new Type(space, ROWS, channels);
            for (int mixed : new int[] {1, 5, channels}) {
                Type weight = new Type(ONE, channels, mixed);
                cases.add(OperationCase.of(
                        "linear " + x + " " + weight,
                        graph -> graph.linear(graph.input("x", x), graph.input("w", weight))));
                cases.add(OperationCase.of(
                        "outer sum " + x + " " + mixed,
                        graph -> graph.outerSum(graph.input("x", x), graph.input("g", x.withChannels(mixed)))));
            }
            cases.add(OperationCase.of("linear " + x.withRows(1), graph ->
                    graph.linear(graph.input("x", x.withRows(1)), graph.input("w", new Type(ONE, channels, channels)))));
            // The result of a reduction is read in the space that it ran in.
            cases.add(OperationCase.of("outer sum " + x + " and more", graph -> {
                Value sum = graph.outerSum(graph.input("x", x), graph.input("g", x.withChannels(5)));
                return graph.apply(Elementary.SIN, graph.add(sum, graph.transpose(graph.input("t", new Type(ONE, 5, channels)))));
            }));
        }
        cases.add(OperationCase.of("transpose", graph -> graph.transpose(graph.input("x", new Type(ONE, ROWS, channels)))));
    }

    /** A matrix a degree; several adjacent rows to one; one row to several; and no order at all, with rows that are zero. */
    static List<BlockPattern> patterns() {
        return List.of(
                BlockPattern.diagonal(4, 2, row -> row == 0 ? 0 : 1),
                new BlockPattern(2, 4, 2, List.of(entry(0, 0, 0), entry(0, 1, 1), entry(1, 2, 0), entry(1, 3, 1))),
                new BlockPattern(3, 4, 3, List.of(entry(0, 1, 0), entry(1, 1, 1), entry(2, 1, 2))),
                new BlockPattern(4, 4, 3, List.of(entry(0, 3, 2), entry(0, 0, 0), entry(2, 1, 0), entry(2, 1, 2), entry(3, 2, 0))));
    }

    private static BlockPattern.Entry entry(int output, int input, int block) {
        return new BlockPattern.Entry(output, input, block);
    }

    private static void blocks(int channels, List<OperationCase> cases) {
        for (BlockPattern pattern : patterns()) {
            for (Space space : List.of(NODES, ONE)) {
                Type x = new Type(space, pattern.inputs(), channels);
                for (int mixed : new int[] {1, 5, channels}) {
                    Type weight = new Type(ONE, pattern.blocks() * channels, mixed);
                    cases.add(OperationCase.of("block linear " + pattern + " " + x + " " + weight, graph ->
                            graph.blockLinear(pattern, graph.input("x", x), graph.input("w", weight))));
                    Type g = new Type(space, pattern.outputs(), mixed);
                    cases.add(OperationCase.of("block outer sum " + pattern + " " + x + " " + g, graph ->
                            graph.blockOuterSum(pattern, graph.input("x", x), graph.input("g", g))));
                }
            }
        }
        cases.add(OperationCase.of("block transpose", graph -> graph.blockTranspose(3, graph.input("x", new Type(ONE, 6, channels)))));
    }

    private static void products(int channels, List<OperationCase> cases) {
        Coupling coupling = coupling(4, 3, 5);
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            Coupling permuted = coupling.permute(order[0], order[1], order[2]);
            Coupling matrix = Coupling.matrixProduct(2, 3).permute(order[0], order[1], order[2]);
            String axes = " axes " + order[0] + order[1] + order[2];
            for (Space space : List.of(NODES, ONE)) {
                product(space, "product" + axes, permuted, channels, 1, cases);
                product(space, "product" + axes, permuted, 1, channels, cases);
                product(space, "product" + axes, permuted, channels, channels, cases);
                product(space, "matrix product" + axes, matrix, channels, 1, cases);
                product(space, "matrix product" + axes, matrix, 1, channels, cases);
                product(space, "matrix product" + axes, matrix, channels, channels, cases);
            }
        }
        // A matrix of 3 × 4 of which some places are kept: two adjacent, one alone, a row without any.
        Coupling some = Coupling.of(
                3, 4, 3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new int[] {0, 0, 2}, new double[] {1, 1, 1});
        for (int[] order : orders) {
            Coupling permuted = some.permute(order[0], order[1], order[2]);
            String name = "sparse matrix product axes " + order[0] + order[1] + order[2];
            product(NODES, name, permuted, channels, 1, cases);
            product(NODES, name, permuted, 1, channels, cases);
            product(NODES, name, permuted, channels, channels, cases);
        }
        product(NODES, "product without terms", Coupling.ofDense(2, 2, 2, new double[8]), channels, channels, cases);
        product(NODES, "product of one term", Coupling.matrixProduct(1, 1), channels, 1, cases);
    }

    private static void product(Space space, String name, Coupling coupling, int a, int b, List<OperationCase> cases) {
        Type left = new Type(space, coupling.size(0), a);
        Type right = new Type(space, coupling.size(1), b);
        cases.add(OperationCase.of(
                name + " " + left + " " + right,
                graph -> graph.tensorProduct(coupling, graph.input("a", left), graph.input("b", right))));
    }

    private static void segments(int channels, List<OperationCase> cases) {
        for (Index index : Index.values()) {
            Type few = new Type(index.to(), ROWS, channels);
            Type many = few.in(index.from());
            cases.add(OperationCase.of("gather " + index, graph -> graph.gather(index, graph.input("x", few))));
            cases.add(OperationCase.of("segment sum " + index, graph -> graph.segmentSum(index, graph.input("x", many))));
            cases.add(OperationCase.of("segment max " + index, 0, graph -> graph.segmentMax(index, graph.input("x", many))));
            // Computed there and then, not read from an input.
            cases.add(OperationCase.of("segment sum of products " + index, graph -> {
                Value x = graph.input("x", few);
                Value gathered = graph.multiply(graph.gather(index, x), graph.input("w", many.withRows(1)));
                return graph.multiply(graph.segmentSum(index, gathered), x);
            }));
        }
    }

    private static void slices(int channels, List<OperationCase> cases) {
        for (Space space : List.of(NODES, ONE)) {
            Type type = new Type(space, ROWS, channels);
            for (int from : new int[] {0, 1, 5, 16}) {
                cases.add(OperationCase.of(
                        "pad from " + from + " " + type,
                        graph -> graph.padChannels(graph.input("x", type), from, channels + from + 2)));
                cases.add(OperationCase.of(
                        "slice from " + from + " " + type,
                        graph -> graph.sliceChannels(graph.input("x", type.withChannels(channels + from + 2)), from, channels)));
            }
        }
        Type type = new Type(NODES, ROWS, channels);
        cases.add(OperationCase.of("stop gradient", graph -> {
            // A parameter, for by an input below it the gradient is not meant to be what differences are.
            Value stopped = graph.stopGradient(graph.parameter("s", type.in(ONE)));
            return graph.multiply(graph.input("x", type), stopped);
        }));
    }

    private static void harmonics(List<OperationCase> cases) {
        for (int lmax = 0; lmax <= 6; lmax++) {
            int degree = lmax;
            cases.add(OperationCase.of("solid harmonics " + lmax, graph ->
                    graph.solidHarmonics(degree, graph.input("v", new Type(NODES, 3, 1)))));
        }
        cases.add(OperationCase.of("solid harmonics of one vector", graph ->
                graph.solidHarmonics(2, graph.input("v", new Type(ONE, 3, 1)))));
    }

    /** Softmax attention over the edges of a destination: most operations, in stages that depend on each other. */
    private static void together(int channels, List<OperationCase> cases) {
        cases.add(OperationCase.of("attention", graph -> {
            Value x = graph.input("x", new Type(NODES, 4, channels));
            Value y = graph.solidHarmonics(1, graph.input("v", new Type(Space.EDGES, 3, 1)));
            Value message = graph.tensorProduct(coupling(4, 4, 4), graph.gather(Index.SOURCE, x), y);
            Value mixed = graph.linear(message, graph.input("w", new Type(ONE, channels, channels)));
            Value logits = graph.sum(graph.rows(mixed, 0, 1), new Type(Space.EDGES, 1, 1));
            Value largest = graph.stopGradient(graph.segmentMax(Index.DESTINATION, logits));
            Value weight = graph.apply(Elementary.EXP, graph.subtract(logits, graph.gather(Index.DESTINATION, largest)));
            Value total = graph.gather(Index.DESTINATION, graph.segmentSum(Index.DESTINATION, weight));
            return graph.segmentSum(Index.DESTINATION, graph.multiply(mixed, graph.divide(weight, total)));
        }));
    }

    /** A coupling in which about every other entry is there, none of them 1. */
    static Coupling coupling(int n1, int n2, int n3) {
        double[] dense = random(n1 * n2 * n3, 3);
        for (int t = 0; t < dense.length; t += 2) {
            dense[t] = 0;
        }
        return Coupling.ofDense(n1, n2, n3, dense);
    }

    static double[] random(int length, long seed) {
        return new SplittableRandom(seed).doubles(length, -1, 1).toArray();
    }
}
