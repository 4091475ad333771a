package dev.tdn4j.kernels.tornado;

import java.util.List;

/**
 * A tensor product summed over the channels, both arguments having many: the adjoint of a shared one.
 *
 * @param sparse the coupling, by pairs
 * @param a the first argument
 * @param b the second argument
 * @param writes the sums
 */
record ContractionTask(Sparse sparse, Buffer a, Buffer b, Buffer writes) implements Task {

    @Override
    public Kernel kernel() {
        return Kernel.CONTRACTION;
    }

    @Override
    public List<Buffer> reads() {
        return List.of(a, b);
    }

    @Override
    public long groups(Sizes sizes) {
        return sizes.of(writes.type.space());
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        return code.append(
                layout.count(writes.type.space()), a.type.rows(), b.type.rows(), a.type.channels(), layout.place(a),
                layout.place(b), layout.place(writes), writes.type.rows(), sparse.starts(), sparse.columns(),
                sparse.values());
    }
}
