package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.stream.IntStream;

/**
 * The tensor product with the harmonics of an edge, in the frame where the edge is the polar axis (Passaro and Zitnick,
 * arXiv 2302.03655). There y has order 0 only, one component a degree, and M keeps the entries M[i, l2, k] whose orders m1
 * and m3 differ at most in sign: paths with l1+l2+l3 even couple m to m, alike for m and −m; odd ones couple m to −m, with
 * opposite signs.
 *
 * <p>The polar axis of e3nn's order is the Cartesian y axis: there Y_lm = 0 for m ≠ 0 and Y_l0 = √(2l+1) when
 * component-normalised.
 *
 * @param spec the product in any frame: degrees, paths and weights
 */
public record AlignedProduct(CouplingSpec spec) implements Product {

    /**
     * All paths with weight 1.
     *
     * @param lmax the largest degree L, at least 0
     * @return the aligned form of {@link CouplingSpec#all}
     */
    public static AlignedProduct all(int lmax) {
        return new AlignedProduct(CouplingSpec.all(lmax));
    }

    /**
     * The slices of M at the components of y with order 0.
     *
     * @return n×(L+1)×n with n = (L+1)², the second index l2
     */
    @Override
    public Coupling tensor() {
        Coupling m = spec.tensor();
        int n = m.size(0);
        int[] kept = IntStream.range(0, m.nonzeros()).filter(t -> Degrees.order(m.j(t)) == 0).toArray();
        return Coupling.of(
                n, spec.lmax() + 1, n,
                IntStream.of(kept).map(m::i).toArray(),
                IntStream.of(kept).map(t -> Degrees.degree(m.j(t))).toArray(),
                IntStream.of(kept).map(m::k).toArray(),
                IntStream.of(kept).mapToDouble(m::value).toArray());
    }

    @Override
    public String name() {
        return "aligned-L" + spec.lmax();
    }
}
