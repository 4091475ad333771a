package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

/** Micro-kernel of {@link PreparedRows}: a program is (offset, factor, offset of the copy) for every row, and −1. */
interface RowCopy {

    /** Copies rows. */
    void apply(int[] program, float[] from, int fromAt, float[] to, int toAt);

    /** The kernel for rows of so many floats. */
    static RowCopy of(int vectors, int length) {
        return VectorCode.define(RowCopy.class, vectors, code -> {
            int program = 1, from = 2, fromAt = 3, to = 4, toAt = 5;
            int t = code.variable(), u = code.variable(), index = code.variable();
            code.columns(u, length, vectors * WIDTH, () -> {
                code.set(t, 0);
                code.untilNegative(program, t, () -> {
                    code.lookUp(index, u, program, t, 0);
                    code.set(index, 0, index, fromAt);
                    VectorCode.Group row = code.multiply(code.load(from, index, 0), code.broadcastInt(program, t, 1));
                    code.lookUp(index, u, program, t, 2);
                    code.set(index, 0, index, toAt);
                    code.store(row, to, index, 0);
                    code.set(t, 3, t);
                });
            });
        });
    }
}
