package dev.tdn4j.tensor.graph;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Builds values of a task graph: a small program in single-assignment form over arrays [items][rows][channels] whose
 * numbers of items are symbolic. Every method checks the types of its arguments and returns the value that exists
 * already if the same operation was applied to the same arguments before, so common subexpressions never arise.
 */
public final class Graph {

    private record Key(Operation operation, List<Value> arguments, Type type) {}

    private final Map<Key, Value> known = new HashMap<>();
    private final Map<String, Value> named = new HashMap<>();
    private int next;

    /** An empty graph. */
    public Graph() {}

    /**
     * Data given at every run.
     *
     * @param name a name that no other input or parameter has
     * @param type its type
     * @return the value
     * @throws IllegalArgumentException if the name stands for something else already
     */
    public Value input(String name, Type type) {
        return named(name, new Operation.Input(name), type);
    }

    /**
     * Data that training changes.
     *
     * @param name a name that no other input or parameter has
     * @param type its type; the space is ONE or ELEMENTS
     * @return the value
     * @throws IllegalArgumentException if the name stands for something else already, or the space's size varies
     */
    public Value parameter(String name, Type type) {
        require(
                type.space() == Space.ONE || type.space() == Space.ELEMENTS,
                "parameter " + name + " has a size that changes from batch to batch: " + type);
        return named(name, new Operation.Parameter(name), type);
    }

    /**
     * Data of the program.
     *
     * @param rows its rows
     * @param channels its channels
     * @param data the entries, row-major
     * @return the value, in space ONE
     */
    public Value constant(int rows, int channels, double... data) {
        require(data.length == rows * channels, "a constant " + rows + "×" + channels + " has not " + data.length + " entries");
        return make(new Operation.Constant(data.clone()), new Type(Space.ONE, rows, channels));
    }

    /**
     * a + b, broadcast to their joined type.
     *
     * @param a an operand
     * @param b an operand
     * @return the sum
     */
    public Value add(Value a, Value b) {
        return binary(Operation.Binary.ADD, a, b);
    }

    /**
     * a − b, broadcast to their joined type.
     *
     * @param a an operand
     * @param b an operand
     * @return the difference
     */
    public Value subtract(Value a, Value b) {
        return binary(Operation.Binary.SUBTRACT, a, b);
    }

    /**
     * a · b, entry by entry, broadcast to their joined type.
     *
     * @param a an operand
     * @param b an operand
     * @return the product
     */
    public Value multiply(Value a, Value b) {
        return binary(Operation.Binary.MULTIPLY, a, b);
    }

    /**
     * a / b, entry by entry, broadcast to their joined type.
     *
     * @param a the numerator
     * @param b the denominator
     * @return the quotient
     */
    public Value divide(Value a, Value b) {
        return binary(Operation.Binary.DIVIDE, a, b);
    }

    private Value binary(Operation.Binary operation, Value a, Value b) {
        Type joined = a.type().joined(b.type());
        Value left = withoutBroadcast(a, b, joined);
        Value right = withoutBroadcast(b, left, joined);
        boolean swap = (operation == Operation.Binary.ADD || operation == Operation.Binary.MULTIPLY) && left.id() > right.id();
        return swap ? make(operation, joined, right, left) : make(operation, joined, left, right);
    }

    /** Elementwise operations broadcast by themselves: an explicit broadcast before one is left out where the type stays. */
    private static Value withoutBroadcast(Value a, Value other, Type joined) {
        if (a.operation() instanceof Operation.Broadcast
                && a.argument(0).type().joined(other.type()).equals(joined)) {
            return a.argument(0);
        }
        return a;
    }

    /**
     * scale·x + shift.
     *
     * @param x the argument
     * @param scale the factor
     * @param shift the term
     * @return the result
     */
    public Value affine(Value x, double scale, double shift) {
        if (scale == 1 && shift == 0) {
            return x;
        }
        if (x.operation() instanceof Operation.Affine(double inner, double offset)) {
            return affine(x.argument(0), scale * inner, scale * offset + shift);
        }
        return make(new Operation.Affine(scale, shift), x.type(), x);
    }

    /**
     * A function of every entry.
     *
     * @param function the function
     * @param x the argument
     * @return f(x)
     */
    public Value apply(Function function, Value x) {
        return make(new Operation.Apply(function), x.type(), x);
    }

