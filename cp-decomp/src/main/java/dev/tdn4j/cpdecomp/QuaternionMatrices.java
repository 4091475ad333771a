package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.matrix.MatrixProduct;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;

/**
 * The operators of half-integer spin j = L/2 as matrices of h = (L+1)/2 rows of quaternions. Time reversal K, antiunitary
 * with K² = −1, pairs the states m and −m; an operator that commutes with it sends |m⟩ to a|m'⟩ + bK|m'⟩, and the two
 * complex numbers of each pair of pairs are one quaternion.
 */
final class QuaternionMatrices {

    /** Signs that make quaternion multiplication, with the real part of the result negated, a group algebra's but for 4 terms. */
    private static final int[][] EXCEPTIONS = {{0, 0, 0}, {3, 2, 1}, {1, 3, 2}, {2, 1, 3}};

    private final int lmax;
    private final int d;

    private QuaternionMatrices(int lmax) {
        this.lmax = lmax;
        this.d = lmax + 1;
    }

    /**
     * The matrices of all components of degrees 0..L.
     *
     * @param lmax L, odd
     * @return [(L+1)²][(L+1)²], for every component h×h quaternions of four parts each, row-major; orthonormal
     */
    static double[][] basis(int lmax) {
        return new QuaternionMatrices(lmax).basis();
    }

    private double[][] basis() {
        double[][] basis = new double[Degrees.components(lmax)][];
        ComplexMatrix[] vector = vector();
        ComplexMatrix[] operators = {ComplexMatrix.identity(d)};
        for (int l = 0; l <= lmax; l++) {
            if (l > 0) {
                operators = raised(operators, vector, l);
            }
            for (int m = 0; m < operators.length; m++) {
                basis[l * l + m] = quaternions(operators[m]);
            }
        }
        return basis;
    }

    /** The operators of degree l from those of degree l−1 and 1, each scaled so that its quaternions have norm 1 together. */
    private ComplexMatrix[] raised(ComplexMatrix[] lower, ComplexMatrix[] vector, int l) {
        Coupling c = CouplingCoefficients.of(new CouplingPath(l - 1, 1, l));
        ComplexMatrix[] raised = new ComplexMatrix[2 * l + 1];
        for (int m = 0; m < raised.length; m++) {
            raised[m] = new ComplexMatrix(d);
        }
        for (int t = 0; t < c.nonzeros(); t++) {
            raised[c.k(t)].addProduct(c.value(t), lower[c.i(t)], vector[c.j(t)]);
        }
        for (ComplexMatrix operator : raised) {
            operator.normalize();
        }
        return raised;
    }

    /** iJ along the axes of degree 1 (x, y, z), in the basis of the states m = j, j−1, …, −j. */
    private ComplexMatrix[] vector() {
        ComplexMatrix x = new ComplexMatrix(d);
        ComplexMatrix y = new ComplexMatrix(d);
        ComplexMatrix z = new ComplexMatrix(d);
        double j = lmax / 2.0;
        for (int state = 0; state < d; state++) {
            double m = j - state;
            z.imaginary[state * d + state] = m;
            if (state > 0) {
                // ⟨m+1|J₊|m⟩ = √(j(j+1) − m(m+1)); Jx = (J₊+J₋)/2, Jy = (J₊−J₋)/2i.
                double step = Math.sqrt(j * (j + 1) - m * (m + 1)) / 2;
                int up = (state - 1) * d + state;
                int down = state * d + state - 1;
                x.imaginary[up] = step;
                x.imaginary[down] = step;
                y.real[up] = step;
                y.real[down] = -step;
            }
        }
        return new ComplexMatrix[] {x, y, z};
    }

