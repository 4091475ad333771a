package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A value as a way to read another: gathers, copies of rows, slices and paddings of channels, transposes and broadcasts
 * compute nothing, so they are done where they are read.
 *
 * @param base what is read
 * @param type the type of the view
 * @param gather the index that leads from the view's items to the base's, or null
 * @param rows the base's row of each of the view's rows, −1 for zeros, or null where they are the same
 * @param fixed whether every channel of the view reads one channel of the base
 * @param offset what is added to the view's channel (to 0 if fixed) for the base's
 * @param from the first channel that is not zero
 * @param to the end of those
 * @param transposed whether the base's rows are the view's channels
 */
record View(
        Value base, Type type, Index gather, int[] rows, boolean fixed, int offset, int from, int to, boolean transposed) {

    private static final int ALL = Integer.MAX_VALUE;

    /** A value as itself. */
    static View of(Value value) {
        return new View(value, value.type(), null, null, false, 0, 0, ALL, false);
    }

    /** Whether an operation is nothing but a way to read its argument. */
    static boolean isView(Value value) {
        return switch (value.operation()) {
            case Operation.Gather _, Operation.SliceChannels _, Operation.PadChannels _, Operation.Broadcast _,
                    Operation.Transpose _, Operation.StopGradient _ -> true;
            case Operation.MapRows(RowMap map) -> copies(map);
            default -> false;
        };
    }

    private static boolean copies(RowMap map) {
        return IntStream.range(0, map.outputs())
                .allMatch(o -> map.start(o + 1) == map.start(o)
                        || map.start(o + 1) == map.start(o) + 1 && map.value(map.start(o)) == 1);
    }

    /** The view of {@code value}, whose argument this is, or null where two steps do not make one. */
    View then(Value value) {
        Type next = value.type();
        return switch (value.operation()) {
            case Operation.StopGradient _ -> this;
            case Operation.Gather(Index index) ->
                gather != null ? null : new View(base, next, index, rows, fixed, offset, from, to, transposed);
            case Operation.MapRows(RowMap map) ->
                new View(base, next, gather, mapped(map), fixed, offset, from, to, transposed);
            case Operation.SliceChannels(int first) ->
                new View(base, next, gather, rows, fixed, fixed ? offset : offset + first, shift(from, -first), shift(to, -first), transposed);
            case Operation.PadChannels(int first) -> new View(
                    base, next, gather, rows, fixed, fixed ? offset : offset - first, Math.max(from, 0) + first,
                    Math.min(to, type.channels()) + first, transposed);
            case Operation.Broadcast _ -> broadcast(next);
            case Operation.Transpose _ ->
                base.type().equals(type) && equals(of(base)) ? new View(base, next, null, null, false, 0, 0, ALL, true) : null;
            default -> throw new IllegalArgumentException("no view: " + value);
        };
    }

    private static int shift(int limit, int by) {
        return limit == ALL ? ALL : limit + by;
    }

    private int row(int row) {
        return rows == null ? row : rows[row];
    }

    private int[] mapped(RowMap map) {
        return IntStream.range(0, map.outputs())
                .map(o -> map.start(o + 1) == map.start(o) ? -1 : row(map.column(map.start(o))))
                .toArray();
    }

    private View broadcast(Type next) {
        boolean oneChannel = type.channels() == 1 && next.channels() > 1;
        if (oneChannel && (from > 0 || to < 1)) {
            return null;
        }
        int[] repeated = rows;
        if (type.rows() == 1 && next.rows() > 1) {
            repeated = new int[next.rows()];
            Arrays.fill(repeated, row(0));
        }
        return oneChannel
                ? new View(base, next, gather, repeated, true, offset, 0, ALL, transposed)
                : new View(base, next, gather, repeated, fixed, offset, from, to, transposed);
    }

    /** Whether every row and channel of the view is one of the base, in order. */
    boolean isWindow() {
        return gather == null
                && !fixed
                && from <= 0
                && to >= type.channels()
                && (rows == null || IntStream.range(0, rows.length).allMatch(r -> rows[r] >= 0 && rows[r] == rows[0] + r));
    }

    /** The distance of rows in the base. */
    int rowStride() {
        return transposed ? 1 : base.type().channels();
    }

    /** The distance of channels in the base. */
    int channelStride() {
        return transposed ? base.type().channels() : 1;
    }

    /** The distance of items in the base. */
    int itemStride() {
        return base.type().space() == Space.ONE ? 0 : base.type().itemSize();
    }

    /** The first row that a window reads. */
    int firstRow() {
        return row(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof View v && base == v.base && type.equals(v.type) && gather == v.gather
                && Arrays.equals(rows, v.rows) && fixed == v.fixed && offset == v.offset && from == v.from && to == v.to
                && transposed == v.transposed;
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + offset;
    }
}
