package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Elementwise operations on rows of channels, whose lengths are multiples of the lane count. */
final class ChannelRows {

    private ChannelRows() {}

    /** c = a ⊙ b. */
    static void multiply(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int length) {
        for (int u = 0; u < length; u += WIDTH) {
            FloatVector.fromArray(FLOATS, a, aAt + u).mul(FloatVector.fromArray(FLOATS, b, bAt + u)).intoArray(c, cAt + u);
        }
    }

    /** c += a ⊙ b. */
    static void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int length) {
        for (int u = 0; u < length; u += WIDTH) {
            FloatVector.fromArray(FLOATS, a, aAt + u)
                    .fma(FloatVector.fromArray(FLOATS, b, bAt + u), FloatVector.fromArray(FLOATS, c, cAt + u))
                    .intoArray(c, cAt + u);
        }
    }

    /** Multiplies some rows, one after another, by the same row: c_r = a_r ⊙ b. */
    static void multiplyRows(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int rows, int length) {
        for (int u = 0; u < length; u += WIDTH) {
            FloatVector factor = FloatVector.fromArray(FLOATS, b, bAt + u);
            for (int r = 0, at = u; r < rows; r++, at += length) {
                factor.mul(FloatVector.fromArray(FLOATS, a, aAt + at)).intoArray(c, cAt + at);
            }
        }
    }

    /** The sum over rows of a_r ⊙ b_r. */
    static void dotRows(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int rows, int length) {
        for (int u = 0; u < length; u += WIDTH) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int r = 0, at = u; r < rows; r++, at += length) {
                sum = FloatVector.fromArray(FLOATS, a, aAt + at).fma(FloatVector.fromArray(FLOATS, b, bAt + at), sum);
            }
            sum.intoArray(c, cAt + u);
        }
    }

    /** Multiplies every row by a number of its own, in place. */
    static void scaleRows(float[] a, int aAt, float[] factor, int factorAt, int rows, int length) {
        for (int r = 0; r < rows; r++) {
            float f = factor[factorAt + r];
            for (int u = aAt + r * length; u < aAt + (r + 1) * length; u += WIDTH) {
                FloatVector.fromArray(FLOATS, a, u).mul(f).intoArray(a, u);
            }
        }
    }
}
