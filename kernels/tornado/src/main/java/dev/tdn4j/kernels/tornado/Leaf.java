package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Space;

/**
 * An entry that a chain reads: a view of a value in a buffer. Where the buffer holds parts of a sum, these are its items.
 *
 * @param view how
 * @param buffer where the view's base is
 * @param table the place in the code of the view's rows, or −1
 */
record Leaf(View view, Buffer buffer, int table) {

    static Leaf of(View view, Buffer buffer, IntCode tables) {
        boolean mapped = view.rows() != null && view.type().rows() > 1;
        return new Leaf(view, buffer, mapped ? tables.append(view.rows()) : -1);
    }

    /**
     * Appends the instruction: opcode, place, distances of items, rows and channels, the index, the table of rows, and the
     * channels that are not zero. A single row, channel or item is read whatever the chain's.
     */
    void encode(int opcode, IntCode code, Layout layout) {
        boolean oneChannel = view.type().channels() == 1;
        int place = layout.place(buffer) + view.offset() * view.channelStride();
        int rowStride = 0;
        if (view.type().rows() > 1) {
            rowStride = view.rowStride();
        } else {
            place += view.firstRow() * view.rowStride();
        }
        boolean single = view.type().space() == Space.ONE;
        boolean zero = oneChannel && (view.from() > 0 || view.to() < 1) || view.type().rows() == 1 && view.firstRow() < 0;
        code.append(
                opcode,
                place,
                buffer.copies > 1 ? view.base().type().itemSize() : single ? 0 : view.itemStride(),
                rowStride,
                oneChannel || view.fixed() ? 0 : view.channelStride(),
                view.gather() == null ? -1 : layout.targets(view.gather()),
                table,
                oneChannel ? 0 : Math.max(0, view.from()),
                zero ? 0 : oneChannel ? Integer.MAX_VALUE : view.to());
    }
}
