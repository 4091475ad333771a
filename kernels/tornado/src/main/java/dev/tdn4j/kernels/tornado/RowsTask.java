package dev.tdn4j.kernels.tornado;

import java.util.List;

/**
 * A constant linear map over rows.
 *
 * @param sparse the map
 * @param x the argument
 * @param writes the result
 */
record RowsTask(Sparse sparse, Buffer x, Buffer writes) implements Task {

    @Override
    public Kernel kernel() {
        return Kernel.ROWS;
    }

    @Override
    public List<Buffer> reads() {
        return List.of(x);
    }

    @Override
    public long groups(Sizes sizes) {
        return Task.groupsFor(writes.size(sizes));
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        return code.append(
                layout.count(writes.type.space()), writes.type.rows(), writes.type.channels(), layout.place(x),
                x.type.rows(), layout.place(writes), sparse.starts(), sparse.columns(), sparse.values());
    }
}
