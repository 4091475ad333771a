package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** The micro-kernel of {@link BlockTile} where none can be generated: row after row. */
record PlainBlockTile(int rows, int length, Kind kind) implements BlockTile {

    @Override
    public void apply(
            int samples, int[] program, int at, float[] m, int mAt, float[] x, int[] xBase, int baseAt, float[] w, int[] wBase,
            float[] out, int outAt, int outStep) {
        for (int s = 0; s < samples; s++) {
            int xAt = xBase[baseAt + s], wAt = kind == Kind.WEIGHTED ? wBase[baseAt + s] : 0;
            int to = kind == Kind.SUMMED ? outAt : outAt + s * outStep;
            for (int r = 0; r < rows; r++) {
                for (int u = 0; u < length; u += WIDTH) {
                    FloatVector sum =
                            kind == Kind.SUMMED ? fromArray(FLOATS, out, to + program[at + r] + u) : FloatVector.zero(FLOATS);
                    for (int t = at + rows, q = mAt + s + r * WIDTH; program[t] >= 0; t++, q += rows * WIDTH) {
                        sum = fromArray(FLOATS, x, xAt + program[t] + u).fma(FloatVector.broadcast(FLOATS, m[q]), sum);
                    }
                    if (kind == Kind.WEIGHTED) {
                        sum = sum.mul(fromArray(FLOATS, w, wAt + u));
                    }
                    sum.intoArray(out, to + program[at + r] + u);
                }
            }
        }
    }
}
