package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.Coefficients.FALL;
import static dev.tdn4j.kernels.harmonics.Coefficients.FEED;
import static dev.tdn4j.kernels.harmonics.Coefficients.POLAR;
import static dev.tdn4j.kernels.harmonics.Coefficients.RADIAL;
import static dev.tdn4j.kernels.harmonics.Coefficients.RISE;
import static dev.tdn4j.kernels.harmonics.Coefficients.ROW;
import static dev.tdn4j.kernels.harmonics.Coefficients.SKIP;
import static dev.tdn4j.kernels.harmonics.FloatLanes.FLOATS;
import static dev.tdn4j.kernels.harmonics.FloatLanes.WIDTH;
import static dev.tdn4j.kernels.harmonics.FloatPoints.INVERSE;
import static dev.tdn4j.kernels.harmonics.FloatPoints.SQUARE;
import static dev.tdn4j.kernels.harmonics.FloatPoints.X;
import static dev.tdn4j.kernels.harmonics.FloatPoints.Y;
import static dev.tdn4j.kernels.harmonics.FloatPoints.Z;

import jdk.incubator.vector.FloatVector;

/**
 * Harmonics of any degree for blocks of {@link FloatLanes#WIDTH} vectors, one a lane. One order after the other, so that
 * a recurrence keeps its two last members in registers. {@link Coefficients} has the formulas.
 */
final class FloatRecurrence {

    private final int lmax;
    private final boolean sphere;
    private final float[] sectoral;
    private final float[] rows;

    FloatRecurrence(HarmonicsBasis basis, Coefficients coefficients) {
        this.lmax = basis.lmax();
        this.sphere = basis.domain() == HarmonicsBasis.Domain.SPHERE;
        this.sectoral = Coefficients.floats(coefficients.sectoral);
        this.rows = Coefficients.floats(coefficients.rows);
    }

    /** The block from vector {@code i} on and those after it: component k goes to {@code at + b * blockStride + k * stride}. */
    void values(float[] points, int i, int blocks, float[] out, int at, int blockStride, int stride) {
        for (int b = 0; b < blocks; b++) {
            values(points, i + b * WIDTH, out, at + b * blockStride, stride);
        }
    }

    private void values(float[] points, int i, float[] out, int at, int stride) {
        FloatVector x = FloatVector.fromArray(FLOATS, points, X + i);
        FloatVector y = FloatVector.fromArray(FLOATS, points, Y + i);
        FloatVector z = FloatVector.fromArray(FLOATS, points, Z + i);
        FloatVector square = FloatVector.fromArray(FLOATS, points, SQUARE + i);
        FloatVector cosine = FloatVector.broadcast(FLOATS, sectoral[0]);
        FloatVector sine = FloatVector.zero(FLOATS);
        FloatVector one = cosine;
        FloatVector two = sine;
        cosine.intoArray(out, at);
        int row = 0;
        int to = at;
        for (int l = 1; l <= lmax; l++) {
            to += 2 * l * stride;
            FloatVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
            q.intoArray(out, to);
            two = one;
            one = q;
            row += ROW;
        }
        for (int m = 1; m <= lmax; m++) {
            FloatVector turned = x.mul(cosine).sub(y.mul(sine)).mul(sectoral[m]);
            sine = x.mul(sine).add(y.mul(cosine)).mul(sectoral[m]);
            cosine = turned;
            to = at + (m * m + m) * stride;
            int order = m * stride;
            cosine.intoArray(out, to + order);
            sine.intoArray(out, to - order);
            one = FloatVector.broadcast(FLOATS, 1f);
            two = FloatVector.zero(FLOATS);
            for (int l = m + 1; l <= lmax; l++) {
                to += 2 * l * stride;
                FloatVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
                q.mul(cosine).intoArray(out, to + order);
                q.mul(sine).intoArray(out, to - order);
                two = one;
                one = q;
                row += ROW;
            }
        }
    }

    /**
     * Values as {@link #values}, and derivatives along the three axes of the standard basis from {@code dx}, {@code dy}
     * and {@code dz} on, each laid out as the values are but for its own distance between blocks.
     */
    void gradients(
            float[] points, int i, int blocks, float[] out, int at, int blockStride,
            float[] gradients, int dx, int dy, int dz, int gradientBlockStride, int stride) {
        for (int b = 0; b < blocks; b++) {
            int shift = b * gradientBlockStride;
            zonal(points, i + b * WIDTH, out, at + b * blockStride, gradients, dx + shift, dy + shift, dz + shift, stride);
            others(points, i + b * WIDTH, out, at + b * blockStride, gradients, dx + shift, dy + shift, dz + shift, stride);
        }
    }

