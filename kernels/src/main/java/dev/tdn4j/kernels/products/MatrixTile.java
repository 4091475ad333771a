package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.kernels.products.VectorCode.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * Micro-kernel of {@link SampleMatrixMap}: some rows of A_s x_s for several samples s, where every sample has its own matrix,
 * and every column of it may have a row of weights. The numbers A_s[row][column] lie at [column][row][sample]. With weights, a
 * program is the offsets of x and w for every column, and −1; without, the columns are the rows of x as they are.
 */
interface MatrixTile {

    /** Computes rows, which follow one another; x has {@code xStep} floats a sample. */
    void apply(
            int samples, int[] program, float[] m, int mAt, float[] x, int xAt, int xStep, float[] w, int wAt, int wStep,
            float[] out, int outAt, int outStep);

    /** The kernel of so many rows of so many floats. */
    static MatrixTile of(int rows, int vectors, int length, boolean weighted) {
        return VectorCode.define(MatrixTile.class, vectors, code -> write(code, rows, vectors * WIDTH, length, weighted));
    }

    private static void write(VectorCode code, int rows, int columns, int length, boolean weighted) {
        int samples = 1, program = 2, m = 3, mAt = 4, x = 5, xAt = 6, xStep = 7, w = 8, wAt = 9, wStep = 10, out = 11, outAt = 12, outStep = 13;
        int s = code.variable(), u = code.variable(), t = code.variable(), q = code.variable(), index = code.variable();
        code.repeat(s, samples, () -> {
            code.columns(u, length, columns, () -> {
                code.set(t, 0);
                code.set(q, 0, mAt, s);
                List<Group> sums = new ArrayList<>();
                for (int r = 0; r < rows; r++) {
                    sums.add(code.zero());
                }
                if (weighted) {
                    code.untilNegative(program, t, () -> {
                        code.lookUp(index, u, program, t, 0);
                        code.set(index, 0, index, xAt);
                        Group row = code.load(x, index, 0);
                        code.lookUp(index, u, program, t, 1);
                        code.set(index, 0, index, wAt);
                        column(code, m, q, code.multiply(row, code.load(w, index, 0)), sums);
                        code.set(t, 2, t);
                    });
                } else {
                    code.set(index, 0, xAt, u);
                    code.set(t, 0, index, xStep);
                    code.below(index, t, () -> {
                        column(code, m, q, code.load(x, index, 0), sums);
                        code.set(index, length, index);
                    });
                }
                code.set(index, 0, outAt, u);
                for (int r = 0; r < rows; r++) {
                    code.store(sums.get(r), out, index, r * length);
                }
            });
            code.set(xAt, 0, xAt, xStep);
            code.set(wAt, 0, wAt, wStep);
            code.set(outAt, 0, outAt, outStep);
        });
    }

    private static void column(VectorCode code, int m, int q, Group row, List<Group> sums) {
        for (int r = 0; r < sums.size(); r++) {
            code.multiplyAdd(code.broadcast(m, q, r * WIDTH), row, sums.get(r));
        }
        code.set(q, sums.size() * WIDTH, q);
    }
}
