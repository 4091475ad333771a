package dev.tdn4j.kernels.tornado;

import java.util.List;

/**
 * A tensor product whose second argument all channels share: that one is contracted first.
 *
 * @param sparse the coupling, as an item's own matrix
 * @param x the argument of many channels
 * @param shared the argument of one channel
 * @param writes the product
 */
record SharedTask(Sparse sparse, Buffer x, Buffer shared, Buffer writes) implements Task {

    @Override
    public Kernel kernel() {
        return Kernel.SHARED;
    }

    @Override
    public List<Buffer> reads() {
        return List.of(x, shared);
    }

    @Override
    public long groups(Sizes sizes) {
        return sizes.of(writes.type.space());
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        return code.append(
                layout.count(writes.type.space()), writes.type.rows(), x.type.rows(), x.type.channels(), layout.place(x),
                layout.place(shared), shared.type.rows(), layout.place(writes), sparse.starts(), sparse.columns(),
                sparse.values());
    }
}
