package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.FLOATS;
import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

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

    /** The standard basis evaluated at (X, Y, Z) = (z, x, y): e3nn's order, in which degree 1 is (x, y, z). */
    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot v = in[0];
        float[] vector = v.in(worker);
        float[] s = out.in(worker);
        int x = v.at(from);
        int y = x + v.rowStride;
        int z = y + v.rowStride;
        int at = out.at(from);
        int step = out.rowStride;
        Arrays.fill(s, at, at + count, 1);
        for (int m = 0; m <= lmax; m++) {
            if (m > 0) {
                turn(m, vector, x, z, s, at, step, count);
            }
            for (int l = m + 1; l <= lmax; l++) {
                raise(l, m, vector, x, y, z, s, at, step, count);
                if (m > 0) {
                    raise(l, -m, vector, x, y, z, s, at, step, count);
                }
            }
        }
    }

    /** S_{m,m} + i S_{m,−m} from S_{m−1,m−1} + i S_{m−1,1−m}, times X + iY. */
    private void turn(int m, float[] v, int x, int z, float[] s, int at, int step, int n) {
        int re = at + Degrees.index(m - 1, m - 1) * step;
        int im = at + Degrees.index(m - 1, 1 - m) * step;
        int nextRe = at + Degrees.index(m, m) * step;
        int nextIm = at + Degrees.index(m, -m) * step;
        float c = sectoral[m];
        // At m = 1 the imaginary part before is zero, and there is no row that holds it.
        float imaginary = m == 1 ? 0 : 1;
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector real = FloatVector.fromArray(FLOATS, s, re + i).mul(c);
            FloatVector imag = FloatVector.fromArray(FLOATS, s, im + i).mul(c * imaginary);
            FloatVector xs = FloatVector.fromArray(FLOATS, v, x + i);
            FloatVector zs = FloatVector.fromArray(FLOATS, v, z + i);
            zs.mul(real).sub(xs.mul(imag)).intoArray(s, nextRe + i);
            zs.mul(imag).add(xs.mul(real)).intoArray(s, nextIm + i);
        }
        for (int i = whole; i < n; i++) {
            float real = s[re + i] * c;
            float imag = s[im + i] * (c * imaginary);
            s[nextRe + i] = v[z + i] * real - v[x + i] * imag;
            s[nextIm + i] = v[z + i] * imag + v[x + i] * real;
        }
    }

    private void raise(int l, int m, float[] v, int x, int y, int z, float[] s, int at, int step, int n) {
        int k = Degrees.index(l, m);
        int target = at + k * step;
        int one = at + Degrees.index(l - 1, m) * step;
        // Where there is no second row below, its coefficient is zero, and any row will do.
        int two = l - 2 < Math.abs(m) ? one : at + Degrees.index(l - 2, m) * step;
        float p = a[k];
        float q = l - 2 < Math.abs(m) ? 0 : b[k];
        int whole = n & -WIDTH;
        for (int i = 0; i < whole; i += WIDTH) {
            FloatVector xs = FloatVector.fromArray(FLOATS, v, x + i);
            FloatVector ys = FloatVector.fromArray(FLOATS, v, y + i);
            FloatVector zs = FloatVector.fromArray(FLOATS, v, z + i);
            FloatVector square = xs.mul(xs).add(ys.mul(ys)).add(zs.mul(zs));
            FloatVector rise = ys.mul(FloatVector.fromArray(FLOATS, s, one + i)).mul(p);
            rise.sub(square.mul(FloatVector.fromArray(FLOATS, s, two + i)).mul(q)).intoArray(s, target + i);
        }
        for (int i = whole; i < n; i++) {
            float square = v[x + i] * v[x + i] + v[y + i] * v[y + i] + v[z + i] * v[z + i];
            s[target + i] = v[y + i] * s[one + i] * p - square * s[two + i] * q;
        }
    }
}
