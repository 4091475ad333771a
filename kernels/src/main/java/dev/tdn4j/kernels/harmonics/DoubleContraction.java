package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.Coefficients.FALL;
import static dev.tdn4j.kernels.harmonics.Coefficients.FEED;
import static dev.tdn4j.kernels.harmonics.Coefficients.POLAR;
import static dev.tdn4j.kernels.harmonics.Coefficients.RADIAL;
import static dev.tdn4j.kernels.harmonics.Coefficients.RISE;
import static dev.tdn4j.kernels.harmonics.Coefficients.ROW;
import static dev.tdn4j.kernels.harmonics.Coefficients.SKIP;
import static dev.tdn4j.kernels.harmonics.DoubleLanes.DOUBLES;
import static dev.tdn4j.kernels.harmonics.DoublePoints.CHUNK;
import static dev.tdn4j.kernels.harmonics.DoublePoints.INVERSE;
import static dev.tdn4j.kernels.harmonics.DoublePoints.SQUARE;
import static dev.tdn4j.kernels.harmonics.DoublePoints.X;
import static dev.tdn4j.kernels.harmonics.DoublePoints.Y;
import static dev.tdn4j.kernels.harmonics.DoublePoints.Z;

import jdk.incubator.vector.DoubleVector;

/**
 * Derivatives that are summed over the components as they arise, for one block of vectors: the gradient of a weighted sum
 * of harmonics, and how it and the harmonics change along a displacement. The sums over the degrees of one order need the
 * polynomials in Z alone; powers of X + iY multiply them once an order.
 */
final class DoubleContraction {

    private final int lmax;
    private final boolean sphere;
    private final double[] sectoral;
    private final double[] rows;

    /** Planes of the displacement's effect on X, Y, Z, r² and 1/r, as {@link DoublePoints#planes} has these themselves. */
    private final double[] moved = new double[5 * CHUNK];

    DoubleContraction(HarmonicsBasis basis, Coefficients coefficients) {
        this.lmax = basis.lmax();
        this.sphere = basis.domain() == HarmonicsBasis.Domain.SPHERE;
        this.sectoral = coefficients.sectoral;
        this.rows = coefficients.rows;
    }