    /**
     * Sums over the axes on which the target is single.
     *
     * @param x the argument
     * @param target its type with some of space, rows, channels made single
     * @return the sums
     */
    public Value sum(Value x, Type target) {
        require(target.broadcastsTo(x.type()), "no sum leads from " + x.type() + " to " + target);
        return target.equals(x.type()) ? x : make(new Operation.Sum(), target, x);
    }

    /**
     * Repeats along the axes on which the argument is single.
     *
     * @param x the argument
     * @param target the type of the result
     * @return the repeated value
     */
    public Value broadcast(Value x, Type target) {
        require(x.type().broadcastsTo(target), x.type() + " does not stretch to " + target);
        if (target.equals(x.type())) {
            return x;
        }
        Value origin = x.operation() instanceof Operation.Broadcast ? x.argument(0) : x;
        return make(new Operation.Broadcast(), target, origin);
    }

    /**
     * A constant linear map over rows.
     *
     * @param map the map
     * @param x the argument, with as many rows as the map takes
     * @return map·x for every item and channel
     */
    public Value mapRows(RowMap map, Value x) {
        require(map.inputs() == x.type().rows(), map + " does not apply to " + x.type());
        return map.isIdentity() ? x : make(new Operation.MapRows(map), x.type().withRows(map.outputs()), x);
    }

    /**
     * Adjacent rows.
     *
     * @param x the argument
     * @param from the first row
     * @param count how many
     * @return the rows
     */
    public Value rows(Value x, int from, int count) {
        require(from >= 0 && count > 0, "no rows " + from + "+" + count + " in " + x.type());
        return mapRows(RowMap.selection(from, count, x.type().rows()), x);
    }

    /**
     * Mixes channels: out[e, i, m] = Σ_k x[e, i, k] W[k, m].
     *
     * @param x the argument
     * @param weight W in space ONE, with x's channels as rows
     * @return the result, with W's channels
     */
    public Value linear(Value x, Value weight) {
        require(
                weight.type().space() == Space.ONE && weight.type().rows() == x.type().channels(),
                "a weight " + weight.type() + " does not mix the channels of " + x.type());
        return make(new Operation.Linear(), x.type().withChannels(weight.type().channels()), x, weight);
    }

    /**
     * Σ over items and rows of x[e, i, k] g[e, i, m].
     *
     * @param x a value
     * @param g a value of the same space and rows
     * @return the matrix [k][m], in space ONE
     */
    public Value outerSum(Value x, Value g) {
        require(
                x.type().space() == g.type().space() && x.type().rows() == g.type().rows(),
                "no outer sum of " + x.type() + " and " + g.type());
        Type type = new Type(Space.ONE, x.type().channels(), g.type().channels());
        return make(new Operation.OuterSum(), type, x, g);
    }

    /**
     * The transpose of a matrix.
     *
     * @param x a value in space ONE
     * @return rows and channels swapped
     */
    public Value transpose(Value x) {
        require(x.type().space() == Space.ONE, "only values in space ONE are matrices, not " + x.type());
        if (x.operation() instanceof Operation.Transpose) {
            return x.argument(0);
        }
        return make(new Operation.Transpose(), new Type(Space.ONE, x.type().channels(), x.type().rows()), x);
    }

    /**
     * Mixes channels with one of several matrices for each pair of rows: out[e, o, :] = Σ x[e, i, :] · W_b over the entries
     * (o, i, b) of a pattern.
     *
     * @param pattern which matrix leads from which row to which
     * @param x the argument, with as many rows as the pattern takes
     * @param weight the matrices W_b one below the other, in space ONE, each with x's channels as rows
     * @return the result, with the matrices' channels
     */
    public Value blockLinear(BlockPattern pattern, Value x, Value weight) {
        require(
                pattern.inputs() == x.type().rows()
                        && weight.type().space() == Space.ONE
                        && weight.type().rows() == pattern.blocks() * x.type().channels(),
                pattern + " of weights " + weight.type() + " does not mix the channels of " + x.type());
        Type type = x.type().withRows(pattern.outputs()).withChannels(weight.type().channels());
        if (pattern.entries().isEmpty()) {
            return broadcast(constant(1, 1, 0), type);
        }
        return pattern.isSingle() ? linear(x, weight) : make(new Operation.BlockLinear(pattern), type, x, weight);
    }

