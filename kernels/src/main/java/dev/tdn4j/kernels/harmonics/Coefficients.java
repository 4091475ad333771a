package dev.tdn4j.kernels.harmonics;

/**
 * The constants of the recurrences, in the order in which the kernels use them: for every order m one ratio of sectoral
 * harmonics, and for every degree above it one row of {@link #ROW} constants.
 *
 * <p>A harmonic is S_lm = q_l C_m (cosines) or q_l S_m (sines), with C_m + iS_m = N_m (X + iY)^m and q_l a polynomial in Z
 * and r², so that nothing is singular at the poles. With P^{(m)} the m-th derivative of Legendre's polynomial, made
 * homogeneous by powers of r, and N_lm the norm, q_l = (N_lm/N_mm) P_l^{(m)}/P_m^{(m)} follows from
 *
 * <pre>(l−m) P_l^{(m)} = (2l−1) Z P_{l−1}^{(m)} − (l+m−1) r² P_{l−2}^{(m)}      (the stable direction)
 * P_{l−1}^{(m+1)} = r² P_{l−3}^{(m+1)} + (2l−3) P_{l−2}^{(m)}                (sums of one sign)
 * ∂_Z P_l^{(m)} = (l+m) P_{l−1}^{(m)},   2 ∂P_l^{(m)}/∂(r²) = −P_{l−1}^{(m+1)}</pre>
 *
 * <p>so ∇S_lm = q_l ∇C_m − t_l (X, Y, 0) C_m + γ q_{l−1} (0, 0, 1) C_m, where t_l is P_{l−1}^{(m+1)} scaled as q_l is. The
 * gradient of Y(v/|v|) follows by Euler's theorem, v·∇S = l S: it is (∇S − l S v)/r at the unit vector v.
 */
final class Coefficients {

    /** q_l = {@code row[RISE]} Z q_{l−1} + {@code row[FALL]} r² q_{l−2}, from q_m = 1. */
    static final int RISE = 0;

    /** See {@link #RISE}. */
    static final int FALL = 1;

    /** −t_l = {@code row[SKIP]} r² (−t_{l−2}) + {@code row[FEED]} q_{l−2}, from t_m = 0. */
    static final int SKIP = 2;

    /** See {@link #SKIP}. */
    static final int FEED = 3;

    /** ∂_Z q_l = {@code row[POLAR]} q_{l−1}. */
    static final int POLAR = 4;

    /** −l on the sphere, 0 for solid harmonics: what Euler's theorem takes from the gradient. */
    static final int RADIAL = 5;

    /** Constants in a row. */
    static final int ROW = 6;

    /** C_m + iS_m = {@code sectoral[m]} (X + iY)(C_{m−1} + iS_{m−1}); entry 0 is C_0 itself. */
    final double[] sectoral;

    /** Rows for (l, m) with m = 0..L outside and l = m+1..L inside. */
    final double[] rows;

    Coefficients(HarmonicsBasis basis) {
        int lmax = basis.lmax();
        Normalization normalization = basis.normalization();
        sectoral = new double[lmax + 1];
        rows = new double[ROW * lmax * (lmax + 1) / 2];
        int at = 0;
        for (int m = 0; m <= lmax; m++) {
            double scale = normalization.scale(m);
            sectoral[m] = m == 0
                    ? scale
                    : scale / normalization.scale(m - 1) * Math.sqrt((m == 1 ? 2 : 1) * (2.0 * m - 1) / (2 * m));
            for (int l = m + 1; l <= lmax; l++) {
                double one = normalization.scale(l) / normalization.scale(l - 1) * Math.sqrt((l - m) / (double) (l + m));
                rows[at + RISE] = (2.0 * l - 1) / (l - m) * one;
                rows[at + POLAR] = (l + m) * one;
                if (l > m + 1) {
                    double two = normalization.scale(l) / normalization.scale(l - 2)
                            * Math.sqrt((l - m) * (l - m - 1) / ((l + m) * (l + m - 1.0)));
                    rows[at + FALL] = -(l + m - 1.0) / (l - m) * two;
                    rows[at + SKIP] = two;
                    rows[at + FEED] = -(2 * l - 3) * two;
                }
                rows[at + RADIAL] = basis.domain() == HarmonicsBasis.Domain.SPHERE ? -l : 0;
                at += ROW;
            }
        }
    }

    /** Rounds to float. */
    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
