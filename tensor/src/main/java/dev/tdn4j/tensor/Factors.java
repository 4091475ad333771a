package dev.tdn4j.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * CP factors of a bilinear map: M̂_ijk = Σ_r A_ir B_jr C_kr, so that out = C((Aᵀx) ⊙ (Bᵀy)). Immutable; arXiv 2507.01131,
 * section 3.
 */
public final class Factors {

    private final int rank;
    private final double[] a;
    private final double[] b;
    private final double[] c;

    /**
     * Factors from their matrices, row-major with one row a component and one column a rank-one term.
     *
     * @param rank R, at least 1
     * @param a n1×R, finite
     * @param b n2×R, finite
     * @param c n3×R, finite
     * @throws IllegalArgumentException if the rank is not positive, a length is no multiple of it, or an entry is not
     *     finite
     */
    public Factors(int rank, double[] a, double[] b, double[] c) {
        if (rank < 1) {
            throw new IllegalArgumentException("the rank of CP factors must be at least 1, but is " + rank);
        }
        for (double[] factor : new double[][] {a, b, c}) {
            if (factor.length == 0 || factor.length % rank != 0) {
                throw new IllegalArgumentException("a factor of " + factor.length + " entries has no columns of rank " + rank);
            }
            for (double entry : factor) {
                if (!Double.isFinite(entry)) {
                    throw new IllegalArgumentException("a factor holds " + entry);
                }
            }
        }
        this.rank = rank;
        this.a = a.clone();
        this.b = b.clone();
        this.c = c.clone();
    }

    /**
     * The sum of two bilinear maps: the terms of both.
     *
     * @param other factors of the same sizes n1, n2, n3
     * @return factors of rank R + R'
     * @throws IllegalArgumentException if a size differs
     */
    public Factors plus(Factors other) {
        int sum = rank + other.rank;
        double[][] joined = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            if (size(axis) != other.size(axis)) {
                throw new IllegalArgumentException("factors with %d and %d rows cannot be added".formatted(size(axis), other.size(axis)));
            }
            joined[axis] = new double[size(axis) * sum];
            for (int row = 0; row < size(axis); row++) {
                System.arraycopy(factor(axis), row * rank, joined[axis], row * sum, rank);
                System.arraycopy(other.factor(axis), row * other.rank, joined[axis], row * sum + rank, other.rank);
            }
        }
        return new Factors(sum, joined[0], joined[1], joined[2]);
    }

    /**
     * The number of rank-one terms.
     *
     * @return R
     */
    public int rank() {
        return rank;
    }

    /**
     * The number of rows of one factor.
     *
     * @param axis 0 for A (x), 1 for B (y), 2 for C (the output)
     * @return n1, n2 or n3
     */
    public int size(int axis) {
        return factor(axis).length / rank;
    }

    /**
     * One entry.
     *
     * @param axis 0 for A, 1 for B, 2 for C
     * @param row the component
     * @param column the rank-one term
     * @return the entry
     */
    public double get(int axis, int row, int column) {
        return factor(axis)[row * rank + column];
    }

    /**
     * One factor as a row-major matrix with {@link #rank} columns.
     *
     * @param axis 0 for A, 1 for B, 2 for C
     * @return a copy
     */
    public double[] matrix(int axis) {
        return factor(axis).clone();
    }

    /**
     * The factors of the same form with its axes in another order.
     *
     * @param first the axis that becomes axis 0
     * @param second the axis that becomes axis 1
     * @param third the axis that becomes axis 2
     * @return the permuted factors
     */
    public Factors permute(int first, int second, int third) {
        return new Factors(rank, factor(first), factor(second), factor(third));
    }

    /**
     * The bilinear map that these factors are.
     *
     * @return M̂, dense entries computed in double, exact zeros dropped
     */
    public Coupling toCoupling() {
        int n1 = size(0);
        int n2 = size(1);
        int n3 = size(2);
        double[] dense = new double[n1 * n2 * n3];
        double[] ab = new double[rank];
        for (int i = 0; i < n1; i++) {
            for (int j = 0; j < n2; j++) {
                for (int r = 0; r < rank; r++) {
                    ab[r] = a[i * rank + r] * b[j * rank + r];
                }
                for (int k = 0; k < n3; k++) {
                    double sum = 0;
                    for (int r = 0; r < rank; r++) {
                        sum += ab[r] * c[k * rank + r];
                    }
                    dense[(i * n2 + j) * n3 + k] = sum;
                }
            }
        }
        return Coupling.ofDense(n1, n2, n3, dense);
    }

    private double[] factor(int axis) {
        return switch (axis) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            default -> throw new IllegalArgumentException("CP factors have axes 0, 1, 2, not " + axis);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Factors f
                && rank == f.rank
                && Arrays.equals(a, f.a)
                && Arrays.equals(b, f.b)
                && Arrays.equals(c, f.c);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rank, Arrays.hashCode(a), Arrays.hashCode(b), Arrays.hashCode(c));
    }

    @Override
    public String toString() {
        return "Factors[" + size(0) + "×" + size(1) + "×" + size(2) + ", rank " + rank + "]";
    }
}