    /** Column |m⟩, m > 0, holds a and b of every row pair; b counts along K|m'⟩ = (−1)^(j−m')|−m'⟩. */
    private double[] quaternions(ComplexMatrix operator) {
        int h = d / 2;
        double[] parts = new double[d * d];
        double norm = 0;
        for (int row = 0; row < h; row++) {
            double sign = row % 2 == 0 ? 1 : -1;
            for (int column = 0; column < h; column++) {
                int a = row * d + column;
                int b = (d - 1 - row) * d + column;
                int at = 4 * (row * h + column);
                parts[at] = operator.real[a];
                parts[at + 1] = operator.imaginary[a];
                parts[at + 2] = sign * operator.real[b];
                parts[at + 3] = -sign * operator.imaginary[b];
            }
        }
        for (double part : parts) {
            norm += part * part;
        }
        for (int t = 0; t < parts.length; t++) {
            parts[t] /= Math.sqrt(norm);
        }
        return parts;
    }

    /**
     * The product of h×h matrices of quaternions: every product of a matrix algorithm, which needs no commutativity,
     * becomes one of quaternions.
     *
     * @return factors of 4h² components and 8 times the rank of the matrix product
     */
    static Factors product(int h) {
        Factors outer = MatrixProduct.factors(h, h, h);
        Factors inner = quaternion();
        int rank = outer.rank() * inner.rank();
        double[][] nested = new double[3][4 * h * h * rank];
        for (int slot = 0; slot < 3; slot++) {
            for (int e = 0; e < h * h; e++) {
                for (int part = 0; part < 4; part++) {
                    for (int r = 0; r < rank; r++) {
                        nested[slot][(4 * e + part) * rank + r] =
                                outer.get(slot, e, r / inner.rank()) * inner.get(slot, part, r % inner.rank());
                    }
                }
            }
        }
        return new Factors(rank, nested[0], nested[1], nested[2]);
    }

    /**
     * Quaternion multiplication with 8 products, the least there are (Howell and Lafon, Cornell TR 75-245, 1975). With the
     * real part of the result negated the signs of all but four products are those of the group algebra of Z₂×Z₂, which a
     * Hadamard transform diagonalises; the four are then subtracted twice.
     */
    static Factors quaternion() {
        double[][] columns = new double[3][4 * 8];
        for (int r = 0; r < 4; r++) {
            for (int part = 0; part < 4; part++) {
                double hadamard = Integer.bitCount(r & part) % 2 == 0 ? 1 : -1;
                columns[0][part * 8 + r] = hadamard;
                columns[1][part * 8 + r] = hadamard;
                columns[2][part * 8 + r] = (part == 0 ? -1 : 1) * hadamard / 4;
            }
            int[] exception = EXCEPTIONS[r];
            columns[0][exception[0] * 8 + 4 + r] = 1;
            columns[1][exception[1] * 8 + 4 + r] = 1;
            columns[2][exception[2] * 8 + 4 + r] = exception[2] == 0 ? 2 : -2;
        }
        return new Factors(8, columns[0], columns[1], columns[2]);
    }

    /** A square complex matrix, row-major. */
    private static final class ComplexMatrix {

        private final int size;
        private final double[] real;
        private final double[] imaginary;

        private ComplexMatrix(int size) {
            this.size = size;
            this.real = new double[size * size];
            this.imaginary = new double[size * size];
        }

        private static ComplexMatrix identity(int size) {
            ComplexMatrix identity = new ComplexMatrix(size);
            for (int t = 0; t < size; t++) {
                identity.real[t * size + t] = 1;
            }
            return identity;
        }

        /** this += scale · left · right. */
        private void addProduct(double scale, ComplexMatrix left, ComplexMatrix right) {
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < size; k++) {
                    double re = scale * left.real[i * size + k];
                    double im = scale * left.imaginary[i * size + k];
                    for (int j = 0; j < size; j++) {
                        int at = k * size + j;
                        real[i * size + j] += re * right.real[at] - im * right.imaginary[at];
                        imaginary[i * size + j] += re * right.imaginary[at] + im * right.real[at];
                    }
                }
            }
        }

        /** Frobenius norm 1, so that repeated products neither grow nor vanish. */
        private void normalize() {
            double squared = 0;
            for (int t = 0; t < real.length; t++) {
                squared += real[t] * real[t] + imaginary[t] * imaginary[t];
            }
            for (int t = 0; t < real.length; t++) {
                real[t] /= Math.sqrt(squared);
                imaginary[t] /= Math.sqrt(squared);
            }
        }
    }
}
