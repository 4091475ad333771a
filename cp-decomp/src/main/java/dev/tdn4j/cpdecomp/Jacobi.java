package dev.tdn4j.cpdecomp;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Eigenvalues of symmetric matrices by rotations that zero one pair of entries after another: Golub and Van Loan, Matrix
 * Computations, section 8.5. It cannot fail: every rotation lowers the sum of squares off the diagonal, and a few sweeps end
 * it; implicit QR iterations have been seen to give up on matrices of low rank.
 */
final class Jacobi {

    /** Convergence is quadratic, and takes 6 to 10 sweeps; more would be rotations by rounding errors. */
    private static final int MOST_SWEEPS = 40;

    private Jacobi() {}

    /**
     * The eigenvalues, right to n roundings of the largest magnitude.
     *
     * @param matrix symmetric, of which the upper triangle is read
     * @return in ascending order
     */
    static double[] eigenvalues(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        double[] a = matrix.data.clone();
        double squared = 0;
        for (int p = 0; p < n; p++) {
            for (int q = p; q < n; q++) {
                a[q * n + p] = a[p * n + q];
                squared += (p == q ? 1 : 2) * a[p * n + q] * a[p * n + q];
            }
        }
        double enough = Math.ulp(1.0) / n * Math.sqrt(squared);
        boolean rotated = true;
        for (int sweep = 0; sweep < MOST_SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (Math.abs(a[p * n + q]) > enough) {
                        rotate(a, n, p, q);
                        rotated = true;
                    }
                }
            }
        }
        double[] values = new double[n];
        for (int p = 0; p < n; p++) {
            values[p] = a[p * n + p];
        }
        Arrays.sort(values);
        return values;
    }

    /** A ← GᵀAG with the rotation of the plane (p, q) that zeroes A_pq, by the smaller of the two angles that do. */
    private static void rotate(double[] a, int n, int p, int q) {
        double cotangent = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        double tangent = Math.copySign(1 / (Math.abs(cotangent) + Math.hypot(1, cotangent)), cotangent);
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = tangent * cosine;
        for (int k = 0; k < n; k++) {
            double x = a[k * n + p];
            double y = a[k * n + q];
            a[k * n + p] = cosine * x - sine * y;
            a[k * n + q] = sine * x + cosine * y;
        }
        for (int k = 0; k < n; k++) {
            double x = a[p * n + k];
            double y = a[q * n + k];
            a[p * n + k] = cosine * x - sine * y;
            a[q * n + k] = sine * x + cosine * y;
        }
    }
}
