package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.Coefficients.FALL;
import static dev.tdn4j.kernels.harmonics.Coefficients.FEED;
import static dev.tdn4j.kernels.harmonics.Coefficients.POLAR;
import static dev.tdn4j.kernels.harmonics.Coefficients.RADIAL;
import static dev.tdn4j.kernels.harmonics.Coefficients.RISE;
import static dev.tdn4j.kernels.harmonics.Coefficients.ROW;
import static dev.tdn4j.kernels.harmonics.Coefficients.SKIP;
import static dev.tdn4j.kernels.harmonics.DoubleLanes.DOUBLES;
import static dev.tdn4j.kernels.harmonics.DoubleLanes.WIDTH;
import static dev.tdn4j.kernels.harmonics.DoublePoints.INVERSE;
import static dev.tdn4j.kernels.harmonics.DoublePoints.SQUARE;
import static dev.tdn4j.kernels.harmonics.DoublePoints.X;
import static dev.tdn4j.kernels.harmonics.DoublePoints.Y;
import static dev.tdn4j.kernels.harmonics.DoublePoints.Z;

import jdk.incubator.vector.DoubleVector;

/**
 * Harmonics of any degree for blocks of {@link DoubleLanes#WIDTH} vectors, one a lane. One order after the other, so that
 * a recurrence keeps its two last members in registers. {@link Coefficients} has the formulas.
 */
final class DoubleRecurrence {

    private final int lmax;
    private final boolean sphere;
    private final double[] sectoral;
    private final double[] rows;

    DoubleRecurrence(HarmonicsBasis basis, Coefficients coefficients) {
        this.lmax = basis.lmax();
        this.sphere = basis.domain() == HarmonicsBasis.Domain.SPHERE;
        this.sectoral = coefficients.sectoral;
        this.rows = coefficients.rows;
    }

    /** The block from vector {@code i} on and those after it: component k goes to {@code at + b * blockStride + k * stride}. */
    void values(double[] points, int i, int blocks, double[] out, int at, int blockStride, int stride) {
        for (int b = 0; b < blocks; b++) {
            values(points, i + b * WIDTH, out, at + b * blockStride, stride);
        }
    }