    /**
     * For each matrix b, Σ over items and the entries (o, i, b) of a pattern of x[e, i, k] g[e, o, m].
     *
     * @param pattern which rows meet for which matrix
     * @param x a value with as many rows as the pattern takes
     * @param g a value of the same space with as many rows as the pattern gives
     * @return the matrices [k][m] one below the other, in space ONE
     */
    public Value blockOuterSum(BlockPattern pattern, Value x, Value g) {
        require(
                x.type().space() == g.type().space()
                        && x.type().rows() == pattern.inputs()
                        && g.type().rows() == pattern.outputs(),
                pattern + " has no outer sum of " + x.type() + " and " + g.type());
        Type type = new Type(Space.ONE, pattern.blocks() * x.type().channels(), g.type().channels());
        if (pattern.entries().isEmpty()) {
            return broadcast(constant(1, 1, 0), type);
        }
        return pattern.isSingle() ? outerSum(x, g) : make(new Operation.BlockOuterSum(pattern), type, x, g);
    }

    /**
     * The transpose of each of several matrices that stand one below the other.
     *
     * @param blocks how many
     * @param x a value in space ONE
     * @return rows and channels of each matrix swapped
     */
    public Value blockTranspose(int blocks, Value x) {
        require(
                x.type().space() == Space.ONE && blocks >= 1 && x.type().rows() % blocks == 0,
                x.type() + " is not " + blocks + " matrices one below the other");
        if (blocks == 1) {
            return transpose(x);
        }
        if (x.operation() instanceof Operation.BlockTranspose(int inner) && inner == blocks) {
            return x.argument(0);
        }
        Type type = new Type(Space.ONE, blocks * x.type().channels(), x.type().rows() / blocks);
        return make(new Operation.BlockTranspose(blocks), type, x);
    }

    /**
     * The tensor product out[e, k, u] = Σ_ij M_ijk a[e, i, u] b[e, j, u].
     *
     * @param coupling M
     * @param a the first argument; one channel is shared by all of b's
     * @param b the second argument, of the same space; one channel is shared by all of a's
     * @return the product
     */
    public Value tensorProduct(Coupling coupling, Value a, Value b) {
        return tensorProduct(coupling, a, b, false);
    }

    Value tensorProduct(Coupling coupling, Value a, Value b, boolean contracted) {
        require(
                a.type().space() == b.type().space()
                        && a.type().rows() == coupling.size(0)
                        && b.type().rows() == coupling.size(1),
                coupling + " does not couple " + a.type() + " and " + b.type());
        int channels = a.type().withRows(1).joined(b.type().withRows(1)).channels();
        Type type = new Type(a.type().space(), coupling.size(2), contracted ? 1 : channels);
        return make(new Operation.TensorProduct(coupling, contracted && channels > 1), type, a, b);
    }

    /**
     * Copies each item's target to it.
     *
     * @param index the index
     * @param x a value over the space that the index points at
     * @return a value over the space that carries the index
     */
    public Value gather(Index index, Value x) {
        require(x.type().space() == index.to(), index + " points at " + index.to() + ", not at " + x.type());
        return make(new Operation.Gather(index), x.type().in(index.from()), x);
    }

    /**
     * Sums the items that point at each target.
     *
     * @param index the index
     * @param x a value over the space that carries the index
     * @return a value over the space that the index points at
     */
    public Value segmentSum(Index index, Value x) {
        require(x.type().space() == index.from(), index + " starts at " + index.from() + ", not at " + x.type());
        return make(new Operation.SegmentSum(index), x.type().in(index.to()), x);
    }

    /**
     * The largest of the items that point at each target, 0 for a target without any; no derivative.
     *
     * @param index the index
     * @param x a value over the space that carries the index
     * @return a value over the space that the index points at
     */
    public Value segmentMax(Index index, Value x) {
        require(x.type().space() == index.from(), index + " starts at " + index.from() + ", not at " + x.type());
        return make(new Operation.SegmentMax(index), x.type().in(index.to()), x);
    }

    /**
     * Component-normalised real solid harmonics rˡY_lm(v/r), in e3nn's order.
     *
     * @param lmax the largest degree
     * @param v vectors: 3 rows, 1 channel
     * @return (lmax+1)² rows, 1 channel
     */
    public Value solidHarmonics(int lmax, Value v) {
        require(v.type().rows() == 3 && v.type().channels() == 1, "harmonics are of vectors [3×1], not of " + v.type());
        return make(new Operation.SolidHarmonics(lmax), v.type().withRows(Degrees.components(lmax)), v);
    }

