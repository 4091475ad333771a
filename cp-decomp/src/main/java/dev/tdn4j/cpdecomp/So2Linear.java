package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;

/**
 * The most general linear map from degrees 0..L to degrees 0..L that rotations about the polar axis leave alone, bilinear
 * in the features and its free weights: the SO(2) convolution of Passaro and Zitnick (arXiv 2302.03655). With
 * z_lm = x_l,m + i x_l,−m it is, for every pair of degrees (l1, l3) and order m = 0..min(l1, l3),
 *
 * <pre>out_l3,m += (u + i v) z_l1,m</pre>
 *
 * <p>with two real weights u, v where m &gt; 0 and one where m = 0. A complex product takes three real ones instead of four
 * (Gauss), so the rank is at most {@link #gaussRank}; two degrees by two take eleven, so it is at most
 * {@link #tetrahedralRank}.
 *
 * @param lmax the largest degree L, at least 0
 */
public record So2Linear(int lmax) implements Product {

    /** The name of the method of {@link #gauss}. */
    public static final String GAUSS = "gauss";

    /** The name of the method of {@link #tetrahedral}. */
    public static final String TETRAHEDRAL = "tetrahedral";

    /**
     * Checks the degree.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public So2Linear {
        Degrees.components(lmax);
    }

    /**
     * The number of weights: (L+1−m)² pairs of degrees have order m, with one weight where m = 0 and two elsewhere.
     *
     * @return (L+1)² + L(L+1)(2L+1)/3
     */
    public int weights() {
        return (lmax + 1) * (lmax + 1) + lmax * (lmax + 1) * (2 * lmax + 1) / 3;
    }

    /**
     * The number of real products with one for m = 0 and three for each complex one.
     *
     * @return (L+1)² + L(L+1)(2L+1)/2
     */
    public int gaussRank() {
        return (lmax + 1) * (lmax + 1) + lmax * (lmax + 1) * (2 * lmax + 1) / 2;
    }

    /**
     * The number of real products if those of order m > 0 are taken two degrees by two: one less than {@link #gaussRank}
     * for each of ⌊(L+1−m)/2⌋² pairs of pairs.
     *
     * @return 7, 23, 56, 109, … at L = 1, 2, 3, 4, …
     */
    public int tetrahedralRank() {
        int rank = gaussRank();
        for (int m = 1; m <= lmax; m++) {
            int pairs = (lmax + 1 - m) / 2;
            rank -= pairs * pairs;
        }
        return rank;
    }

    /**
     * The map as a tensor: x, the weights ordered by l1, l3, m and then u, v, and the output.
     *
     * @return n×{@link #weights}×n with n = (L+1)², entries 1 and −1
     */
    @Override
    public Coupling tensor() {
        int n = Degrees.components(lmax);
        int count = weights();
        double[] dense = new double[n * count * n];
        for (int l1 = 0; l1 <= lmax; l1++) {
            for (int l3 = 0; l3 <= lmax; l3++) {
                for (int m = 0; m <= Math.min(l1, l3); m++) {
                    set(dense, l1, l3, m);
                }
            }
        }
        return Coupling.ofDense(n, count, n, dense);
    }

    private void set(double[] dense, int l1, int l3, int m) {
        int n = Degrees.components(lmax);
        int count = weights();
        int u = weight(l1, l3, m);
        int x = Degrees.index(l1, m);
        int out = Degrees.index(l3, m);
        dense[(x * count + u) * n + out] = 1;
        if (m > 0) {
            int xi = Degrees.index(l1, -m);
            int outi = Degrees.index(l3, -m);
            dense[(xi * count + u) * n + outi] = 1;
            dense[(xi * count + u + 1) * n + out] = -1;
            dense[(x * count + u + 1) * n + outi] = 1;
        }
    }

    /**
     * Exact factors, three terms for each complex product.
     *
     * @return factors of rank {@link #gaussRank}, entries −1, 0 and 1
     */
    public Decomposition gauss() {
        long begin = System.nanoTime();
        return Decomposition.measured(this, new So2Factors(this).gauss(), begin, GAUSS, "version 1");
    }

    /**
     * Exact factors, eleven terms for each complex 2×2 matrix times vector where Gauss takes twelve; see {@link So2Factors}.
     *
     * @return factors of rank {@link #tetrahedralRank}
     */
    public Decomposition tetrahedral() {
        long begin = System.nanoTime();
        return Decomposition.measured(this, new So2Factors(this).tetrahedral(), begin, TETRAHEDRAL, "version 1");
    }

    /** Where the weights of a pair of degrees at one order begin: u, and v behind it where m > 0. */
    int weight(int l1, int l3, int m) {
        int before = 0;
        for (int l = 0; l <= l1; l++) {
            for (int k = 0; k < (l < l1 ? lmax + 1 : l3); k++) {
                before += 2 * Math.min(l, k) + 1;
            }
        }
        return before + (m == 0 ? 0 : 2 * m - 1);
    }

    @Override
    public String name() {
        return "so2-L" + lmax;
    }
}
