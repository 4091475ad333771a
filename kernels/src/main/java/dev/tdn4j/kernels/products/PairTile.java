package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.kernels.products.VectorCode.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * Micro-kernel of {@link OrderMatrix}: tiles of 2P sums, of which P take the product c = a·b + a'·b' and P take
 * s = a·d + a'·b, made in registers and used at once. Rows (a, a') follow one another, and so do (b, d, b'), so that one
 * offset finds them and the compiler checks bounds once. In a program a tile is the offsets of its sums in the result, then
 * the offsets of a and b for every step, and −1; the 2P numbers of a step follow one another among the values.
 */
interface PairTile {

    /** Adds tiles to the result. */
    void apply(
            int tiles, int[] program, int at, float[] value, int valueAt, float[] a, float[] b, float[] out, int outAt);

    /** The kernel of P sums and some vectors side by side, for rows of so many floats. */
    static PairTile of(int p, int vectors, int length) {
        return VectorCode.define(PairTile.class, vectors, code -> write(code, p, vectors * WIDTH, length));
    }

    private static void write(VectorCode code, int p, int columns, int length) {
        int tiles = 1, program = 2, at = 3, value = 4, valueAt = 5, a = 6, b = 7, out = 8, outAt = 9;
        int tile = code.variable(), u = code.variable(), t = code.variable(), q = code.variable();
        int index = code.variable(), bIndex = code.variable();
        code.set(t, 0, at);
        code.set(q, 0, valueAt);
        code.repeat(tile, tiles, () -> {
            code.columns(u, length, columns, () -> {
                code.set(t, 2 * p, at);
                code.set(q, 0, valueAt);
                List<Group> sums = new ArrayList<>();
                for (int s = 0; s < 2 * p; s++) {
                    sums.add(code.zero());
                }
                code.untilNegative(program, t, () -> {
                    code.lookUp(index, u, program, t, 0);
                    Group first = code.load(a, index, 0), second = code.load(a, index, length);
                    code.lookUp(bIndex, u, program, t, 1);
                    Group both = code.load(b, bIndex, 0);
                    Group cosine = code.multiply(first, both);
                    code.multiplyAdd(second, code.load(b, bIndex, 2 * length), cosine);
                    Group sine = code.multiply(second, both);
                    code.multiplyAdd(first, code.load(b, bIndex, length), sine);
                    for (int s = 0; s < 2 * p; s++) {
                        code.multiplyAdd(code.broadcast(value, q, s), s < p ? cosine : sine, sums.get(s));
                    }
                    code.set(t, 2, t);
                    code.set(q, 2 * p, q);
                });
                for (int s = 0; s < 2 * p; s++) {
                    code.lookUp(index, u, program, at, s);
                    code.set(index, 0, index, outAt);
                    code.store(code.add(sums.get(s), code.load(out, index, 0)), out, index, 0);
                }
            });
            code.set(at, 1, t);
            code.set(valueAt, 0, q);
        });
    }
}
