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
        for (int u = 0; u < length; u += WIDTH) {
            ownVector(a, aAt + u, b, bAt + u, quads, singles, rows, u, length);
        }
    }

    /** One vector of channels: straight-line inside the loop over quads, because short inner loops are slow. */
    private static void ownVector(
            float[] a, int aAt, float[] b, int bAt, int[] quads, int[] singles, float[] rows, int rowsAt, int length) {
        int at = rowsAt;
        for (int t = 0; t + 3 < quads.length; t += 4) {
            FloatVector x = fromArray(FLOATS, a, aAt + quads[t]), y = fromArray(FLOATS, a, aAt + quads[t + 1]);
            FloatVector p = fromArray(FLOATS, b, bAt + quads[t + 2]), q = fromArray(FLOATS, b, bAt + quads[t + 3]);
            FloatVector xp = x.mul(p), yq = y.mul(q), xq = x.mul(q), yp = y.mul(p);
            xp.sub(yq).intoArray(rows, at);
            xp.add(yq).intoArray(rows, at + length);
            xq.add(yp).intoArray(rows, at + 2 * length);
            xq.sub(yp).intoArray(rows, at + 3 * length);
            at += 4 * length;
        }
        for (int t = 0; t + 1 < singles.length; t += 2) {
            FloatVector x = fromArray(FLOATS, a, aAt + singles[t]);
            x.mul(fromArray(FLOATS, b, bAt + singles[t + 1])).intoArray(rows, at);
            at += length;
        }
    }

    /** The second argument has one number for all channels; its components lie beside one another. */
    static void shared(
            float[] a, int aAt, float[] b, int bAt, int[] quads, int[] singles, float[] rows, int length) {
        for (int u = 0; u < length; u += WIDTH) {
            sharedVector(a, aAt + u, b, bAt, quads, singles, rows, u, length);
        }
    }

    private static void sharedVector(
            float[] a, int aAt, float[] b, int bAt, int[] quads, int[] singles, float[] rows, int rowsAt, int length) {
        int at = rowsAt;
        for (int t = 0; t + 3 < quads.length; t += 4) {
            FloatVector x = fromArray(FLOATS, a, aAt + quads[t]), y = fromArray(FLOATS, a, aAt + quads[t + 1]);
            FloatVector p = FloatVector.broadcast(FLOATS, b[bAt + quads[t + 2]]);
            FloatVector q = FloatVector.broadcast(FLOATS, b[bAt + quads[t + 3]]);
            FloatVector xp = x.mul(p), yq = y.mul(q), xq = x.mul(q), yp = y.mul(p);
            xp.sub(yq).intoArray(rows, at);
            xp.add(yq).intoArray(rows, at + length);
            xq.add(yp).intoArray(rows, at + 2 * length);
            xq.sub(yp).intoArray(rows, at + 3 * length);
            at += 4 * length;
        }
        for (int t = 0; t + 1 < singles.length; t += 2) {
            fromArray(FLOATS, a, aAt + singles[t]).mul(b[bAt + singles[t + 1]]).intoArray(rows, at);
            at += length;
        }
    }
}