    /**
     * Writes Σ_k w_k ∇S_k along the axes of the standard basis.
     *
     * @param points the planes
     * @param i the block's first vector in the planes
     * @param weights component k of the block's vectors at {@code from + k * stride}
     * @param out the derivatives along X, Y, Z at {@code toX}, {@code toY}, {@code toZ}
     */
    void gradient(
            double[] points, int i, double[] weights, int from, int stride, double[] out, int toX, int toY, int toZ) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, points, X + i);
        DoubleVector y = DoubleVector.fromArray(DOUBLES, points, Y + i);
        DoubleVector z = DoubleVector.fromArray(DOUBLES, points, Z + i);
        DoubleVector square = DoubleVector.fromArray(DOUBLES, points, SQUARE + i);
        DoubleVector cosine = DoubleVector.broadcast(DOUBLES, sectoral[0]);
        DoubleVector sine = DoubleVector.zero(DOUBLES);
        DoubleVector cosineBelow = sine;
        DoubleVector sineBelow = sine;
        DoubleVector alongX = sine;
        DoubleVector alongY = sine;
        DoubleVector alongZ = sine;
        int row = 0;
        for (int m = 0; m <= lmax; m++) {
            int plus = from + (m * m + 2 * m) * stride;
            int minus = from + m * m * stride;
            DoubleVector own = DoubleVector.broadcast(DOUBLES, sphere ? -m : 0);
            DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
            DoubleVector two = DoubleVector.zero(DOUBLES);
            DoubleVector above = two;
            DoubleVector above2 = two;
            DoubleVector sumC = DoubleVector.fromArray(DOUBLES, weights, plus);
            DoubleVector sumS = DoubleVector.fromArray(DOUBLES, weights, minus);
            DoubleVector flatC = sumC.mul(own);
            DoubleVector flatS = sumS.mul(own);
            DoubleVector polarC = flatC.mul(z);
            DoubleVector polarS = flatS.mul(z);
            for (int l = m + 1; l <= lmax; l++) {
                plus += 2 * l * stride;
                minus += 2 * l * stride;
                DoubleVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
                DoubleVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
                DoubleVector radial = q.mul(rows[row + RADIAL]);
                DoubleVector flat = t.add(radial);
                DoubleVector polar = radial.fma(z, one.mul(rows[row + POLAR]));
                DoubleVector weightC = DoubleVector.fromArray(DOUBLES, weights, plus);
                DoubleVector weightS = DoubleVector.fromArray(DOUBLES, weights, minus);
                sumC = weightC.fma(q, sumC);
                sumS = weightS.fma(q, sumS);
                flatC = weightC.fma(flat, flatC);
                flatS = weightS.fma(flat, flatS);
                polarC = weightC.fma(polar, polarC);
                polarS = weightS.fma(polar, polarS);
                two = one;
                one = q;
                above2 = above;
                above = t;
                row += ROW;
            }
            DoubleVector flat = flatC.fma(cosine, flatS.mul(sine));
            alongX = alongX.add(flat.fma(x, sumC.fma(cosineBelow, sumS.mul(sineBelow))));
            alongY = alongY.add(flat.fma(y, sumS.fma(cosineBelow, sumC.mul(sineBelow).neg())));
            alongZ = alongZ.add(polarC.fma(cosine, polarS.mul(sine)));
            if (m < lmax) {
                double ratio = sectoral[m + 1];
                cosineBelow = cosine.mul(ratio * (m + 1));
                sineBelow = sine.mul(ratio * (m + 1));
                DoubleVector turned = x.mul(cosine).sub(y.mul(sine)).mul(ratio);
                sine = x.mul(sine).add(y.mul(cosine)).mul(ratio);
                cosine = turned;
            }
        }
        DoubleVector inverse = DoubleVector.fromArray(DOUBLES, points, INVERSE + i);
        alongX.mul(inverse).intoArray(out, toX);
        alongY.mul(inverse).intoArray(out, toY);
        alongZ.mul(inverse).intoArray(out, toZ);
    }

    /**
     * How the block's planes change when its vectors move along d, given along X, Y, Z at {@code dX}, {@code dY},
     * {@code dZ}: on the sphere u' = (d − u (u·d))/r and (1/r)' = −(u·d)/r².
     */
    private void move(double[] points, int i, double[] d, int dX, int dY, int dZ) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, points, X + i);
        DoubleVector y = DoubleVector.fromArray(DOUBLES, points, Y + i);
        DoubleVector z = DoubleVector.fromArray(DOUBLES, points, Z + i);
        DoubleVector moveX = DoubleVector.fromArray(DOUBLES, d, dX);
        DoubleVector moveY = DoubleVector.fromArray(DOUBLES, d, dY);
        DoubleVector moveZ = DoubleVector.fromArray(DOUBLES, d, dZ);
        DoubleVector along = z.fma(moveZ, y.fma(moveY, x.mul(moveX)));
        if (sphere) {
            DoubleVector inverse = DoubleVector.fromArray(DOUBLES, points, INVERSE + i);
            moveX.sub(x.mul(along)).mul(inverse).intoArray(moved, X + i);
            moveY.sub(y.mul(along)).mul(inverse).intoArray(moved, Y + i);
            moveZ.sub(z.mul(along)).mul(inverse).intoArray(moved, Z + i);
            along.mul(inverse).mul(inverse).neg().intoArray(moved, INVERSE + i);
        } else {
            moveX.intoArray(moved, X + i);
            moveY.intoArray(moved, Y + i);
            moveZ.intoArray(moved, Z + i);
            along.add(along).intoArray(moved, SQUARE + i);
        }
    }

    /**
     * Writes S'_k = d·∇S_k and the change of {@link #gradient} along d, Σ_k w_k ∇S'_k: every step of the recurrences is
     * differentiated by the product rule. A letter D after a name marks a derivative along d.
     *
     * @param points the planes
     * @param i the block's first vector in the planes
     * @param d the displacement along X, Y, Z at {@code dX}, {@code dY}, {@code dZ}
     * @param weights component k of the block's vectors at {@code from + k * stride}
     * @param values the change of component k, to {@code at + k * valueStride}
     * @param out the change of the gradient along X, Y, Z at {@code toX}, {@code toY}, {@code toZ}
     */
    void differential(
            double[] points, int i, double[] d, int dX, int dY, int dZ, double[] weights, int from, int stride,
            double[] values, int at, int valueStride, double[] out, int toX, int toY, int toZ) {
        move(points, i, d, dX, dY, dZ);
        DoubleVector x = DoubleVector.fromArray(DOUBLES, points, X + i);
        DoubleVector y = DoubleVector.fromArray(DOUBLES, points, Y + i);
        DoubleVector z = DoubleVector.fromArray(DOUBLES, points, Z + i);
        DoubleVector square = DoubleVector.fromArray(DOUBLES, points, SQUARE + i);
        DoubleVector xD = DoubleVector.fromArray(DOUBLES, moved, X + i);
        DoubleVector yD = DoubleVector.fromArray(DOUBLES, moved, Y + i);
        DoubleVector zD = DoubleVector.fromArray(DOUBLES, moved, Z + i);
        DoubleVector squareD = DoubleVector.fromArray(DOUBLES, moved, SQUARE + i);
        DoubleVector zero = DoubleVector.zero(DOUBLES);
        DoubleVector cosine = DoubleVector.broadcast(DOUBLES, sectoral[0]);
        DoubleVector sine = zero;
        DoubleVector cosineD = zero;
        DoubleVector sineD = zero;
        DoubleVector cosineBelow = zero;
        DoubleVector sineBelow = zero;
        DoubleVector cosineBelowD = zero;
        DoubleVector sineBelowD = zero;
        DoubleVector alongX = zero;
        DoubleVector alongY = zero;
        DoubleVector alongZ = zero;
        DoubleVector alongXD = zero;
        DoubleVector alongYD = zero;
        DoubleVector alongZD = zero;
        int row = 0;
        for (int m = 0; m <= lmax; m++) {
            int plus = m * m + 2 * m;
            int minus = m * m;
            DoubleVector own = DoubleVector.broadcast(DOUBLES, sphere ? -m : 0);
            DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
            DoubleVector oneD = DoubleVector.zero(DOUBLES);
            DoubleVector two = oneD;
            DoubleVector twoD = oneD;
            DoubleVector above = oneD;
            DoubleVector aboveD = oneD;
            DoubleVector above2 = oneD;
            DoubleVector above2D = oneD;
            DoubleVector sumC = DoubleVector.fromArray(DOUBLES, weights, from + plus * stride);
            DoubleVector sumS = DoubleVector.fromArray(DOUBLES, weights, from + minus * stride);
            DoubleVector sumCD = oneD;
            DoubleVector sumSD = oneD;
            DoubleVector flatC = sumC.mul(own);
            DoubleVector flatS = sumS.mul(own);
            DoubleVector flatCD = oneD;
            DoubleVector flatSD = oneD;
            DoubleVector polarC = flatC.mul(z);
            DoubleVector polarS = flatS.mul(z);
            DoubleVector polarCD = flatC.mul(zD);
            DoubleVector polarSD = flatS.mul(zD);
            // At order 0 both are one component, and the cosine is the one that counts.
            sineD.intoArray(values, at + minus * valueStride);
            cosineD.intoArray(values, at + plus * valueStride);
            for (int l = m + 1; l <= lmax; l++) {
                plus += 2 * l;
                minus += 2 * l;
                DoubleVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
                DoubleVector qD = z.fma(oneD, zD.mul(one)).mul(rows[row + RISE])
                        .add(square.fma(twoD, squareD.mul(two)).mul(rows[row + FALL]));
                DoubleVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
                DoubleVector tD = square.fma(above2D, squareD.mul(above2)).mul(rows[row + SKIP])
                        .add(twoD.mul(rows[row + FEED]));
                DoubleVector radial = q.mul(rows[row + RADIAL]);
                DoubleVector radialD = qD.mul(rows[row + RADIAL]);
                DoubleVector flat = t.add(radial);
                DoubleVector flatD = tD.add(radialD);
                DoubleVector polar = radial.fma(z, one.mul(rows[row + POLAR]));
                DoubleVector polarD = radialD.fma(z, radial.fma(zD, oneD.mul(rows[row + POLAR])));
                qD.fma(sine, q.mul(sineD)).intoArray(values, at + minus * valueStride);
                qD.fma(cosine, q.mul(cosineD)).intoArray(values, at + plus * valueStride);
                DoubleVector weightC = DoubleVector.fromArray(DOUBLES, weights, from + plus * stride);
                DoubleVector weightS = DoubleVector.fromArray(DOUBLES, weights, from + minus * stride);
                sumC = weightC.fma(q, sumC);
                sumS = weightS.fma(q, sumS);
                sumCD = weightC.fma(qD, sumCD);
                sumSD = weightS.fma(qD, sumSD);
                flatC = weightC.fma(flat, flatC);
                flatS = weightS.fma(flat, flatS);
                flatCD = weightC.fma(flatD, flatCD);
                flatSD = weightS.fma(flatD, flatSD);
                polarC = weightC.fma(polar, polarC);
                polarS = weightS.fma(polar, polarS);
                polarCD = weightC.fma(polarD, polarCD);
                polarSD = weightS.fma(polarD, polarSD);
                two = one;
                one = q;
                twoD = oneD;
                oneD = qD;
                above2 = above;
                above = t;
                above2D = aboveD;
                aboveD = tD;
                row += ROW;
            }
            DoubleVector flat = flatC.fma(cosine, flatS.mul(sine));
            DoubleVector flatD = flatCD.fma(cosine, flatC.mul(cosineD)).add(flatSD.fma(sine, flatS.mul(sineD)));
            alongX = alongX.add(flat.fma(x, sumC.fma(cosineBelow, sumS.mul(sineBelow))));
            alongY = alongY.add(flat.fma(y, sumS.fma(cosineBelow, sumC.mul(sineBelow).neg())));
            alongZ = alongZ.add(polarC.fma(cosine, polarS.mul(sine)));
            alongXD = alongXD.add(flatD.fma(x, flat.mul(xD)))
                    .add(sumCD.fma(cosineBelow, sumC.mul(cosineBelowD)))
                    .add(sumSD.fma(sineBelow, sumS.mul(sineBelowD)));
            alongYD = alongYD.add(flatD.fma(y, flat.mul(yD)))
                    .add(sumSD.fma(cosineBelow, sumS.mul(cosineBelowD)))
                    .sub(sumCD.fma(sineBelow, sumC.mul(sineBelowD)));
            alongZD = alongZD.add(polarCD.fma(cosine, polarC.mul(cosineD)))
                    .add(polarSD.fma(sine, polarS.mul(sineD)));
            if (m < lmax) {
                double ratio = sectoral[m + 1];
                cosineBelow = cosine.mul(ratio * (m + 1));
                sineBelow = sine.mul(ratio * (m + 1));
                cosineBelowD = cosineD.mul(ratio * (m + 1));
                sineBelowD = sineD.mul(ratio * (m + 1));
                DoubleVector turnedD = x.fma(cosineD, xD.mul(cosine)).sub(y.fma(sineD, yD.mul(sine))).mul(ratio);
                sineD = x.fma(sineD, xD.mul(sine)).add(y.fma(cosineD, yD.mul(cosine))).mul(ratio);
                cosineD = turnedD;
                DoubleVector turned = x.mul(cosine).sub(y.mul(sine)).mul(ratio);
                sine = x.mul(sine).add(y.mul(cosine)).mul(ratio);
                cosine = turned;
            }
        }
        DoubleVector inverse = DoubleVector.fromArray(DOUBLES, points, INVERSE + i);
        DoubleVector inverseD = DoubleVector.fromArray(DOUBLES, moved, INVERSE + i);
        alongXD.fma(inverse, alongX.mul(inverseD)).intoArray(out, toX);
        alongYD.fma(inverse, alongY.mul(inverseD)).intoArray(out, toY);
        alongZD.fma(inverse, alongZ.mul(inverseD)).intoArray(out, toZ);
    }
}
