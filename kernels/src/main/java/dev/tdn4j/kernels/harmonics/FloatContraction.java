package dev.tdn4j.kernels.harmonics;

import static dev.tdn4j.kernels.harmonics.Coefficients.FALL;
import static dev.tdn4j.kernels.harmonics.Coefficients.FEED;
import static dev.tdn4j.kernels.harmonics.Coefficients.POLAR;
import static dev.tdn4j.kernels.harmonics.Coefficients.RADIAL;
import static dev.tdn4j.kernels.harmonics.Coefficients.RISE;
import static dev.tdn4j.kernels.harmonics.Coefficients.ROW;
import static dev.tdn4j.kernels.harmonics.Coefficients.SKIP;
import static dev.tdn4j.kernels.harmonics.FloatLanes.FLOATS;
import static dev.tdn4j.kernels.harmonics.FloatPoints.CHUNK;
import static dev.tdn4j.kernels.harmonics.FloatPoints.INVERSE;
import static dev.tdn4j.kernels.harmonics.FloatPoints.SQUARE;
import static dev.tdn4j.kernels.harmonics.FloatPoints.X;
import static dev.tdn4j.kernels.harmonics.FloatPoints.Y;
import static dev.tdn4j.kernels.harmonics.FloatPoints.Z;

import jdk.incubator.vector.FloatVector;

/**
 * Derivatives that are summed over the components as they arise, for one block of vectors: the gradient of a weighted sum
 * of harmonics, and how it and the harmonics change along a displacement. The sums over the degrees of one order need the
 * polynomials in Z alone; powers of X + iY multiply them once an order.
 */
final class FloatContraction {

    private final int lmax;
    private final boolean sphere;
    private final float[] sectoral;
    private final float[] rows;

    /** Planes of the displacement's effect on X, Y, Z, r² and 1/r, as {@link FloatPoints#planes} has these themselves. */
    private final float[] moved = new float[5 * CHUNK];

