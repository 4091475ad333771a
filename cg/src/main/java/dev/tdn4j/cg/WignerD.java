package dev.tdn4j.cg;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;

/**
 * Rotation matrices of real spherical harmonics in e3nn's order: Y(Rv) = D(R) Y(v), so D(R1 R2) = D(R1) D(R2) and
 * D(R)ᵀ = D(R⁻¹).
 *
 * <p>Degree 1 is the rotation itself, since Y_1 ∝ (x, y, z). Degree l is what 1 ⊗ (l−1) → l makes of it and of degree
 * l−1. That is a polynomial in the nine numbers and projects the errors of lower degrees, so no rotation is special and
 * none needs angles.
 */
public final class WignerD {

    /** How far RᵀR may be from the identity, so that rotations written in single precision pass. */
    private static final double TOLERANCE = 1e-6;

    private WignerD() {}

    /**
     * The matrix of all degrees up to {@code lmax}.
     *
     * @param lmax the largest degree L, at least 0
     * @param rotation R, 9 numbers row-major, orthogonal to 1e-6 with determinant +1; D is as orthogonal as R is
     * @return D, n × n row-major with n = (L+1)², block diagonal
     * @throws IllegalArgumentException if {@code lmax} is negative or {@code rotation} is not a rotation
     */
    public static double[] matrix(int lmax, double[] rotation) {
        int n = Degrees.components(lmax);
        double[] matrix = new double[n * n];
        double[] block = null;
        for (int l = 0; l <= lmax; l++) {
            block = l == 0 ? block(0, rotation) : raise(l, rotation, block);
            int size = 2 * l + 1;
            for (int row = 0; row < size; row++) {
                System.arraycopy(block, row * size, matrix, (l * l + row) * n + l * l, size);
            }
        }
        return matrix;
    }

    /**
     * The matrix of one degree.
     *
     * @param l the degree, at least 0
     * @param rotation R, 9 numbers row-major, orthogonal to 1e-6 with determinant +1; D is as orthogonal as R is
     * @return D^l, (2l+1) × (2l+1) row-major
     * @throws IllegalArgumentException if {@code l} is negative or {@code rotation} is not a rotation
     */
    public static double[] block(int l, double[] rotation) {
        if (l < 0) {
            throw new IllegalArgumentException("degree must be at least 0, but is " + l);
        }
        checkRotation(rotation);
        double[] block = {1};
        for (int degree = 1; degree <= l; degree++) {
            block = raise(degree, rotation, block);
        }
        return block;
    }

    /** D^l_kk' = (2l+1) Σ C_ijk C_i'j'k' R_ii' D^{l−1}_jj' with C of the path 1 ⊗ (l−1) → l. */
    private static double[] raise(int l, double[] rotation, double[] below) {
        if (l == 1) {
            return rotation.clone();
        }
        Coupling c = CouplingCoefficients.of(new CouplingPath(1, l - 1, l));
        int size = 2 * l + 1;
        int sizeBelow = 2 * l - 1;
        double[] block = new double[size * size];
        for (int t = 0; t < c.nonzeros(); t++) {
            for (int s = 0; s < c.nonzeros(); s++) {
                block[c.k(t) * size + c.k(s)] += size * c.value(t) * c.value(s)
                        * rotation[c.i(t) * 3 + c.i(s)] * below[c.j(t) * sizeBelow + c.j(s)];
            }
        }
        return block;
    }

    private static void checkRotation(double[] r) {
        if (r.length != 9) {
            throw new IllegalArgumentException("a rotation has 9 numbers, row by row, not " + r.length);
        }
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b <= a; b++) {
                double product = r[a] * r[b] + r[3 + a] * r[3 + b] + r[6 + a] * r[6 + b];
                // Negated, so that NaN fails too.
                if (!(Math.abs(product - (a == b ? 1 : 0)) <= TOLERANCE)) {
                    throw new IllegalArgumentException("not a rotation: columns " + (b + 1) + " and " + (a + 1)
                            + " have the product " + product + ", not " + (a == b ? 1 : 0));
                }
            }
        }
        double determinant = r[0] * (r[4] * r[8] - r[5] * r[7])
                - r[1] * (r[3] * r[8] - r[5] * r[6])
                + r[2] * (r[3] * r[7] - r[4] * r[6]);
        if (determinant < 0) {
            throw new IllegalArgumentException("not a rotation but a reflection: its determinant is −1");
        }
    }
}
