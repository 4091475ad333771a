package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.Degrees;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Solid harmonics, vectors of items: sectoral ones as powers of X + iY, the others at fixed order by the rising recurrence
 * S_lm = a (Z S_{l−1,m} − b r² S_{l−2,m}), as {@link dev.tdn4j.tensor.SolidHarmonics} in double.
 */
final class HarmonicsStep extends Step {

    private final int lmax;
    private final float[] sectoral;
    private final float[] a;
    private final float[] b;

    HarmonicsStep(int lmax, Slot out, Slot in) {
        super(out, in);
        this.lmax = lmax;
        this.sectoral = new float[lmax + 1];
        this.a = new float[Degrees.components(lmax)];
        this.b = new float[Degrees.components(lmax)];
        for (int m = 1; m <= lmax; m++) {
            sectoral[m] = (float) (m == 1 ? Math.sqrt(3) : Math.sqrt((2 * m + 1) / (2.0 * m)));
        }
        for (int l = 1; l <= lmax; l++) {
            for (int m = -(l - 1); m < l; m++) {
                double rise = Math.sqrt((4.0 * l * l - 1) / (l * l - m * m));
                a[Degrees.index(l, m)] = (float) rise;
                b[Degrees.index(l, m)] =
                        (float) (rise * Math.sqrt(((l - 1.0) * (l - 1) - m * m) / (4.0 * (l - 1) * (l - 1) - 1)));
            }
        }
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot v = in[0];
        float[] vector = v.in(worker);
        float[] s = out.in(worker);
        for (int e = 0; e < count; e += WIDTH) {
            VectorMask<Float> mask = FLOATS.indexInRange(e, count);
            int at = v.at(from) + e;
            FloatVector x = FloatVector.fromArray(FLOATS, vector, at, mask);
            FloatVector y = FloatVector.fromArray(FLOATS, vector, at + v.rowStride, mask);
            FloatVector z = FloatVector.fromArray(FLOATS, vector, at + 2 * v.rowStride, mask);
            harmonics(x, y, z, s, out.at(from) + e, out.rowStride, mask);
        }
    }

    /** The standard basis evaluated at (X, Y, Z) = (z, x, y): e3nn's order, in which degree 1 is (x, y, z). */
    private void harmonics(
            FloatVector x, FloatVector y, FloatVector z, float[] s, int at, int step, VectorMask<Float> mask) {
        FloatVector square = x.mul(x).add(y.mul(y)).add(z.mul(z));
        FloatVector re = FloatVector.broadcast(FLOATS, 1);
        FloatVector im = FloatVector.zero(FLOATS);
        re.intoArray(s, at, mask);
        raise(0, y, square, s, at, step, mask);
        for (int m = 1; m <= lmax; m++) {
            FloatVector next = z.mul(re).sub(x.mul(im)).mul(sectoral[m]);
            im = z.mul(im).add(x.mul(re)).mul(sectoral[m]);
            re = next;
            re.intoArray(s, at + Degrees.index(m, m) * step, mask);
            im.intoArray(s, at + Degrees.index(m, -m) * step, mask);
            raise(m, y, square, s, at, step, mask);
            raise(-m, y, square, s, at, step, mask);
        }
    }

    private void raise(int m, FloatVector axis, FloatVector square, float[] s, int at, int step, VectorMask<Float> mask) {
        int lowest = Math.abs(m);
        FloatVector below = FloatVector.zero(FLOATS);
        FloatVector current = FloatVector.fromArray(FLOATS, s, at + Degrees.index(lowest, m) * step, mask);
        for (int l = lowest + 1; l <= lmax; l++) {
            int k = Degrees.index(l, m);
            FloatVector next = axis.mul(current).mul(a[k]).sub(square.mul(below).mul(b[k]));
            next.intoArray(s, at + k * step, mask);
            below = current;
            current = next;
        }
    }
}
