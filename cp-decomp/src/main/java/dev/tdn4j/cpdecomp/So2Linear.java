package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.List;

/**
 * The most general linear map from degrees 0..L to degrees 0..L that rotations about the polar axis leave alone, bilinear
 * in the features and its free weights: the SO(2) convolution of Passaro and Zitnick (arXiv 2302.03655). With
 * z_lm = x_l,m + i x_l,−m it is, for every pair of degrees (l1, l3) and order m = 0..min(l1, l3),
 *
 * <pre>out_l3,m += (u + i v) z_l1,m</pre>
 *
 * <p>with two real weights u, v where m &gt; 0 and one where m = 0. A complex product takes three real ones instead of four
 * (Gauss), so the rank is at most {@link #gaussRank}.
 *
 * @param lmax the largest degree L, at least 0
 */
public record So2Linear(int lmax) implements Product {

    /** The name of the method of {@link #gauss}. */
    public static final String GAUSS = "gauss";

    /** One pair of degrees at one order, and where its weights begin. */
    private record Block(int l1, int l3, int m, int weight) {}

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
     * The map as a tensor: x, the weights ordered by l1, l3, m and then u, v, and the output.
     *
     * @return n×{@link #weights}×n with n = (L+1)², entries 1 and −1
     */
    @Override
    public Coupling tensor() {
        int n = Degrees.components(lmax);
        int count = weights();
        double[] dense = new double[n * count * n];
        for (Block b : blocks()) {
            int u = b.weight();
            int v = u + 1;
            int x = Degrees.index(b.l1(), b.m());
            int out = Degrees.index(b.l3(), b.m());
            dense[(x * count + u) * n + out] = 1;
            if (b.m() > 0) {
                int xi = Degrees.index(b.l1(), -b.m());
                int outi = Degrees.index(b.l3(), -b.m());
                dense[(xi * count + u) * n + outi] = 1;
                dense[(xi * count + v) * n + out] = -1;
                dense[(x * count + v) * n + outi] = 1;
            }
        }
        return Coupling.ofDense(n, count, n, dense);
    }

    /**
     * Exact factors: (u + iv)(a + ib) from p = u(a + b), q = a(v − u) and r = b(u + v) as p − r + i(p + q).
     *
     * @return factors of rank {@link #gaussRank}, entries −1, 0 and 1
     */
    public Decomposition gauss() {
        long begin = System.nanoTime();
        return Decomposition.measured(this, gaussFactors(), begin, GAUSS, "version 1");
    }

    private Factors gaussFactors() {
        int rank = gaussRank();
        double[] a = new double[Degrees.components(lmax) * rank];
        double[] b = new double[weights() * rank];
        double[] c = new double[a.length];
        int r = 0;
        for (Block block : blocks()) {
            int u = block.weight() * rank;
            int v = u + rank;
            int x = Degrees.index(block.l1(), block.m()) * rank;
            int out = Degrees.index(block.l3(), block.m()) * rank;
            a[x + r] = b[u + r] = c[out + r] = 1;
            if (block.m() > 0) {
                int xi = Degrees.index(block.l1(), -block.m()) * rank;
                int outi = Degrees.index(block.l3(), -block.m()) * rank;
                a[xi + r] = c[outi + r] = 1;
                a[x + r + 1] = b[v + r + 1] = c[outi + r + 1] = 1;
                b[u + r + 1] = -1;
                a[xi + r + 2] = b[u + r + 2] = b[v + r + 2] = 1;
                c[out + r + 2] = -1;
            }
            r += block.m() > 0 ? 3 : 1;
        }
        return new Factors(rank, a, b, c);
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int weight = 0;
        for (int l1 = 0; l1 <= lmax; l1++) {
            for (int l3 = 0; l3 <= lmax; l3++) {
                for (int m = 0; m <= Math.min(l1, l3); m++) {
                    blocks.add(new Block(l1, l3, m, weight));
                    weight += m > 0 ? 2 : 1;
                }
            }
        }
        return blocks;
    }

    @Override
    public String name() {
        return "so2-L" + lmax;
    }
}