    private void values(double[] points, int i, double[] out, int at, int stride) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, points, X + i);
        DoubleVector y = DoubleVector.fromArray(DOUBLES, points, Y + i);
        DoubleVector z = DoubleVector.fromArray(DOUBLES, points, Z + i);
        DoubleVector square = DoubleVector.fromArray(DOUBLES, points, SQUARE + i);
        DoubleVector cosine = DoubleVector.broadcast(DOUBLES, sectoral[0]);
        DoubleVector sine = DoubleVector.zero(DOUBLES);
        DoubleVector one = cosine;
        DoubleVector two = sine;
        cosine.intoArray(out, at);
        int row = 0;
        int to = at;
        for (int l = 1; l <= lmax; l++) {
            to += 2 * l * stride;
            DoubleVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
            q.intoArray(out, to);
            two = one;
            one = q;
            row += ROW;
        }
        for (int m = 1; m <= lmax; m++) {
            DoubleVector turned = x.mul(cosine).sub(y.mul(sine)).mul(sectoral[m]);
            sine = x.mul(sine).add(y.mul(cosine)).mul(sectoral[m]);
            cosine = turned;
            to = at + (m * m + m) * stride;
            int order = m * stride;
            cosine.intoArray(out, to + order);
            sine.intoArray(out, to - order);
            one = DoubleVector.broadcast(DOUBLES, 1);
            two = DoubleVector.zero(DOUBLES);
            for (int l = m + 1; l <= lmax; l++) {
                to += 2 * l * stride;
                DoubleVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
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
            double[] points, int i, int blocks, double[] out, int at, int blockStride,
            double[] gradients, int dx, int dy, int dz, int gradientBlockStride, int stride) {
        for (int b = 0; b < blocks; b++) {
            int shift = b * gradientBlockStride;
            zonal(points, i + b * WIDTH, out, at + b * blockStride, gradients, dx + shift, dy + shift, dz + shift, stride);
            others(points, i + b * WIDTH, out, at + b * blockStride, gradients, dx + shift, dy + shift, dz + shift, stride);
        }
    }

    /** Order 0. */
    private void zonal(double[] points, int i, double[] out, int at, double[] g, int dx, int dy, int dz, int stride) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, points, X + i);
        DoubleVector y = DoubleVector.fromArray(DOUBLES, points, Y + i);
        DoubleVector z = DoubleVector.fromArray(DOUBLES, points, Z + i);
        DoubleVector square = DoubleVector.fromArray(DOUBLES, points, SQUARE + i);
        DoubleVector inverse = DoubleVector.fromArray(DOUBLES, points, INVERSE + i);
        DoubleVector zero = DoubleVector.zero(DOUBLES);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, sectoral[0]);
        DoubleVector two = zero;
        DoubleVector above = zero;
        DoubleVector above2 = zero;
        one.intoArray(out, at);
        zero.intoArray(g, dx);
        zero.intoArray(g, dy);
        zero.intoArray(g, dz);
        DoubleVector xOverR = x.mul(inverse);
        DoubleVector yOverR = y.mul(inverse);
        int row = 0;
        int to = 0;
        for (int l = 1; l <= lmax; l++) {
            to += 2 * l * stride;
            DoubleVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
            DoubleVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
            DoubleVector radial = q.mul(rows[row + RADIAL]);
            DoubleVector equatorial = t.add(radial);
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
    private void others(double[] points, int i, double[] out, int at, double[] g, int dx, int dy, int dz, int stride) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, points, X + i);
        DoubleVector y = DoubleVector.fromArray(DOUBLES, points, Y + i);
        DoubleVector z = DoubleVector.fromArray(DOUBLES, points, Z + i);
        DoubleVector square = DoubleVector.fromArray(DOUBLES, points, SQUARE + i);
        DoubleVector inverse = DoubleVector.fromArray(DOUBLES, points, INVERSE + i);
        DoubleVector cosine = DoubleVector.broadcast(DOUBLES, sectoral[0]);
        DoubleVector sine = DoubleVector.zero(DOUBLES);
        int row = lmax * ROW;
        for (int m = 1; m <= lmax; m++) {
            // Along X the sectoral harmonics rise by these, along Y by −slopeSine and slopeCosine.
            DoubleVector scale = inverse.mul(sectoral[m] * m);
            DoubleVector slopeCosine = cosine.mul(scale);
            DoubleVector slopeSine = sine.mul(scale);
            DoubleVector turned = x.mul(cosine).sub(y.mul(sine)).mul(sectoral[m]);
            sine = x.mul(sine).add(y.mul(cosine)).mul(sectoral[m]);
            cosine = turned;
            DoubleVector cosineOverR = cosine.mul(inverse);
            DoubleVector sineOverR = sine.mul(inverse);
            DoubleVector xCosine = x.mul(cosineOverR);
            DoubleVector yCosine = y.mul(cosineOverR);
            DoubleVector xSine = x.mul(sineOverR);
            DoubleVector ySine = y.mul(sineOverR);
            DoubleVector minusSlopeSine = slopeSine.neg();
            int plus = (m * m + 2 * m) * stride;
            int minus = m * m * stride;
            double own = sphere ? -m : 0;
            cosine.intoArray(out, at + plus);
            sine.intoArray(out, at + minus);
            xCosine.mul(own).add(slopeCosine).intoArray(g, dx + plus);
            yCosine.mul(own).sub(slopeSine).intoArray(g, dy + plus);
            z.mul(own).mul(cosineOverR).intoArray(g, dz + plus);
            xSine.mul(own).add(slopeSine).intoArray(g, dx + minus);
            ySine.mul(own).add(slopeCosine).intoArray(g, dy + minus);
            z.mul(own).mul(sineOverR).intoArray(g, dz + minus);
            DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
            DoubleVector two = DoubleVector.zero(DOUBLES);
            DoubleVector above = two;
            DoubleVector above2 = two;
            for (int l = m + 1; l <= lmax; l++) {
                plus += 2 * l * stride;
                minus += 2 * l * stride;
                DoubleVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
                DoubleVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
                DoubleVector radial = q.mul(rows[row + RADIAL]);
                DoubleVector equatorial = t.add(radial);
                DoubleVector polar = radial.fma(z, one.mul(rows[row + POLAR]));
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
