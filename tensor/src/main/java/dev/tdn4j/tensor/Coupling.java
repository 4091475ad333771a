package dev.tdn4j.tensor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A bilinear map out_k = Σ_ij M_ijk x_i y_j, kept as the non-zeros of its n1×n2×n3 tensor M, with CP factors if it has
 * them. Immutable. The non-zeros are sorted by (k, i, j), unique and finite.
 *
 * <p>The adjoint of a trilinear form is the same form with another output slot, so {@link #permute} is all that
 * differentiation needs.
 */
public final class Coupling {

    private final int n1;
    private final int n2;
    private final int n3;
    private final int[] i;
    private final int[] j;
    private final int[] k;
    private final double[] value;
    private final Factors factors;
    private final int hash;

    private Coupling(
            int n1, int n2, int n3, int[] i, int[] j, int[] k, double[] value, Factors factors) {
        this.n1 = n1;
        this.n2 = n2;
        this.n3 = n3;
        this.i = i;
        this.j = j;
        this.k = k;
        this.value = value;
        this.factors = factors;
        this.hash = Objects.hash(n1, n2, n3, Arrays.hashCode(i), Arrays.hashCode(j), Arrays.hashCode(k), Arrays.hashCode(value));
    }

    /**
     * A coupling from its entries, in any order; zeros are dropped.
     *
     * @param n1 the size of x
     * @param n2 the size of y
     * @param n3 the size of the output
     * @param i the entries' indices into x, 0..n1−1
     * @param j the entries' indices into y, 0..n2−1
     * @param k the entries' indices into the output, 0..n3−1
     * @param value the entries, finite
     * @return the coupling
     * @throws IllegalArgumentException if lengths differ, an index is out of range or repeated, or a value is not finite
     */
    public static Coupling of(int n1, int n2, int n3, int[] i, int[] j, int[] k, double[] value) {
        if (n1 < 1 || n2 < 1 || n3 < 1) {
            throw new IllegalArgumentException("a coupling needs positive sizes, but has " + n1 + "×" + n2 + "×" + n3);
        }
        if (i.length != value.length || j.length != value.length || k.length != value.length) {
            throw new IllegalArgumentException("indices and values of a coupling differ in number");
        }
        for (int t = 0; t < value.length; t++) {
            Objects.checkIndex(i[t], n1);
            Objects.checkIndex(j[t], n2);
            Objects.checkIndex(k[t], n3);
            if (!Double.isFinite(value[t])) {
                throw new IllegalArgumentException(
                        "entry (" + i[t] + ", " + j[t] + ", " + k[t] + ") of a coupling is " + value[t]);
            }
        }
        int[] order = IntStream.range(0, value.length)
                .filter(t -> value[t] != 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer t) -> k[t])
                        .thenComparingInt(t -> i[t])
                        .thenComparingInt(t -> j[t]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] si = Arrays.stream(order).map(t -> i[t]).toArray();
        int[] sj = Arrays.stream(order).map(t -> j[t]).toArray();
        int[] sk = Arrays.stream(order).map(t -> k[t]).toArray();
        for (int t = 1; t < order.length; t++) {
            if (si[t] == si[t - 1] && sj[t] == sj[t - 1] && sk[t] == sk[t - 1]) {
                throw new IllegalArgumentException(
                        "entry (" + si[t] + ", " + sj[t] + ", " + sk[t] + ") of a coupling is given twice");
            }
        }
        double[] sv = Arrays.stream(order).mapToDouble(t -> value[t]).toArray();
        return new Coupling(n1, n2, n3, si, sj, sk, sv, null);
    }

    /**
     * A coupling from a dense tensor.
     *
     * @param n1 the size of x
     * @param n2 the size of y
     * @param n3 the size of the output
     * @param dense M_ijk at (i·n2 + j)·n3 + k, finite
     * @return the coupling of its non-zeros
     * @throws IllegalArgumentException if the array's length is not n1·n2·n3 or a value is not finite
     */
    public static Coupling ofDense(int n1, int n2, int n3, double[] dense) {
        if (dense.length != n1 * n2 * n3) {
            throw new IllegalArgumentException(
                    "a dense tensor " + n1 + "×" + n2 + "×" + n3 + " has " + n1 * n2 * n3 + " entries, not " + dense.length);
        }
        int[] at = IntStream.range(0, dense.length).filter(t -> dense[t] != 0).toArray();
        int[] i = Arrays.stream(at).map(t -> t / (n2 * n3)).toArray();
        int[] j = Arrays.stream(at).map(t -> t / n3 % n2).toArray();
        int[] k = Arrays.stream(at).map(t -> t % n3).toArray();
        return of(n1, n2, n3, i, j, k, Arrays.stream(at).mapToDouble(t -> dense[t]).toArray());
    }

    /**
     * The product of an item's own matrix with its rows: first argument K with rows·columns components, K_rc at
     * r·columns + c, second argument x with {@code columns} components, output Σ_c K_rc x_c.
     *
     * @param rows the size of the output
     * @param columns the size of the second argument
     * @return the matrix-multiplication tensor
     */
    public static Coupling matrixProduct(int rows, int columns) {
        int size = rows * columns;
        int[] i = IntStream.range(0, size).toArray();
        int[] j = IntStream.range(0, size).map(t -> t % columns).toArray();
        int[] k = IntStream.range(0, size).map(t -> t / columns).toArray();
        double[] one = new double[size];
        Arrays.fill(one, 1);
        return of(size, columns, rows, i, j, k, one);
    }

    /**
     * The size of one axis.
     *
     * @param axis 0 for x, 1 for y, 2 for the output
     * @return n1, n2 or n3
     */
    public int size(int axis) {
        return switch (axis) {
            case 0 -> n1;
            case 1 -> n2;
            case 2 -> n3;
            default -> throw new IllegalArgumentException("a coupling has axes 0, 1, 2, not " + axis);
        };
    }

    /**
     * The number of non-zeros.
     *
     * @return at least 0
     */
    public int nonzeros() {
        return value.length;
    }

    /**
     * The index into x of a non-zero.
     *
     * @param t which, 0..nonzeros−1
     * @return 0..n1−1
     */
    public int i(int t) {
        return i[t];
    }

    /**
     * The index into y of a non-zero.
     *
     * @param t which, 0..nonzeros−1
     * @return 0..n2−1
     */
    public int j(int t) {
        return j[t];
    }

    /**
     * The index into the output of a non-zero.
     *
     * @param t which, 0..nonzeros−1
     * @return 0..n3−1
     */
    public int k(int t) {
        return k[t];
    }

    /**
     * A non-zero.
     *
     * @param t which, 0..nonzeros−1
     * @return M_ijk
     */
    public double value(int t) {
        return value[t];
    }

    /**
     * The CP factors that approximate this coupling, if it has them.
     *
     * @return the factors
     */
    public Optional<Factors> factors() {
        return Optional.ofNullable(factors);
    }

    /**
     * This coupling with CP factors beside its entries.
     *
     * @param cp factors of the same three sizes
     * @return a coupling of the same entries
     * @throws IllegalArgumentException if the sizes differ
     */
    public Coupling with(Factors cp) {
        if (cp.size(0) != n1 || cp.size(1) != n2 || cp.size(2) != n3) {
            throw new IllegalArgumentException("factors " + cp + " do not fit a coupling " + n1 + "×" + n2 + "×" + n3);
        }
        return new Coupling(n1, n2, n3, i, j, k, value, cp);
    }

    /**
     * The same trilinear form with its axes in another order.
     *
     * @param first the axis that becomes axis 0
     * @param second the axis that becomes axis 1
     * @param third the axis that becomes axis 2
     * @return M'_{abc} with a, b, c the indices of the axes named
     */
    public Coupling permute(int first, int second, int third) {
        int[][] index = {i, j, k};
        if ((1 << first | 1 << second | 1 << third) != 7) {
            throw new IllegalArgumentException(first + ", " + second + ", " + third + " is no order of three axes");
        }
        Coupling permuted =
                of(size(first), size(second), size(third), index[first], index[second], index[third], value);
        return factors == null ? permuted : permuted.with(factors.permute(first, second, third));
    }

    /**
     * The dense tensor.
     *
     * @return M_ijk at (i·n2 + j)·n3 + k, newly made
     */
    public double[] dense() {
        double[] dense = new double[n1 * n2 * n3];
        for (int t = 0; t < value.length; t++) {
            dense[(i[t] * n2 + j[t]) * n3 + k[t]] = value[t];
        }
        return dense;
    }

    /**
     * The Frobenius norm.
     *
     * @return ‖M‖_F
     */
    public double norm() {
        return Math.sqrt(Arrays.stream(value).map(v -> v * v).sum());
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof Coupling c
                        && hash == c.hash
                        && n1 == c.n1
                        && n2 == c.n2
                        && n3 == c.n3
                        && Arrays.equals(i, c.i)
                        && Arrays.equals(j, c.j)
                        && Arrays.equals(k, c.k)
                        && Arrays.equals(value, c.value)
                        && Objects.equals(factors, c.factors);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "Coupling[" + n1 + "×" + n2 + "×" + n3 + ", " + value.length + " non-zeros"
                + (factors == null ? "" : ", rank " + factors.rank()) + "]";
    }
}
