package dev.tdn4j.kernels.tornado;

import java.util.List;

/**
 * A tensor product by its non-zeros.
 *
 * @param sparse the coupling, by output rows
 * @param a the first argument
 * @param b the second argument
 * @param writes the product
 */
record SparseTask(Sparse sparse, Buffer a, Buffer b, Buffer writes) implements Task {

    @Override
    public Kernel kernel() {
        return Kernel.SPARSE;
    }

    @Override
    public List<Buffer> reads() {
        return List.of(a, b);
    }

    @Override
    public long groups(Sizes sizes) {
        return Task.groupsFor(writes.size(sizes));
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        return code.append(
                layout.count(writes.type.space()), writes.type.rows(), writes.type.channels(), layout.place(a),
                a.type.rows(), a.type.channels(), layout.place(b), b.type.rows(), b.type.channels(),
                layout.place(writes), sparse.starts(), sparse.columns(), sparse.values());
    }
}
