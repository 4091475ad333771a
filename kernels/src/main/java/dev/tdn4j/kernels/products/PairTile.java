package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.kernels.products.VectorCode.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * Micro-kernel of {@link OrderMatrix}: tiles of 2P sums, of which P take the product c = a·b − a'·b' and P take
 * s = a·b' + a'·b, made in registers and used at once. Rows (a, a') follow one another, and so do (b, b'). In a program a
 * tile is the offsets of its sums in the result, then the offsets of a, b and 2P numbers for every step, and −1. Rows and
 * numbers lie in one array, because addresses and bounds of more would not find room in registers.
 */
interface PairTile {

    /** The offsets of a step. */
    int STEP = 3;

    /** Adds tiles to the result. */
    void apply(int tiles, int[] program, int at, float[] work, float[] out, int outAt);

    /** The kernel of P sums and some vectors side by side, for rows of so many floats. */
    static PairTile of(int p, int vectors, int length) {
        return VectorCode.define(PairTile.class, vectors, code -> write(code, p, vectors * WIDTH, length));
    }

    private static void write(VectorCode code, int p, int columns, int length) {
        int tiles = 1, program = 2, at = 3, work = 4, out = 5, outAt = 6;
        int tile = code.variable(), u = code.variable(), t = code.variable(), index = code.variable(), zero = code.variable();
        code.set(t, 0, at);
        code.set(zero, 0);
        code.repeat(tile, tiles, () -> {
            code.columns(u, length, columns, () -> {
                code.set(t, 2 * p, at);
                List<Group> sums = new ArrayList<>();
                for (int s = 0; s < 2 * p; s++) {
                    sums.add(code.zero());
                }
                code.untilNegative(program, t, () -> {
                    code.lookUp(index, u, program, t, 0);
                    Group a = code.load(work, index, 0), second = code.load(work, index, length);
                    code.lookUp(index, u, program, t, 1);
                    Group b = code.load(work, index, 0), with = code.load(work, index, length);
                    code.lookUp(index, zero, program, t, 2);
                    use(code, code.subtract(code.multiply(a, b), code.multiply(second, with)), work, index, sums, 0, p);
                    Group sine = code.multiply(a, with);
                    code.multiplyAdd(second, b, sine);
                    use(code, sine, work, index, sums, p, 2 * p);
                    code.set(t, STEP, t);
                });
                for (int s = 0; s < 2 * p; s++) {
                    code.lookUp(index, u, program, at, s);
                    code.set(index, 0, index, outAt);
                    code.store(code.add(sums.get(s), code.load(out, index, 0)), out, index, 0);
                }
            });
            code.set(at, 1, t);
        });
    }

    private static void use(VectorCode code, Group product, int work, int index, List<Group> sums, int from, int to) {
        for (int s = from; s < to; s++) {
            code.multiplyAdd(code.broadcast(work, index, s), product, sums.get(s));
        }
    }
}
