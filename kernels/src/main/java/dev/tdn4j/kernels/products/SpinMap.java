package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.tdn4j.kernels.vector.Gemm;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A tensor product as a multiplication of d×d matrices, d³ multiplications, between constant sparse changes of basis with
 * O(d³) non-zeros.
 */
final class SpinMap implements BilinearMap {

    private final boolean shared;
    private final int d;
    private final int n1;
    private final int n2;
    private final int n3;
    private final int length;
    private final SparseMatrix fromX;
    private final SparseMatrix fromY;
    private final SparseMatrix toOut;
    private final SharedSpin sharedY;
    private final float[] x;
    private final float[] y;
    private final float[] product;

    SpinMap(SpinForm form, boolean shared, int length) {
        this.shared = shared;
        this.d = form.d();
        this.n1 = form.x().length;
        this.n2 = form.y().length;
        this.n3 = form.out().length;
        this.length = length;
        this.fromX = into(form.x(), length);
        this.fromY = shared ? null : into(form.y(), length);
        this.sharedY = shared ? new SharedSpin(form) : null;
        this.toOut = new SparseMatrix(form.out(), PairForm.offsets(n3, length), PairForm.offsets(d * d, length), false);
        this.x = new float[d * d * length];
        this.y = new float[d * d * (shared ? 1 : length)];
        this.product = new float[d * d * length];
    }

    /** The change of basis from components to entries of matrices. */
    static SparseMatrix into(double[][] matrices, int length) {
        double[][] transposed = new double[matrices[0].length][matrices.length];
        for (int e = 0; e < transposed.length; e++) {
            for (int i = 0; i < matrices.length; i++) {
                transposed[e][i] = matrices[i][e];
            }
        }
        return new SparseMatrix(
                transposed, PairForm.offsets(transposed.length, length), PairForm.offsets(matrices.length, length), false);
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt) {
        Arrays.fill(out, outAt, outAt + samples * n3 * length, 0);
        for (int s = 0; s < samples; s++) {
            fromX.apply(a, aAt + s * n1 * length, x, 0, length, false);
            if (shared) {
                sharedY.matrix(b, bAt + s * n2, y);
                for (int r = 0; r < d; r++) {
                    Gemm.multiply(y, 0, 1, d, x, r * d * length, length, product, r * d * length, length, d, length, d, false);
                }
            } else {
                fromY.apply(b, bAt + s * n2 * length, y, 0, length, false);
                multiply();
            }
            toOut.apply(product, 0, out, outAt + s * n3 * length, length, true);
        }
    }

    /** Channel by channel: product = x·y, rows of four columns at a time. */
    private void multiply() {
        for (int u = 0; u < length; u += WIDTH) {
            for (int r = 0; r < d; r++) {
                int c = 0;
                for (; c + 4 <= d; c += 4) {
                    four(r, c, u);
                }
                for (; c < d; c++) {
                    one(r, c, u);
                }
            }
        }
    }

    private void four(int r, int c, int u) {
        FloatVector s0 = FloatVector.zero(FLOATS), s1 = s0, s2 = s0, s3 = s0;
        int p = r * d * length + u, q = c * length + u;
        for (int t = 0; t < d; t++, p += length, q += d * length) {
            FloatVector left = fromArray(FLOATS, x, p);
            s0 = left.fma(fromArray(FLOATS, y, q), s0);
            s1 = left.fma(fromArray(FLOATS, y, q + length), s1);
            s2 = left.fma(fromArray(FLOATS, y, q + 2 * length), s2);
            s3 = left.fma(fromArray(FLOATS, y, q + 3 * length), s3);
        }
        int at = (r * d + c) * length + u;
        s0.intoArray(product, at);
        s1.intoArray(product, at + length);
        s2.intoArray(product, at + 2 * length);
        s3.intoArray(product, at + 3 * length);
    }

    private void one(int r, int c, int u) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int p = r * d * length + u, q = c * length + u;
        for (int t = 0; t < d; t++, p += length, q += d * length) {
            sum = fromArray(FLOATS, x, p).fma(fromArray(FLOATS, y, q), sum);
        }
        sum.intoArray(product, (r * d + c) * length + u);
    }
}
