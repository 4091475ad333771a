package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;

/**
 * A coupling that is a multiplication of matrices: every component of x and y stands for a real d×d matrix,
 * and the output is the product of the two seen through a third set, out_k = ⟨C_k, (Σ_i x_i A_i)(Σ_j y_j B_j)⟩.
 *
 * <p>The operators of spin j = L/2 are such matrices for even L, d = L+1 and (L+1)² components (Varshalovich, Moskalev,
 * Khersonskii, Quantum Theory of Angular Momentum, section 2.4).
 *
 * @param d the rows of the matrices
 * @param x A, [n1][d·d], row-major
 * @param y B, [n2][d·d]
 * @param out C, [n3][d·d]
 */
public record SpinForm(int d, double[][] x, double[][] y, double[][] out) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a matrix has not d·d entries
     */
    public SpinForm {
        for (double[][] matrices : new double[][][] {x, y, out}) {
            for (double[] matrix : matrices) {
                if (matrix.length != d * d) {
                    throw new IllegalArgumentException("a matrix of " + d + " rows has " + d * d + " entries, not " + matrix.length);
                }
            }
        }
    }

    /**
     * The same matrices for x, y and the output.
     *
     * @param matrices [(L+1)²][(L+1)²], such as the operators of spin L/2
     * @return the form
     */
    public static SpinForm of(double[][] matrices) {
        int d = (int) Math.round(Math.sqrt(matrices[0].length));
        return new SpinForm(d, matrices, matrices, matrices);
    }

    /**
     * The coupling that this is.
     *
     * @return M_ijk = ⟨C_k, A_i B_j⟩, without what is rounding
     */
    public Coupling coupling() {
        int n1 = x.length, n2 = y.length, n3 = out.length;
        double[] dense = new double[n1 * n2 * n3];
        double[] product = new double[d * d];
        for (int i = 0; i < n1; i++) {
            for (int j = 0; j < n2; j++) {
                multiply(x[i], y[j], product);
                for (int k = 0; k < n3; k++) {
                    double sum = 0;
                    for (int e = 0; e < product.length; e++) {
                        sum += out[k][e] * product[e];
                    }
                    dense[(i * n2 + j) * n3 + k] = Math.abs(sum) < 1e-14 ? 0 : sum;
                }
            }
        }
        return Coupling.ofDense(n1, n2, n3, dense);
    }

    private void multiply(double[] a, double[] b, double[] product) {
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                double sum = 0;
                for (int t = 0; t < d; t++) {
                    sum += a[r * d + t] * b[t * d + c];
                }
                product[r * d + c] = sum;
            }
        }
    }

    /**
     * The adjoint in x: ⟨C, XY⟩ = ⟨A, (C Yᵀ)⟩ is again a product of matrices.
     *
     * @return the form of (output, y) → x
     */
    SpinForm adjointX() {
        return new SpinForm(d, out, transposed(y), x);
    }

    /** The form of (x, output) → y: ⟨B, XᵀC⟩. */
    SpinForm adjointY() {
        return new SpinForm(d, transposed(x), out, y);
    }

    private double[][] transposed(double[][] matrices) {
        double[][] transposed = new double[matrices.length][d * d];
        for (int i = 0; i < matrices.length; i++) {
            for (int r = 0; r < d; r++) {
                for (int c = 0; c < d; c++) {
                    transposed[i][c * d + r] = matrices[i][r * d + c];
                }
            }
        }
        return transposed;
    }
}
