package dev.tdn4j.tensor;

import java.util.Objects;

/**
 * Real solid harmonics S_lm(v) = |v|^l Y_lm(v/|v|) in double precision: the reference that every kernel is tested
 * against. They are homogeneous polynomials of degree l, so any vector is allowed, the zero vector too.
 *
 * <p>Order and signs are e3nn's: the standard real basis (no Condon–Shortley phase, m &lt; 0 sine, m &gt; 0 cosine)
 * evaluated at (X, Y, Z) = (z, x, y), so that degree 1 is √3·(x, y, z). Normalisation is COMPONENT: S_00 = 1 and
 * Σ_m S_lm² = (2l+1)|v|^{2l}.
 */
public final class SolidHarmonics {

    private static final int X = 2;
    private static final int Y = 0;
    private static final int Z = 1;

    private SolidHarmonics() {}

    /**
     * All harmonics up to {@code lmax} of one vector.
     *
     * <p>The sectoral ones are powers of X + iY, S_{m,m} + i S_{m,−m} = c_m (X + iY)^m. The others follow at fixed order
     * from the recurrence of the normalised associated Legendre functions, whose rising direction is the stable one:
     * S_lm = a (Z S_{l−1,m} − b |v|² S_{l−2,m}) with a² = (4l²−1)/(l²−m²) and b² = ((l−1)²−m²)/(4(l−1)²−1).
     *
     * @param lmax the largest degree L, at least 0
     * @param x the vector's first component
     * @param y its second
     * @param z its third
     * @param out where S_lm is written at {@code offset} + l² + l + m, (L+1)² numbers
     * @param offset the first index written
     * @throws IllegalArgumentException if {@code lmax} is negative
     * @throws IndexOutOfBoundsException if {@code out} is too short
     */
    public static void values(int lmax, double x, double y, double z, double[] out, int offset) {
        Objects.checkFromIndexSize(offset, Degrees.components(lmax), out.length);
        double square = x * x + y * y + z * z;
        out[offset] = 1;
        double re = 1;
        double im = 0;
        for (int m = 0; m <= lmax; m++) {
            if (m > 0) {
                // Both parts carry √2 from m = 1 on: c_1 = √3, then c_m / c_{m−1} = √((2m+1)/2m).
                double ratio = m == 1 ? Math.sqrt(3) : Math.sqrt((2 * m + 1) / (2.0 * m));
                double next = ratio * (z * re - x * im);
                im = ratio * (z * im + x * re);
                re = next;
                out[offset + Degrees.index(m, m)] = re;
                out[offset + Degrees.index(m, -m)] = im;
            }
            raise(lmax, m, y, square, out, offset);
            if (m > 0) {
                raise(lmax, -m, y, square, out, offset);
            }
        }
    }

    /** Fills S_lm for l = |m|+1..lmax from the sectoral harmonic, which must be there. */
    private static void raise(int lmax, int m, double polar, double square, double[] out, int offset) {
        for (int l = Math.abs(m) + 1; l <= lmax; l++) {
            int below = l - 1;
            double value = polar * out[offset + Degrees.index(below, m)];
            if (below > Math.abs(m)) {
                double b = Math.sqrt((below * below - m * m) / (4.0 * below * below - 1));
                value -= b * square * out[offset + Degrees.index(below - 1, m)];
            }
            out[offset + Degrees.index(l, m)] = Math.sqrt((4.0 * l * l - 1) / (l * l - m * m)) * value;
        }
    }

    /**
     * The gradient as a constant coupling D: ∂S_j/∂v_a = Σ_i D_{ija} S_i(v). The gradient of a solid harmonic of degree
     * l is a linear map of those of degree l−1, because its components are again homogeneous and harmonic.
     *
     * <p>With R_l^m = |v|^{l−m} P_l^{(m)}(Z/|v|) (X + iY)^m, where P^{(m)} is the m-th derivative of Legendre's polynomial,
     * ∂_Z R_l^m = (l+m) R_{l−1}^m, (∂_X + i∂_Y) R_l^m = −R_{l−1}^{m+1} and (∂_X − i∂_Y) R_l^m = (l+m)(l+m−1) R_{l−1}^{m−1};
     * the coefficients here are these, normalised and split into real and imaginary parts.
     *
     * @param lmax the largest degree L, at least 0
     * @return a coupling of sizes n × n × 3 with n = (L+1)²: axis 0 is i, axis 1 is j, axis 2 is a = x, y, z
     * @throws IllegalArgumentException if {@code lmax} is negative
     */
    public static Coupling gradient(int lmax) {
        int n = Degrees.components(lmax);
        double[] dense = new double[n * n * 3];
        for (int l = 1; l <= lmax; l++) {
            for (int m = 0; m <= l; m++) {
                polarDerivative(dense, n, l, m);
                equatorialDerivatives(dense, n, l, m);
            }
        }
        return Coupling.ofDense(n, n, 3, dense);
    }

    /** ∂_Z S_{l,±m} = γ S_{l−1,±m}. */
    private static void polarDerivative(double[] dense, int n, int l, int m) {
        double gamma = root(l, (l + m) * (l - m));
        set(dense, n, l, m, m, Z, gamma);
        if (m > 0) {
            set(dense, n, l, -m, -m, Z, gamma);
        }
    }

    /** ∂_X and ∂_Y of S_{l,±m}: α leads to order m−1, β to order m+1. */
    private static void equatorialDerivatives(double[] dense, int n, int l, int m) {
        if (m == 0) {
            double beta = root(l, l * (l - 1) / 2.0);
            set(dense, n, l, 0, 1, X, -beta);
            set(dense, n, l, 0, -1, Y, -beta);
            return;
        }
        // The halves are those of ∂_X = ½((∂_X − i∂_Y) + (∂_X + i∂_Y)); order 0 lacks the √2 of the others.
        double alpha = root(l, (l + m) * (l + m - 1) * (m == 1 ? 0.5 : 0.25));
        double beta = root(l, (l - m) * (l - m - 1) * 0.25);
        set(dense, n, l, m, m - 1, X, alpha);
        set(dense, n, l, m, m + 1, X, -beta);
        set(dense, n, l, m, -(m + 1), Y, -beta);
        set(dense, n, l, -m, m - 1, Y, alpha);
        set(dense, n, l, -m, m + 1, Y, beta);
        set(dense, n, l, -m, -(m + 1), X, -beta);
        if (m > 1) {
            set(dense, n, l, m, -(m - 1), Y, -alpha);
            set(dense, n, l, -m, -(m - 1), X, alpha);
        }
    }

    private static double root(int l, double radicand) {
        return Math.sqrt((2 * l + 1) * radicand / (2 * l - 1));
    }

    /** Sets the coefficient of S_{l−1,from} in ∂_a S_{l,m}; it vanishes where there is no such order. */
    private static void set(double[] dense, int n, int l, int m, int from, int axis, double value) {
        if (Math.abs(from) < l) {
            dense[(Degrees.index(l - 1, from) * n + Degrees.index(l, m)) * 3 + axis] = value;
        }
    }
}
