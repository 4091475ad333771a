package dev.tdn4j.cpdecomp;

import org.ejml.data.DMatrixRMaj;

/**
 * UᵀU of a symmetric positive definite matrix in its upper triangle, row by row, four pivots at a time: every inner loop adds
 * multiples of rows, which the compiler turns into vector instructions; the dot products of the usual order it cannot.
 */
final class Cholesky {

    private static final int PANEL = 4;

    private Cholesky() {}

    /** Overwrites the upper triangle by U; false if a pivot is not positive. */
    static boolean factorize(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        double[] u = matrix.data;
        for (int begin = 0; begin < n; begin += PANEL) {
            int end = Math.min(n, begin + PANEL);
            for (int k = begin; k < end; k++) {
                if (!scalePivotRow(u, n, k)) {
                    return false;
                }
                for (int i = k + 1; i < end; i++) {
                    subtract(u, i * n + i, u[k * n + i], k * n + i, n - i);
                }
            }
            if (end - begin == PANEL) {
                for (int i = end; i < n; i++) {
                    subtractFour(u, i * n + i, begin * n + i, n, n - i);
                }
            }
        }
        return true;
    }

    private static boolean scalePivotRow(double[] u, int n, int k) {
        double pivot = u[k * n + k];
        if (!(pivot > 0)) {
            return false;
        }
        double scale = 1 / Math.sqrt(pivot);
        for (int at = k * n + k; at < k * n + n; at++) {
            u[at] *= scale;
        }
        return true;
    }

    private static void subtract(double[] u, int to, double scale, int from, int length) {
        for (int t = 0; t < length; t++) {
            u[to + t] -= scale * u[from + t];
        }
    }

    private static void subtractFour(double[] u, int to, int from, int n, int length) {
        double a = u[from];
        double b = u[from + n];
        double c = u[from + 2 * n];
        double d = u[from + 3 * n];
        for (int t = 0; t < length; t++) {
            u[to + t] -= a * u[from + t] + b * u[from + n + t] + c * u[from + 2 * n + t] + d * u[from + 3 * n + t];
        }
    }

    /** Solves UᵀU x = b in place. */
    static void solve(DMatrixRMaj factor, double[] x) {
        int n = factor.numRows;
        double[] u = factor.data;
        for (int k = 0; k < n; k++) {
            x[k] /= u[k * n + k];
            for (int i = k + 1; i < n; i++) {
                x[i] -= u[k * n + i] * x[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            double sum = x[k];
            for (int i = k + 1; i < n; i++) {
                sum -= u[k * n + i] * x[i];
            }
            x[k] = sum / u[k * n + k];
        }
    }
}