    FloatContraction(HarmonicsBasis basis, Coefficients coefficients) {
        this.lmax = basis.lmax();
        this.sphere = basis.domain() == HarmonicsBasis.Domain.SPHERE;
        this.sectoral = Coefficients.floats(coefficients.sectoral);
        this.rows = Coefficients.floats(coefficients.rows);
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
            float[] points, int i, float[] weights, int from, int stride, float[] out, int toX, int toY, int toZ) {
        FloatVector x = FloatVector.fromArray(FLOATS, points, X + i);
        FloatVector y = FloatVector.fromArray(FLOATS, points, Y + i);
        FloatVector z = FloatVector.fromArray(FLOATS, points, Z + i);
        FloatVector square = FloatVector.fromArray(FLOATS, points, SQUARE + i);
        FloatVector cosine = FloatVector.broadcast(FLOATS, sectoral[0]);
        FloatVector sine = FloatVector.zero(FLOATS);
        FloatVector cosineBelow = sine;
        FloatVector sineBelow = sine;
        FloatVector alongX = sine;
        FloatVector alongY = sine;
        FloatVector alongZ = sine;
        int row = 0;
        for (int m = 0; m <= lmax; m++) {
            int plus = from + (m * m + 2 * m) * stride;
            int minus = from + m * m * stride;
            FloatVector own = FloatVector.broadcast(FLOATS, sphere ? -m : 0);
            FloatVector one = FloatVector.broadcast(FLOATS, 1f);
            FloatVector two = FloatVector.zero(FLOATS);
            FloatVector above = two;
            FloatVector above2 = two;
            FloatVector sumC = FloatVector.fromArray(FLOATS, weights, plus);
            FloatVector sumS = FloatVector.fromArray(FLOATS, weights, minus);
            FloatVector flatC = sumC.mul(own);
            FloatVector flatS = sumS.mul(own);
            FloatVector polarC = flatC.mul(z);
            FloatVector polarS = flatS.mul(z);
            for (int l = m + 1; l <= lmax; l++) {
                plus += 2 * l * stride;
                minus += 2 * l * stride;
                FloatVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
                FloatVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
                FloatVector radial = q.mul(rows[row + RADIAL]);
                FloatVector flat = t.add(radial);
                FloatVector polar = radial.fma(z, one.mul(rows[row + POLAR]));
                FloatVector weightC = FloatVector.fromArray(FLOATS, weights, plus);
                FloatVector weightS = FloatVector.fromArray(FLOATS, weights, minus);
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
            FloatVector flat = flatC.fma(cosine, flatS.mul(sine));
            alongX = alongX.add(flat.fma(x, sumC.fma(cosineBelow, sumS.mul(sineBelow))));
            alongY = alongY.add(flat.fma(y, sumS.fma(cosineBelow, sumC.mul(sineBelow).neg())));
            alongZ = alongZ.add(polarC.fma(cosine, polarS.mul(sine)));
            if (m < lmax) {
                float ratio = sectoral[m + 1];
                cosineBelow = cosine.mul(ratio * (m + 1));
                sineBelow = sine.mul(ratio * (m + 1));
                FloatVector turned = x.mul(cosine).sub(y.mul(sine)).mul(ratio);
                sine = x.mul(sine).add(y.mul(cosine)).mul(ratio);
                cosine = turned;
            }
        }
        FloatVector inverse = FloatVector.fromArray(FLOATS, points, INVERSE + i);
        alongX.mul(inverse).intoArray(out, toX);
        alongY.mul(inverse).intoArray(out, toY);
        alongZ.mul(inverse).intoArray(out, toZ);
    }

    /**
     * How the block's planes change when its vectors move along d, given along X, Y, Z at {@code dX}, {@code dY},
     * {@code dZ}: on the sphere u' = (d − u (u·d))/r and (1/r)' = −(u·d)/r².
     */
    private void move(float[] points, int i, float[] d, int dX, int dY, int dZ) {
        FloatVector x = FloatVector.fromArray(FLOATS, points, X + i);
        FloatVector y = FloatVector.fromArray(FLOATS, points, Y + i);
        FloatVector z = FloatVector.fromArray(FLOATS, points, Z + i);
        FloatVector moveX = FloatVector.fromArray(FLOATS, d, dX);
        FloatVector moveY = FloatVector.fromArray(FLOATS, d, dY);
        FloatVector moveZ = FloatVector.fromArray(FLOATS, d, dZ);
        FloatVector along = z.fma(moveZ, y.fma(moveY, x.mul(moveX)));
        if (sphere) {
            FloatVector inverse = FloatVector.fromArray(FLOATS, points, INVERSE + i);
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
            float[] points, int i, float[] d, int dX, int dY, int dZ, float[] weights, int from, int stride,
            float[] values, int at, int valueStride, float[] out, int toX, int toY, int toZ) {
        move(points, i, d, dX, dY, dZ);
        FloatVector x = FloatVector.fromArray(FLOATS, points, X + i);
        FloatVector y = FloatVector.fromArray(FLOATS, points, Y + i);
        FloatVector z = FloatVector.fromArray(FLOATS, points, Z + i);
        FloatVector square = FloatVector.fromArray(FLOATS, points, SQUARE + i);
        FloatVector xD = FloatVector.fromArray(FLOATS, moved, X + i);
        FloatVector yD = FloatVector.fromArray(FLOATS, moved, Y + i);
        FloatVector zD = FloatVector.fromArray(FLOATS, moved, Z + i);
        FloatVector squareD = FloatVector.fromArray(FLOATS, moved, SQUARE + i);
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector cosine = FloatVector.broadcast(FLOATS, sectoral[0]);
        FloatVector sine = zero;
        FloatVector cosineD = zero;
        FloatVector sineD = zero;
        FloatVector cosineBelow = zero;
        FloatVector sineBelow = zero;
        FloatVector cosineBelowD = zero;
        FloatVector sineBelowD = zero;
        FloatVector alongX = zero;
        FloatVector alongY = zero;
        FloatVector alongZ = zero;
        FloatVector alongXD = zero;
        FloatVector alongYD = zero;
        FloatVector alongZD = zero;
        int row = 0;
        for (int m = 0; m <= lmax; m++) {
            int plus = m * m + 2 * m;
            int minus = m * m;
            FloatVector own = FloatVector.broadcast(FLOATS, sphere ? -m : 0);
            FloatVector one = FloatVector.broadcast(FLOATS, 1f);
            FloatVector oneD = FloatVector.zero(FLOATS);
            FloatVector two = oneD;
            FloatVector twoD = oneD;
            FloatVector above = oneD;
            FloatVector aboveD = oneD;
            FloatVector above2 = oneD;
            FloatVector above2D = oneD;
            FloatVector sumC = FloatVector.fromArray(FLOATS, weights, from + plus * stride);
            FloatVector sumS = FloatVector.fromArray(FLOATS, weights, from + minus * stride);
            FloatVector sumCD = oneD;
            FloatVector sumSD = oneD;
            FloatVector flatC = sumC.mul(own);
            FloatVector flatS = sumS.mul(own);
            FloatVector flatCD = oneD;
            FloatVector flatSD = oneD;
            FloatVector polarC = flatC.mul(z);
            FloatVector polarS = flatS.mul(z);
            FloatVector polarCD = flatC.mul(zD);
            FloatVector polarSD = flatS.mul(zD);
            // At order 0 both are one component, and the cosine is the one that counts.
            sineD.intoArray(values, at + minus * valueStride);
            cosineD.intoArray(values, at + plus * valueStride);
            for (int l = m + 1; l <= lmax; l++) {
                plus += 2 * l;
                minus += 2 * l;
                FloatVector q = z.mul(rows[row + RISE]).fma(one, square.mul(two).mul(rows[row + FALL]));
                FloatVector qD = z.fma(oneD, zD.mul(one)).mul(rows[row + RISE])
                        .add(square.fma(twoD, squareD.mul(two)).mul(rows[row + FALL]));
                FloatVector t = square.mul(rows[row + SKIP]).fma(above2, two.mul(rows[row + FEED]));
                FloatVector tD = square.fma(above2D, squareD.mul(above2)).mul(rows[row + SKIP])
                        .add(twoD.mul(rows[row + FEED]));
                FloatVector radial = q.mul(rows[row + RADIAL]);
                FloatVector radialD = qD.mul(rows[row + RADIAL]);
                FloatVector flat = t.add(radial);
                FloatVector flatD = tD.add(radialD);
                FloatVector polar = radial.fma(z, one.mul(rows[row + POLAR]));
                FloatVector polarD = radialD.fma(z, radial.fma(zD, oneD.mul(rows[row + POLAR])));
                qD.fma(sine, q.mul(sineD)).intoArray(values, at + minus * valueStride);
                qD.fma(cosine, q.mul(cosineD)).intoArray(values, at + plus * valueStride);
                FloatVector weightC = FloatVector.fromArray(FLOATS, weights, from + plus * stride);
                FloatVector weightS = FloatVector.fromArray(FLOATS, weights, from + minus * stride);
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
            FloatVector flat = flatC.fma(cosine, flatS.mul(sine));
            FloatVector flatD = flatCD.fma(cosine, flatC.mul(cosineD)).add(flatSD.fma(sine, flatS.mul(sineD)));
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
                float ratio = sectoral[m + 1];
                cosineBelow = cosine.mul(ratio * (m + 1));
                sineBelow = sine.mul(ratio * (m + 1));
                cosineBelowD = cosineD.mul(ratio * (m + 1));
                sineBelowD = sineD.mul(ratio * (m + 1));
                FloatVector turnedD = x.fma(cosineD, xD.mul(cosine)).sub(y.fma(sineD, yD.mul(sine))).mul(ratio);
                sineD = x.fma(sineD, xD.mul(sine)).add(y.fma(cosineD, yD.mul(cosine))).mul(ratio);
                cosineD = turnedD;
                FloatVector turned = x.mul(cosine).sub(y.mul(sine)).mul(ratio);
                sine = x.mul(sine).add(y.mul(cosine)).mul(ratio);
                cosine = turned;
            }
        }
        FloatVector inverse = FloatVector.fromArray(FLOATS, points, INVERSE + i);
        FloatVector inverseD = FloatVector.fromArray(FLOATS, moved, INVERSE + i);
        alongXD.fma(inverse, alongX.mul(inverseD)).intoArray(out, toX);
        alongYD.fma(inverse, alongY.mul(inverseD)).intoArray(out, toY);
        alongZD.fma(inverse, alongZ.mul(inverseD)).intoArray(out, toZ);
    }
}
