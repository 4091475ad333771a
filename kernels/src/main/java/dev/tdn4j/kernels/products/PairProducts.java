package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** The rows of products of a {@link PairForm}. Components are given as offsets. */
final class PairProducts {

    private PairProducts() {}

    /** Both arguments have channels. */
    static void own(
            float[] a, int aAt, float[] b, int bAt, int[] quads, int[] singles, float[] rows, int length) {
        int at = 0;
        for (int t = 0; t < quads.length; t += 4) {
            int ap = aAt + quads[t], am = aAt + quads[t + 1], bp = bAt + quads[t + 2], bm = bAt + quads[t + 3];
            for (int u = 0; u < length; u += WIDTH) {
                FloatVector x = fromArray(FLOATS, a, ap + u), y = fromArray(FLOATS, a, am + u);
                FloatVector p = fromArray(FLOATS, b, bp + u), q = fromArray(FLOATS, b, bm + u);
                FloatVector yq = y.mul(q), yp = y.mul(p), minus = x.neg();
                minus.fma(p, yq).neg().intoArray(rows, at + u);
                x.fma(p, yq).intoArray(rows, at + length + u);
                x.fma(q, yp).intoArray(rows, at + 2 * length + u);
                minus.fma(q, yp).neg().intoArray(rows, at + 3 * length + u);
            }
            at += 4 * length;
        }
        for (int t = 0; t < singles.length; t += 2) {
            ChannelRows.multiply(a, aAt + singles[t], b, bAt + singles[t + 1], rows, at, length);
            at += length;
        }
    }

    /** The second argument has one number for all channels; its components lie beside one another. */
    static void shared(
            float[] a, int aAt, float[] b, int bAt, int[] quads, int[] singles, float[] rows, int length) {
        int at = 0;
        for (int t = 0; t < quads.length; t += 4) {
            int ap = aAt + quads[t], am = aAt + quads[t + 1];
            float p = b[bAt + quads[t + 2]], q = b[bAt + quads[t + 3]];
            FloatVector vp = FloatVector.broadcast(FLOATS, p), vq = FloatVector.broadcast(FLOATS, q);
            FloatVector np = FloatVector.broadcast(FLOATS, -p), nq = FloatVector.broadcast(FLOATS, -q);
            for (int u = 0; u < length; u += WIDTH) {
                FloatVector x = fromArray(FLOATS, a, ap + u), y = fromArray(FLOATS, a, am + u);
                FloatVector xp = x.mul(vp), xq = x.mul(vq);
                y.fma(nq, xp).intoArray(rows, at + u);
                y.fma(vq, xp).intoArray(rows, at + length + u);
                y.fma(vp, xq).intoArray(rows, at + 2 * length + u);
                y.fma(np, xq).intoArray(rows, at + 3 * length + u);
            }
            at += 4 * length;
        }
        for (int t = 0; t < singles.length; t += 2) {
            float p = b[bAt + singles[t + 1]];
            for (int u = 0; u < length; u += WIDTH) {
                fromArray(FLOATS, a, aAt + singles[t] + u).mul(p).intoArray(rows, at + u);
            }
            at += length;
        }
    }
}
