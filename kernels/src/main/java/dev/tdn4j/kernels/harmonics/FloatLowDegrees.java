package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.FloatLanes.FLOATS;
import static dev.tdn4j.kernels.harmonics.FloatLanes.WIDTH;
import static dev.tdn4j.kernels.harmonics.FloatPoints.SQUARE;
import static dev.tdn4j.kernels.harmonics.FloatPoints.X;
import static dev.tdn4j.kernels.harmonics.FloatPoints.Y;
import static dev.tdn4j.kernels.harmonics.FloatPoints.Z;

import jdk.incubator.vector.FloatVector;

/**
 * Harmonics up to degree {@value #LARGEST} written out in x, y, z and r², without loops over degree and order. The
 * polynomials are those of {@link FloatRecurrence}, with which {@code LowDegreesTest} compares them.
 */
final class FloatLowDegrees {

    /** The largest degree written out. */
    static final int LARGEST = 4;

    private final int lmax;

    /** The factors before the polynomials, in the order of their use. */
    private final float[] f;

    FloatLowDegrees(HarmonicsBasis basis) {
        lmax = basis.lmax();
        f = Coefficients.floats(Coefficients.lowDegrees(basis.normalization()));
    }

    /** The block from vector {@code i} on and those after it: component k goes to {@code at + b * blockStride + k * stride}. */
    void values(float[] points, int i, int blocks, float[] out, int at, int blockStride, int stride) {
        FloatVector unit = FloatVector.broadcast(FLOATS, f[0]);
        for (int b = 0; b < blocks; b++) {
            int from = i + b * WIDTH, o = at + b * blockStride;
            unit.intoArray(out, o);
            if (lmax == 0) {
                continue;
            }
            FloatVector x = FloatVector.fromArray(FLOATS, points, X + from);
            FloatVector y = FloatVector.fromArray(FLOATS, points, Y + from);
            FloatVector z = FloatVector.fromArray(FLOATS, points, Z + from);
            y.mul(f[1]).intoArray(out, o + stride);
            z.mul(f[1]).intoArray(out, o + 2 * stride);
            x.mul(f[1]).intoArray(out, o + 3 * stride);
            if (lmax == 1) {
                continue;
            }
            FloatVector square = FloatVector.fromArray(FLOATS, points, SQUARE + from);
            FloatVector xy = x.mul(y), zz = z.mul(z), difference = x.mul(x).sub(y.mul(y));
            FloatVector xz = x.mul(z), yz = y.mul(z);
            xy.mul(f[2]).intoArray(out, o + 4 * stride);
            yz.mul(f[2]).intoArray(out, o + 5 * stride);
            zz.mul(f[3]).sub(square.mul(f[4])).intoArray(out, o + 6 * stride);
            xz.mul(f[2]).intoArray(out, o + 7 * stride);
            difference.mul(f[5]).intoArray(out, o + 8 * stride);
            if (lmax == 2) {
                continue;
            }
            // Re and Im of (x + iy)³, and the polynomials in z that the orders 1 and 0 have.
            FloatVector cosine = x.mul(difference).sub(y.mul(xy).mul(2f));
            FloatVector sine = y.mul(difference).add(x.mul(xy).mul(2f));
            FloatVector first = zz.mul(f[6]).sub(square.mul(f[7]));
            sine.mul(f[8]).intoArray(out, o + 9 * stride);
            xy.mul(z).mul(f[9]).intoArray(out, o + 10 * stride);
            y.mul(first).intoArray(out, o + 11 * stride);
            zz.mul(f[10]).sub(square.mul(f[11])).mul(z).intoArray(out, o + 12 * stride);
            x.mul(first).intoArray(out, o + 13 * stride);
            difference.mul(z).mul(f[12]).intoArray(out, o + 14 * stride);
            cosine.mul(f[8]).intoArray(out, o + 15 * stride);
            if (lmax == 3) {
                continue;
            }
            FloatVector second = zz.mul(f[13]).sub(square.mul(f[14]));
            FloatVector steep = zz.mul(f[15]).sub(square.mul(f[16]));
            xy.mul(difference).mul(f[17]).intoArray(out, o + 16 * stride);
            sine.mul(z).mul(f[18]).intoArray(out, o + 17 * stride);
            xy.mul(second).mul(2f).intoArray(out, o + 18 * stride);
            yz.mul(steep).intoArray(out, o + 19 * stride);
            zz.mul(f[19]).sub(square.mul(f[20])).mul(zz).add(square.mul(square).mul(f[21]))
                    .intoArray(out, o + 20 * stride);
            xz.mul(steep).intoArray(out, o + 21 * stride);
            difference.mul(second).intoArray(out, o + 22 * stride);
            cosine.mul(z).mul(f[18]).intoArray(out, o + 23 * stride);
            difference.mul(difference).sub(xy.mul(xy).mul(4f)).mul(f[22]).intoArray(out, o + 24 * stride);
        }
    }
}
