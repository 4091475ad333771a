package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.kernels.products.VectorCode.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * Micro-kernel of {@link AlignedEdges}: some rows of A_s x_s for several samples s, where every sample has its own matrix and
 * rows may be anywhere. The numbers A_s[row][column] lie at [column][row][sample]. A program is the offsets of the rows of the
 * result, those of the rows of x, and −1.
 */
interface BlockTile {

    /** What becomes of a tile's sums. */
    enum Kind {
        /** Every sample has a result of its own. */
        PLAIN,
        /** The same, times a row of weights. */
        WEIGHTED,
        /** All samples are added to one result. */
        SUMMED
    }

    /**
     * Computes rows.
     *
     * @param xBase where the x of every sample lies, from {@code baseAt} on
     * @param wBase where the weights of every sample lie, from {@code baseAt} on; read if weighted
     * @param outStep the distance between the results of samples; not read if they are summed
     */
    void apply(
            int samples, int[] program, int at, float[] m, int mAt, float[] x, int[] xBase, int baseAt, float[] w, int[] wBase,
            float[] out, int outAt, int outStep);

    /** The generated kernel of so many rows of so many floats. */
    static BlockTile of(int rows, int vectors, int length, Kind kind) {
        return VectorCode.define(BlockTile.class, vectors, code -> write(code, rows, vectors * WIDTH, length, kind));
    }

    private static void write(VectorCode code, int rows, int columns, int length, Kind kind) {
        int samples = 1, program = 2, at = 3, m = 4, mAt = 5, x = 6, xBase = 7, baseAt = 8;
        int w = 9, wBase = 10, out = 11, outAt = 12, outStep = 13;
        int s = code.variable(), u = code.variable(), t = code.variable(), q = code.variable(), base = code.variable();
        int index = code.variable(), place = code.variable();
        if (kind == Kind.SUMMED) {
            code.columns(u, length, columns, () -> {
                code.set(place, 0, outAt, u);
                List<Group> sums = new ArrayList<>();
                for (int r = 0; r < rows; r++) {
                    code.lookUp(index, place, program, at, r);
                    sums.add(code.load(out, index, 0));
                }
                code.repeat(s, samples, () ->
                        sample(code, rows, sums, program, at, m, mAt, x, xBase, baseAt, s, u, t, q, base, index));
                store(code, sums, program, at, out, place, index);
            });
            return;
        }
        code.repeat(s, samples, () -> {
            code.columns(u, length, columns, () -> {
                List<Group> sums = new ArrayList<>();
                for (int r = 0; r < rows; r++) {
                    sums.add(code.zero());
                }
                sample(code, rows, sums, program, at, m, mAt, x, xBase, baseAt, s, u, t, q, base, index);
                List<Group> results = sums;
                if (kind == Kind.WEIGHTED) {
                    code.set(q, 0, baseAt, s);
                    code.lookUp(index, u, wBase, q, 0);
                    Group weights = code.load(w, index, 0);
                    results = sums.stream().map(g -> code.multiply(g, weights)).toList();
                }
                code.set(place, 0, outAt, u);
                store(code, results, program, at, out, place, index);
            });
            code.set(outAt, 0, outAt, outStep);
        });
    }

    /** Adds the columns of one sample. */
    private static void sample(
            VectorCode code, int rows, List<Group> sums, int program, int at, int m, int mAt, int x, int xBase, int baseAt,
            int s, int u, int t, int q, int base, int index) {
        code.set(q, 0, baseAt, s);
        code.lookUp(base, u, xBase, q, 0);
        code.set(q, 0, mAt, s);
        code.set(t, rows, at);
        code.untilNegative(program, t, () -> {
            code.lookUp(index, base, program, t, 0);
            Group row = code.load(x, index, 0);
            for (int r = 0; r < rows; r++) {
                code.multiplyAdd(code.broadcast(m, q, r * WIDTH), row, sums.get(r));
            }
            code.set(q, rows * WIDTH, q);
            code.set(t, 1, t);
        });
    }

    private static void store(VectorCode code, List<Group> sums, int program, int at, int out, int place, int index) {
        for (int r = 0; r < sums.size(); r++) {
            code.lookUp(index, place, program, at, r);
            code.store(sums.get(r), out, index, 0);
        }
    }
}
