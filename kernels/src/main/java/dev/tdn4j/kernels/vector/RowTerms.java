package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes the rows of some values as terms, down to rows that are loaded. */
final class RowTerms {

    private record Row(Value value, int row) {}

    private final Predicate<Value> expressed;
    private final Function<Value, Slot> slots;
    private final Set<Row> stored = new HashSet<>();
    private final Map<Row, Term> known = new HashMap<>();
    private final Term.Pool pool = new Term.Pool();

    /**
     * Terms of values.
     *
     * @param expressed which values are written as terms; all others are loaded
     * @param slots where values are
     */
    RowTerms(Predicate<Value> expressed, Function<Value, Slot> slots) {
        this.expressed = expressed;
        this.slots = slots;
    }

    /** Whether terms can express a value: its rows are made of rows of its arguments, channel by channel. */
    static boolean express(Value value) {
        return value.type().channels() > 1
                && switch (value.operation()) {
                    case Operation.Binary _, Operation.Affine _, Operation.Broadcast _, Operation.MapRows _, Operation.Gather _ -> true;
                    case Operation.Apply(Elementary function) -> function != Elementary.SIGN;
                    case Operation.Sum _ ->
                        value.argument(0).type().channels() == value.type().channels() && !Home.sumsItems(value);
                    default -> false;
                };
    }

    /** Says that a row has been stored: another kernel loads it. */
    void store(Value value, int row) {
        stored.add(new Row(value, row));
    }

    /** Forgets what registers hold: a kernel ends. */
    void forget() {
        known.clear();
    }

    /** A row, in registers as long as the kernel lasts. */
    Term row(Value value, int row) {
        Row key = new Row(value, row);
        Term term = known.get(key);
        if (term == null) {
            term = expressed.test(value) && !stored.contains(key) ? write(value, row) : load(value, row);
            known.put(key, term);
        }
        return term;
    }

    private Term load(Value value, int row) {
        return pool.load(Operand.of(slots.apply(value)), value.type().rows() == 1 ? 0 : row);
    }

    private Term write(Value value, int row) {
        Value a = value.argument(0);
        return switch (value.operation()) {
            case Operation.Binary operation -> binary(operation, operand(a, row), operand(value.argument(1), row));
            case Operation.Affine affine -> pool.affine(row(a, row), affine.scale(), affine.shift());
            case Operation.Apply(Elementary function) -> pool.apply(function, row(a, row));
            case Operation.Broadcast _ -> operand(a, row);
            case Operation.MapRows(RowMap map) -> map(map, a, row);
            case Operation.Sum _ -> sum(a);
            case Operation.Gather(var index) -> pool.load(new Operand(slots.apply(a), index, null), row);
            default -> throw new IllegalArgumentException(value + " is not made row by row");
        };
    }

    /** A row of an operand that may be repeated over rows. */
    private Term operand(Value value, int row) {
        return row(value, value.type().rows() == 1 ? 0 : row);
    }

    private Term binary(Operation.Binary operation, Term a, Term b) {
        return switch (operation) {
            case ADD -> pool.add(a, b);
            case SUBTRACT -> pool.subtract(a, b);
            case MULTIPLY -> pool.multiply(a, b);
            case DIVIDE -> pool.divide(a, b);
        };
    }

    private Term map(RowMap map, Value x, int output) {
        Term sum = pool.constant(0);
        for (int t = map.start(output); t < map.start(output + 1); t++) {
            sum = pool.add(sum, pool.affine(row(x, map.column(t)), map.value(t), 0));
        }
        return sum;
    }

    private Term sum(Value x) {
        Term sum = row(x, 0);
        for (int r = 1; r < x.type().rows(); r++) {
            sum = pool.add(sum, row(x, r));
        }
        return sum;
    }
}
