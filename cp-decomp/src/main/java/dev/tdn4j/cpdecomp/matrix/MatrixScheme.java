package dev.tdn4j.cpdecomp.matrix;

import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A bilinear scheme for the product of matrices, Z = X·Y with Z = Σ_r z_r ⟨x_r, X⟩ ⟨y_r, Y⟩: the CP factors of ⟨n,m,p⟩ with
 * entries −1, 0, 1. Its number of terms is an upper bound of the rank of matrix multiplication.
 *
 * <p>In the trace form tr(XYW) with W = Zᵀ the three factors play the same part, hence {@link #rotated} and {@link
 * #transposed}.
 *
 * @param rows n, the rows of X and Z
 * @param inner m, the columns of X and the rows of Y
 * @param columns p, the columns of Y and Z
 * @param x one row-major n×m matrix a term
 * @param y one row-major m×p matrix a term
 * @param z one row-major n×p matrix a term
 */
record MatrixScheme(int rows, int inner, int columns, byte[][] x, byte[][] y, byte[][] z) {

    /** The textbook scheme of n·m·p terms. */
    static MatrixScheme naive(int rows, int inner, int columns) {
        int rank = rows * inner * columns;
        MatrixScheme naive = new MatrixScheme(
                rows, inner, columns, new byte[rank][rows * inner], new byte[rank][inner * columns], new byte[rank][rows * columns]);
        int r = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < inner; j++) {
                for (int k = 0; k < columns; k++, r++) {
                    naive.x[r][i * inner + j] = 1;
                    naive.y[r][j * columns + k] = 1;
                    naive.z[r][i * columns + k] = 1;
                }
            }
        }
        return naive;
    }

    /**
     * A scheme of d×d matrices, far from the least rank, whose terms the rotation of tr(XYW) permutes. The indices 0..d−1 are
     * cut into intervals. The diagonal projector P on each gives a term P⊗P⊗P, and terms of unit matrices make up for what
     * these have too much or too little. The number of intervals decides the rank modulo 3.
     *
     * @param intervals their lengths; d is the sum
     */
    static MatrixScheme ofProjectors(int... intervals) {
        int d = Arrays.stream(intervals).sum();
        List<byte[][]> terms = new ArrayList<>();
        int from = 0;
        for (int length : intervals) {
            byte[] projector = new byte[d * d];
            for (int i = from; i < from + length; i++) {
                projector[i * d + i] = 1;
                for (int j = from; j < from + length; j++) {
                    for (int k = from; k < from + length; k++) {
                        if (i != j || j != k) {
                            terms.add(new byte[][] {unit(d, i, i, -1), unit(d, j, j, 1), unit(d, k, k, 1)});
                        }
                    }
                }
            }
            terms.add(new byte[][] {projector, projector, projector});
            from += length;
        }
        for (int t = 0; t < d * d * d; t++) {
            int i = t / (d * d);
            int j = t / d % d;
            int k = t % d;
            if (i != j || j != k) {
                terms.add(new byte[][] {unit(d, i, j, 1), unit(d, j, k, 1), unit(d, k, i, 1)});
            }
        }
        return ofTraceForm(d, d, d, terms);
    }

    /** The scheme of tr(XYW) = Σ_r ⟨x_r, X⟩ ⟨y_r, Y⟩ ⟨w_r, W⟩ with W of p rows and n columns; each term is x_r, y_r, w_r. */
    static MatrixScheme ofTraceForm(int rows, int inner, int columns, List<byte[][]> terms) {
        byte[][][] factors = new byte[3][terms.size()][];
        for (int r = 0; r < terms.size(); r++) {
            for (int axis = 0; axis < 3; axis++) {
                factors[axis][r] = terms.get(r)[axis];
            }
        }
        return new MatrixScheme(rows, inner, columns, factors[0], factors[1], transposes(factors[2], columns, rows));
    }

    /** The number of terms. */
    int rank() {
        return x.length;
    }

    /** The scheme of ⟨m,p,n⟩ that the cyclic symmetry of tr(XYW) gives. */
    MatrixScheme rotated() {
        return new MatrixScheme(inner, columns, rows, y, transposes(z, rows, columns), transposes(x, rows, inner));
    }

    /** The scheme of ⟨p,m,n⟩ that Zᵀ = Yᵀ·Xᵀ gives. */
    MatrixScheme transposed() {
        return new MatrixScheme(
                columns, inner, rows, transposes(y, inner, columns), transposes(x, rows, inner), transposes(z, rows, columns));
    }

    /** Whether the sizes are these three, in any order. */
    boolean isFor(int n, int m, int p) {
        int[] own = {rows, inner, columns};
        int[] other = {n, m, p};
        Arrays.sort(own);
        Arrays.sort(other);
        return Arrays.equals(own, other);
    }

    /**
     * The scheme for its sizes in another order.
     *
     * @throws IllegalArgumentException if the sizes are others
     */
    MatrixScheme oriented(int n, int m, int p) {
        MatrixScheme turned = this;
        for (int turn = 0; turn < 6; turn++) {
            if (turned.rows == n && turned.inner == m && turned.columns == p) {
                return turned;
            }
            turned = turn == 2 ? turned.transposed() : turned.rotated();
        }
        throw new IllegalArgumentException("a scheme for ⟨%d,%d,%d⟩ is none for ⟨%d,%d,%d⟩".formatted(rows, inner, columns, n, m, p));
    }

    /** The scheme whose entries are blocks that another scheme multiplies: the Kronecker product of both. */
    MatrixScheme nesting(MatrixScheme blocks) {
        int rank = rank() * blocks.rank();
        byte[][][] nested = new byte[3][rank][];
        for (int r = 0; r < rank; r++) {
            int outer = r / blocks.rank();
            int block = r % blocks.rank();
            nested[0][r] = kronecker(x[outer], inner, blocks.x[block], blocks.inner);
            nested[1][r] = kronecker(y[outer], columns, blocks.y[block], blocks.columns);
            nested[2][r] = kronecker(z[outer], columns, blocks.z[block], blocks.columns);
        }
        return new MatrixScheme(
                rows * blocks.rows, inner * blocks.inner, columns * blocks.columns, nested[0], nested[1], nested[2]);
    }

    /** The scheme of X = (X₁ | X₂) and Y = (Y₁ over Y₂), Z = X₁Y₁ + X₂Y₂: the terms of both. */
    MatrixScheme alongInner(MatrixScheme other) {
        int width = inner + other.inner;
        byte[][][] joined = new byte[3][rank() + other.rank()][];
        for (int r = 0; r < joined[0].length; r++) {
            boolean first = r < rank();
            MatrixScheme part = first ? this : other;
            int term = first ? r : r - rank();
            int offset = first ? 0 : inner;
            joined[0][r] = new byte[rows * width];
            for (int i = 0; i < rows; i++) {
                System.arraycopy(part.x[term], i * part.inner, joined[0][r], i * width + offset, part.inner);
            }
            joined[1][r] = new byte[width * columns];
            System.arraycopy(part.y[term], 0, joined[1][r], offset * columns, part.inner * columns);
            joined[2][r] = part.z[term];
        }
        return new MatrixScheme(rows, width, columns, joined[0], joined[1], joined[2]);
    }

    /**
     * The terms in the trace form of d×d matrices, where X is their block from row i and column j on, Y that from row j and
     * column k on, and W that from row k and column i on.
     */
    List<byte[][]> embedded(int d, int i, int j, int k) {
        byte[][] w = rotated().y;
        return IntStream.range(0, rank())
                .mapToObj(r -> new byte[][] {
                    embedded(x[r], inner, d, i, j), embedded(y[r], columns, d, j, k), embedded(w[r], rows, d, k, i)
                })
                .toList();
    }

    private static byte[] embedded(byte[] block, int width, int d, int row, int column) {
        byte[] matrix = new byte[d * d];
        for (int t = 0; t < block.length; t++) {
            matrix[(row + t / width) * d + column + t % width] = block[t];
        }
        return matrix;
    }

    /** Whether the rotation of the trace form permutes the terms modulo 2. */
    boolean isCyclic() {
        if (rows != inner || inner != columns) {
            return false;
        }
        List<FlipGraph.Term> terms = modulo2();
        return Set.copyOf(terms).containsAll(terms.stream().map(FlipGraph.Term::rotated).toList());
    }

    /** The terms modulo 2 in the trace form. */
    List<FlipGraph.Term> modulo2() {
        byte[][] w = rotated().y;
        return IntStream.range(0, rank())
                .mapToObj(r -> new FlipGraph.Term(mask(x[r]), mask(y[r]), mask(w[r])))
                .toList();
    }

    /** Whether Brent's equations hold, Σ_r x_r(i,j) y_r(j',k) z_r(i',k') = δ_ii' δ_jj' δ_kk', in integers. */
    boolean isExact() {
        int[] sum = new int[rows * inner * inner * columns * rows * columns];
        for (int r = 0; r < rank(); r++) {
            for (int a = 0; a < rows * inner; a++) {
                for (int b = 0; x[r][a] != 0 && b < inner * columns; b++) {
                    int ab = x[r][a] * y[r][b];
                    int from = (a * inner * columns + b) * rows * columns;
                    for (int c = 0; ab != 0 && c < rows * columns; c++) {
                        sum[from + c] += ab * z[r][c];
                    }
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < inner; j++) {
                for (int k = 0; k < columns; k++) {
                    sum[((i * inner + j) * inner * columns + j * columns + k) * rows * columns + i * columns + k]--;
                }
            }
        }
        return Arrays.stream(sum).allMatch(value -> value == 0);
    }

    /** The terms as columns of CP factors. */
    Factors factors() {
        return new Factors(rank(), columns(x), columns(y), columns(z));
    }

    private static double[] columns(byte[][] terms) {
        int rank = terms.length;
        double[] matrix = new double[terms[0].length * rank];
        for (int r = 0; r < rank; r++) {
            for (int i = 0; i < terms[r].length; i++) {
                matrix[i * rank + r] = terms[r][i];
            }
        }
        return matrix;
    }

    private static long mask(byte[] entries) {
        if (entries.length > Long.SIZE) {
            throw new IllegalArgumentException("flip graphs hold matrices of at most 64 entries, not of " + entries.length);
        }
        long mask = 0;
        for (int i = 0; i < entries.length; i++) {
            mask |= (entries[i] & 1L) << i;
        }
        return mask;
    }

    private static byte[] unit(int d, int row, int column, int value) {
        byte[] unit = new byte[d * d];
        unit[row * d + column] = (byte) value;
        return unit;
    }

    private static byte[] kronecker(byte[] a, int aColumns, byte[] b, int bColumns) {
        byte[] product = new byte[a.length * b.length];
        int width = aColumns * bColumns;
        for (int s = 0; s < a.length; s++) {
            for (int t = 0; t < b.length; t++) {
                int row = s / aColumns * (b.length / bColumns) + t / bColumns;
                product[row * width + s % aColumns * bColumns + t % bColumns] = (byte) (a[s] * b[t]);
            }
        }
        return product;
    }

    private static byte[][] transposes(byte[][] terms, int rows, int columns) {
        byte[][] transposes = new byte[terms.length][rows * columns];
        for (int r = 0; r < terms.length; r++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    transposes[r][j * rows + i] = terms[r][i * columns + j];
                }
            }
        }
        return transposes;
    }
}
