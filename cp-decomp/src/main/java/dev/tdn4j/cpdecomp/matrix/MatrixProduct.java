package dev.tdn4j.cpdecomp.matrix;

import dev.tdn4j.tensor.Factors;

/**
 * CP factors of the product of matrices, Z = X·Y: bilinear schemes of few multiplications, exact, with entries −1, 0, 1. Those
 * of small matrices were found by random walks on flip graphs (arXiv 2212.01175, 2312.16960, 2502.04514), larger ones are
 * combinations: blocks side by side, or one scheme of blocks in another.
 */
public final class MatrixProduct {

    private static final SchemeCombinations SCHEMES = SchemeCatalogue.shipped().combinations();

    private MatrixProduct() {}

    /**
     * The factors of the fewest terms that are known here.
     *
     * @param rows n, the rows of X, at least 1
     * @param inner m, the columns of X and rows of Y, at least 1
     * @param columns p, the columns of Y, at least 1
     * @return A of n·m rows, B of m·p and C of n·p, each matrix row-major, of {@link #rank} columns
     * @throws IllegalArgumentException if a size is not positive
     */
    public static Factors factors(int rows, int inner, int columns) {
        check(rows, inner, columns);
        return SCHEMES.scheme(rows, inner, columns).factors();
    }

    /**
     * The number of terms of {@link #factors}, the same for every order of the three sizes.
     *
     * @param rows n, at least 1
     * @param inner m, at least 1
     * @param columns p, at least 1
     * @return an upper bound of the rank of matrix multiplication
     * @throws IllegalArgumentException if a size is not positive
     */
    public static int rank(int rows, int inner, int columns) {
        check(rows, inner, columns);
        return SCHEMES.rank(rows, inner, columns);
    }

    private static void check(int rows, int inner, int columns) {
        if (Math.min(rows, Math.min(inner, columns)) < 1) {
            throw new IllegalArgumentException(
                    "the sizes of a product of matrices must be at least 1, but are %d, %d, %d".formatted(rows, inner, columns));
        }
    }
}
