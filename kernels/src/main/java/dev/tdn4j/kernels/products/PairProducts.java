package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

/** The rows of products of pairs of components, which are given as offsets. */
final class PairProducts {

    private PairProducts() {}

    /** Both arguments have channels. */
    static void own(float[] a, int aAt, float[] b, int bAt, int[] pairs, float[] rows, int length) {
        for (int u = 0; u < length; u += WIDTH) {
            for (int t = 0, at = u; t + 1 < pairs.length; t += 2, at += length) {
                fromArray(FLOATS, a, aAt + pairs[t] + u)
                        .mul(fromArray(FLOATS, b, bAt + pairs[t + 1] + u))
                        .intoArray(rows, at);
            }
        }
    }

    /** The second argument has one number for all channels; its components lie beside one another. */
    static void shared(float[] a, int aAt, float[] b, int bAt, int[] pairs, float[] rows, int length) {
        for (int u = 0; u < length; u += WIDTH) {
            for (int t = 0, at = u; t + 1 < pairs.length; t += 2, at += length) {
                fromArray(FLOATS, a, aAt + pairs[t] + u).mul(b[bAt + pairs[t + 1]]).intoArray(rows, at);
            }
        }
    }
}
