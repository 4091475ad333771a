package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import java.util.List;

/**
 * A chain for every entry of the result, or a sum of chains.
 *
 * @param chain what is computed
 * @param loop over what it is summed: {@link #SINGLE}, {@link #ROWS}, …
 * @param count the rows or parts summed over, or the parts that the items are divided into
 * @param summed the space of the items summed over, or null
 * @param index the index of a segment sum or maximum, or null
 * @param writes the result
 */
record ChainTask(Chain chain, int loop, int count, Space summed, Index index, Buffer writes) implements Task {

    /** No sum. */
    static final int SINGLE = 0;

    /** Over the items that point at the result's. */
    static final int SEGMENT_SUM = 1;

    /** The largest of those. */
    static final int SEGMENT_MAX = 2;

    /** Over the rows of an item. */
    static final int ROWS = 3;

    /** Over the items of a space, in parts. */
    static final int ITEMS = 4;

    /** Over such parts. */
    static final int PARTS = 5;

    /** The integers before the chain. */
    static final int HEADER = 8;

    static ChainTask of(Chain chain, Buffer writes) {
        return new ChainTask(chain, SINGLE, 0, null, null, writes);
    }

    @Override
    public Kernel kernel() {
        return Kernel.CHAINS;
    }

    @Override
    public List<Buffer> reads() {
        return chain.reads();
    }

    @Override
    public long groups(Sizes sizes) {
        long entries = writes.size(sizes);
        return Task.groupsFor(loop == SINGLE ? (entries + Interpreter.WIDTH - 1) / Interpreter.WIDTH : entries);
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        int first = switch (loop) {
            case SEGMENT_SUM, SEGMENT_MAX -> layout.starts(index);
            case ITEMS -> layout.count(summed);
            default -> count;
        };
        int second = switch (loop) {
            case SEGMENT_SUM, SEGMENT_MAX -> layout.members(index);
            case ITEMS -> count;
            default -> -1;
        };
        // A negative number of items stands for itself: parts are no space.
        int items = writes.copies > 1 ? -writes.copies : layout.count(writes.type.space());
        int place = code.append(
                items, writes.type.rows(), writes.type.channels(), layout.place(writes), loop, first, second, 0);
        chain.encode(code, layout);
        code.set(place + HEADER - 1, code.length());
        return place;
    }
}