    /** Order 0. */
    private void zonal(float[] points, int i, float[] out, int at, float[] g, int dx, int dy, int dz, int stride) {
        FloatVector x = FloatVector.fromArray(FLOATS, points, X + i);
        FloatVector y = FloatVector.fromArray(FLOATS, points, Y + i);
        FloatVector z = FloatVector.fromArray(FLOATS, points, Z + i);
        FloatVector square = FloatVector.fromArray(FLOATS, points, SQUARE + i);
        FloatVector inverse = FloatVector.fromArray(FLOATS, points, INVERSE + i);
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector one = FloatVector.broadcast(FLOATS, sectoral[0]);
        FloatVector two = zero;
        FloatVector above = zero;
        FloatVector above2 = zero;
        one.intoArray(out, at);
        zero.intoArray(g, dx);
        zero.intoArray(g, dy);
        zero.intoArray(g, dz);
        FloatVector xOverR = x.mul(inverse);
        FloatVector yOverR = y.mul(inverse);
        int row = 0;
        int to = 0;
        for (int l = 1; l <= lmax; l++) {
            to += 2 * l * stride;
            FloatVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
            FloatVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
            FloatVector radial = q.mul(rows[row + RADIAL]);
            FloatVector equatorial = t.add(radial);
            q.intoArray(out, at + to);
            equatorial.mul(xOverR).intoArray(g, dx + to);
            equatorial.mul(yOverR).intoArray(g, dy + to);
            radial.fma(z, one.mul(rows[row + POLAR])).mul(inverse).intoArray(g, dz + to);
            two = one;
            one = q;
            above2 = above;
            above = t;
            row += ROW;
        }
    }

    /** Orders from 1 on. */
    private void others(float[] points, int i, float[] out, int at, float[] g, int dx, int dy, int dz, int stride) {
        FloatVector x = FloatVector.fromArray(FLOATS, points, X + i);
        FloatVector y = FloatVector.fromArray(FLOATS, points, Y + i);
        FloatVector z = FloatVector.fromArray(FLOATS, points, Z + i);
        FloatVector square = FloatVector.fromArray(FLOATS, points, SQUARE + i);
        FloatVector inverse = FloatVector.fromArray(FLOATS, points, INVERSE + i);
        FloatVector cosine = FloatVector.broadcast(FLOATS, sectoral[0]);
        FloatVector sine = FloatVector.zero(FLOATS);
        int row = lmax * ROW;
        for (int m = 1; m <= lmax; m++) {
            // Along X the sectoral harmonics rise by these, along Y by −slopeSine and slopeCosine.
            FloatVector scale = inverse.mul(sectoral[m] * m);
            FloatVector slopeCosine = cosine.mul(scale);
            FloatVector slopeSine = sine.mul(scale);
            FloatVector turned = x.mul(cosine).sub(y.mul(sine)).mul(sectoral[m]);
            sine = x.mul(sine).add(y.mul(cosine)).mul(sectoral[m]);
            cosine = turned;
            FloatVector cosineOverR = cosine.mul(inverse);
            FloatVector sineOverR = sine.mul(inverse);
            FloatVector xCosine = x.mul(cosineOverR);
            FloatVector yCosine = y.mul(cosineOverR);
            FloatVector xSine = x.mul(sineOverR);
            FloatVector ySine = y.mul(sineOverR);
            FloatVector minusSlopeSine = slopeSine.neg();
            int plus = (m * m + 2 * m) * stride;
            int minus = m * m * stride;
            float own = sphere ? -m : 0;
            cosine.intoArray(out, at + plus);
            sine.intoArray(out, at + minus);
            xCosine.mul(own).add(slopeCosine).intoArray(g, dx + plus);
            yCosine.mul(own).sub(slopeSine).intoArray(g, dy + plus);
            z.mul(own).mul(cosineOverR).intoArray(g, dz + plus);
            xSine.mul(own).add(slopeSine).intoArray(g, dx + minus);
            ySine.mul(own).add(slopeCosine).intoArray(g, dy + minus);
            z.mul(own).mul(sineOverR).intoArray(g, dz + minus);
            FloatVector one = FloatVector.broadcast(FLOATS, 1f);
            FloatVector two = FloatVector.zero(FLOATS);
            FloatVector above = two;
            FloatVector above2 = two;
            for (int l = m + 1; l <= lmax; l++) {
                plus += 2 * l * stride;
                minus += 2 * l * stride;
                FloatVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
                FloatVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
                FloatVector radial = q.mul(rows[row + RADIAL]);
                FloatVector equatorial = t.add(radial);
                FloatVector polar = radial.fma(z, one.mul(rows[row + POLAR]));
                q.mul(cosine).intoArray(out, at + plus);
                q.mul(sine).intoArray(out, at + minus);
                equatorial.fma(xCosine, q.mul(slopeCosine)).intoArray(g, dx + plus);
                equatorial.fma(yCosine, q.mul(minusSlopeSine)).intoArray(g, dy + plus);
                polar.mul(cosineOverR).intoArray(g, dz + plus);
                equatorial.fma(xSine, q.mul(slopeSine)).intoArray(g, dx + minus);
                equatorial.fma(ySine, q.mul(slopeCosine)).intoArray(g, dy + minus);
                polar.mul(sineOverR).intoArray(g, dz + minus);
                two = one;
                one = q;
                above2 = above;
                above = t;
                row += ROW;
            }
        }
    }
}