    /**
     * Adjacent channels.
     *
     * @param x the argument
     * @param from the first channel
     * @param count how many
     * @return the channels
     */
    public Value sliceChannels(Value x, int from, int count) {
        require(from >= 0 && from + count <= x.type().channels(), "no channels " + from + "+" + count + " in " + x.type());
        return count == x.type().channels()
                ? x
                : make(new Operation.SliceChannels(from), x.type().withChannels(count), x);
    }

    /**
     * Zeros around the channels.
     *
     * @param x the argument
     * @param from the channel of the result at which it begins
     * @param total the channels of the result
     * @return the padded value
     */
    public Value padChannels(Value x, int from, int total) {
        require(from >= 0 && from + x.type().channels() <= total, x.type() + " does not fit in " + total + " channels from " + from);
        return total == x.type().channels() ? x : make(new Operation.PadChannels(from), x.type().withChannels(total), x);
    }

    /**
     * The argument, taken as constant by differentiation.
     *
     * @param x the argument
     * @return the same entries
     */
    public Value stopGradient(Value x) {
        return make(new Operation.StopGradient(), x.type(), x);
    }

    /**
     * Applies an operation to arguments of this graph, through the method that checks it.
     *
     * @param operation the operation
     * @param type the result's type, which decides what sums, broadcasts, slices and paddings do
     * @param arguments the arguments
     * @return the value
     */
    Value rebuild(Operation operation, Type type, List<Value> arguments) {
        Value a = arguments.isEmpty() ? null : arguments.getFirst();
        Value b = arguments.size() < 2 ? null : arguments.get(1);
        return switch (operation) {
            case Operation.Input input -> input(input.name(), type);
            case Operation.Parameter parameter -> parameter(parameter.name(), type);
            case Operation.Constant constant -> constant(type.rows(), type.channels(), constant.data());
            case Operation.Binary binary -> binary(binary, a, b);
            case Operation.Affine affine -> affine(a, affine.scale(), affine.shift());
            case Operation.Apply apply -> apply(apply.function(), a);
            case Operation.Sum _ -> sum(a, type);
            case Operation.Broadcast _ -> broadcast(a, type);
            case Operation.MapRows map -> mapRows(map.map(), a);
            case Operation.Linear _ -> linear(a, b);
            case Operation.OuterSum _ -> outerSum(a, b);
            case Operation.Transpose _ -> transpose(a);
            case Operation.BlockLinear(BlockPattern pattern) -> blockLinear(pattern, a, b);
            case Operation.BlockOuterSum(BlockPattern pattern) -> blockOuterSum(pattern, a, b);
            case Operation.BlockTranspose(int blocks) -> blockTranspose(blocks, a);
            case Operation.TensorProduct product -> tensorProduct(product.coupling(), a, b, product.contracted());
            case Operation.Gather gather -> gather(gather.index(), a);
            case Operation.SegmentSum segment -> segmentSum(segment.index(), a);
            case Operation.SegmentMax segment -> segmentMax(segment.index(), a);
            case Operation.SolidHarmonics harmonics -> solidHarmonics(harmonics.lmax(), a);
            case Operation.SliceChannels slice -> sliceChannels(a, slice.from(), type.channels());
            case Operation.PadChannels pad -> padChannels(a, pad.from(), type.channels());
            case Operation.StopGradient _ -> stopGradient(a);
        };
    }

    private Value named(String name, Operation operation, Type type) {
        Value value = make(operation, type);
        Value holder = named.putIfAbsent(Objects.requireNonNull(name), value);
        require(holder == null || holder == value, "the name " + name + " stands for " + holder + " already");
        return value;
    }

    private Value make(Operation operation, Type type, Value... arguments) {
        List<Value> list = List.of(arguments);
        return known.computeIfAbsent(new Key(operation, list, type), key -> new Value(next++, operation, list, type));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The values from which some values are computed, and those themselves, arguments first.
     *
     * @param results the values wanted
     * @return all that must be computed, in order
     */
    static List<Value> reaching(Iterable<Value> results) {
        Map<Integer, Value> found = new HashMap<>();
        List<Value> open = new ArrayList<>();
        results.forEach(open::add);
        while (!open.isEmpty()) {
            Value value = open.removeLast();
            if (found.putIfAbsent(value.id(), value) == null) {
                open.addAll(value.arguments());
            }
        }
        return found.values().stream()
                .sorted(java.util.Comparator.comparingInt(Value::id))
                .toList();
    }
}
