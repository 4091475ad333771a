package dev.tdn4j.kernels;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.graph.BlockPattern;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Gradient;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes programs at random: every operation on whatever values are there, so that all combinations come up. */
final class RandomPrograms {

    private static final int[] ROWS = {1, 3, 4};
    private static final int[] CHANNELS = {1, 5, 17};

    private final SplittableRandom random;
    private final Graph graph = new Graph();
    private final List<Value> values = new ArrayList<>();

    private RandomPrograms(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * A program of about so many operations with up to three outputs, some of them gradients.
     *
     * @param seed which one
     * @param operations how many
     */
    static Program of(long seed, int operations) {
        RandomPrograms programs = new RandomPrograms(seed);
        for (int i = 0; i < operations; i++) {
            programs.values.add(programs.bounded(programs.next()));
        }
        return programs.program();
    }

    private Program program() {
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put("last", values.getLast());
        outputs.put("any", any());
        if (random.nextBoolean()) {
            List<Value> inputs = Program.of(graph, outputs).values().stream()
                    .filter(v -> v.operation() instanceof Operation.Input)
                    .toList();
            if (!inputs.isEmpty()) {
                outputs.put("gradient", Gradient.of(graph, values.getLast(), List.of(inputs.getFirst())).getFirst());
            }
        }
        return Program.of(graph, outputs);
    }

    /** Most values pass through a function that keeps chains of products and sums from growing without end. */
    private Value bounded(Value value) {
        return switch (random.nextInt(4)) {
            case 0 -> value;
            case 1 -> graph.apply(Elementary.SIGMOID, value);
            default -> graph.apply(Elementary.SIN, graph.affine(value, 0.25, 0));
        };
    }

    private Value next() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> binary(any());
            case 3 -> sum(any());
            case 4 -> broadcast();
            case 5 -> mapRows(any());
            case 6, 7 -> linear(any());
            case 8 -> product(any());
            case 9 -> gather();
            case 10 -> segment();
            case 11 -> channels(any());
            case 12 -> graph.solidHarmonics(1, one(v -> v.type().rows() == 3 && v.type().channels() == 1, this::vector));
            default -> outerSum(any());
        };
    }

    private Value any() {
        return one(v -> true, () -> input(type()));
    }

    /** An earlier value that fits, or a new one; a new one now and then in any case. */
    private Value one(Predicate<Value> fits, Supplier<Value> otherwise) {
        List<Value> found = values.stream().filter(fits).toList();
        return found.isEmpty() || random.nextInt(6) == 0 ? otherwise.get() : found.get(random.nextInt(found.size()));
    }

    private Type type() {
        Space space = Space.values()[random.nextInt(Space.values().length)];
        return new Type(space, ROWS[random.nextInt(ROWS.length)], CHANNELS[random.nextInt(CHANNELS.length)]);
    }

    private Value input(Type type) {
        String name = "input " + random.nextInt(3) + " " + type;
        return type.space() == Space.ONE && random.nextBoolean() ? graph.parameter("p " + name, type) : graph.input(name, type);
    }

    private Value vector() {
        return input(new Type(type().space(), 3, 1));
    }

    private Value binary(Value x) {
        Value y = one(v -> joins(x.type(), v.type()), () -> input(narrowed(x.type())));
        return switch (random.nextInt(4)) {
            case 0 -> graph.add(x, y);
            case 1 -> graph.subtract(y, x);
            case 2 -> graph.multiply(x, y);
            default -> graph.divide(y, graph.affine(graph.apply(Elementary.SIGMOID, x), 1, 0.5));
        };
    }

    private static boolean joins(Type a, Type b) {
        return (a.space() == b.space() || a.space() == Space.ONE || b.space() == Space.ONE)
                && (a.rows() == b.rows() || a.rows() == 1 || b.rows() == 1)
                && (a.channels() == b.channels() || a.channels() == 1 || b.channels() == 1);
    }

    private Type narrowed(Type type) {
        return new Type(
                random.nextBoolean() ? type.space() : Space.ONE,
                random.nextBoolean() ? type.rows() : 1,
                random.nextBoolean() ? type.channels() : 1);
    }

    private Value sum(Value x) {
        return graph.sum(x, narrowed(x.type()));
    }

    private Value broadcast() {
        Type target = type();
        return graph.broadcast(one(v -> v.type().broadcastsTo(target), () -> input(target.withRows(1))), target);
    }

    private Value mapRows(Value x) {
        int rows = x.type().rows();
        return switch (random.nextInt(4)) {
            case 0 -> graph.rows(x, random.nextInt(rows), 1);
            // Looks like a selection, but does not commute with anything but linear operations.
            case 1 -> graph.mapRows(RowMap.ofDense(1, rows, one(rows, random.nextInt(rows), -1.5)), x);
            case 2 -> graph.mapRows(RowMap.copying(4, rows, o -> o % 2 == 0 ? -1 : o % rows), x);
            default -> graph.mapRows(RowMap.ofDense(3, rows, OperationCases.random(3 * rows, 2)), x);
        };
    }

    private static double[] one(int length, int at, double entry) {
        double[] row = new double[length];
        row[at] = entry;
        return row;
    }

    private Value linear(Value x) {
        int mixed = CHANNELS[random.nextInt(CHANNELS.length)];
        if (random.nextInt(3) == 0) {
            int blocks = 1 + random.nextInt(3);
            BlockPattern pattern = blocks(x.type().rows(), blocks);
            return graph.blockLinear(pattern, x, input(new Type(Space.ONE, blocks * x.type().channels(), mixed)));
        }
        return graph.linear(x, input(new Type(Space.ONE, x.type().channels(), mixed)));
    }

    private BlockPattern blocks(int rows, int blocks) {
        int outputs = 1 + random.nextInt(4);
        List<BlockPattern.Entry> entries = new ArrayList<>();
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < rows; i++) {
                if (random.nextBoolean()) {
                    entries.add(new BlockPattern.Entry(o, i, random.nextInt(blocks)));
                }
            }
        }
        return new BlockPattern(outputs, rows, blocks, entries);
    }

    private Value product(Value x) {
        int channels = x.type().channels() == 1 ? CHANNELS[random.nextInt(CHANNELS.length)] : random.nextBoolean() ? 1 : x.type().channels();
        int rows = ROWS[random.nextInt(ROWS.length)];
        Value y = one(
                v -> v.type().equals(new Type(x.type().space(), rows, channels)),
                () -> input(new Type(x.type().space(), rows, channels)));
        Coupling coupling = x.type().rows() == 4 && rows == 4 && random.nextBoolean()
                ? Coupling.matrixProduct(1, 4)
                : OperationCases.coupling(x.type().rows(), rows, 4);
        return random.nextBoolean() || coupling.size(0) != coupling.size(1)
                ? graph.tensorProduct(coupling, x, y)
                : graph.tensorProduct(coupling.permute(1, 0, 2), y, x);
    }

    private Value gather() {
        Index index = Index.values()[random.nextInt(Index.values().length)];
        return graph.gather(index, one(v -> v.type().space() == index.to(), () -> input(type().in(index.to()))));
    }

    private Value segment() {
        Index index = Index.values()[random.nextInt(Index.values().length)];
        Value x = one(v -> v.type().space() == index.from(), () -> input(type().in(index.from())));
        return random.nextInt(4) == 0 ? graph.stopGradient(graph.segmentMax(index, x)) : graph.segmentSum(index, x);
    }

    private Value channels(Value x) {
        int channels = x.type().channels();
        return channels == 1
                ? graph.padChannels(x, 2, 5)
                : graph.sliceChannels(x, random.nextInt(channels), 1);
    }

    private Value outerSum(Value x) {
        Value g = one(
                v -> v.type().space() == x.type().space() && v.type().rows() == x.type().rows(),
                () -> input(x.type().withChannels(CHANNELS[random.nextInt(CHANNELS.length)])));
        return graph.outerSum(x, g);
    }
}
