package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.function.Consumer;

/**
 * CP factors of a bilinear map, and how they came to be.
 *
 * @param product which tensor M
 * @param factors of its sizes
 * @param relativeError ‖M̂ − M‖_F / ‖M‖_F, measured from the factors in double
 * @param seconds the wall time that the computation took
 * @param method the name of the method: {@code als}, {@code quadrature}, {@code gauss},
 *     {@code tetrahedral}, {@code fibres} or {@code matrix}
 * @param origin all else that is needed to make the factors again, as text: version of the method, seed
 */
public record Decomposition(
        Product product, Factors factors, double relativeError, double seconds, String method, String origin) {

    /** The name of the method of {@link #compute}. */
    public static final String ALS = "als";

    /** The name of the method of {@link #ofFibres}. */
    public static final String FIBRES = "fibres";

    /**
     * Computes factors by alternating least squares, without any cache.
     *
     * @param product which tensor
     * @param options rank, seed and stopping rules
     * @param listener called every few steps
     * @return the factors of the best start
     * @throws IllegalArgumentException if the rank is above {@link Product#largestRank}
     */
    public static Decomposition compute(Product product, AlsOptions options, Consumer<AlsProgress> listener) {
        long begin = System.nanoTime();
        Coupling target = product.tensor();
        int most = FibreFactors.largestRank(target);
        if (options.rank() > most) {
            throw new IllegalArgumentException("rank %d is above %d, which suffices for every tensor %d×%d×%d"
                    .formatted(options.rank(), most, target.size(0), target.size(1), target.size(2)));
        }
        Factors factors = Als.decompose(target, options, listener);
        return measured(product, factors, begin, ALS, origin(options));
    }

    /**
     * Exact factors that every tensor has: one term for each of its fibres that is not zero, along the axis with fewest of
     * them.
     *
     * @param product which tensor
     * @return factors of rank {@link Product#largestRank} at most
     * @throws IllegalArgumentException if the tensor is zero
     */
    public static Decomposition ofFibres(Product product) {
        long begin = System.nanoTime();
        return measured(product, FibreFactors.of(product.tensor()), begin, FIBRES, "version 1");
    }

    /** What the factors of {@link #compute} came from, apart from the tensor. */
    static String origin(AlsOptions options) {
        return "version " + Als.VERSION + ", seed " + options.seed();
    }

    /** Factors whose error is measured now and whose time is the time since {@code begin} in nanoseconds. */
    static Decomposition measured(Product product, Factors factors, long begin, String method, String origin) {
        double error = Als.relativeError(product.tensor(), factors);
        return new Decomposition(product, factors, error, (System.nanoTime() - begin) / 1e9, method, origin);
    }

    /**
     * The product as a sum of paths.
     *
     * @return the largest degree, the paths and their weights
     * @throws IllegalStateException if the product is of another kind
     */
    public CouplingSpec spec() {
        if (product instanceof CouplingSpec spec) {
            return spec;
        }
        throw new IllegalStateException("the product " + product.name() + " is no sum of paths");
    }

    /**
     * The largest degree of a sum of paths.
     *
     * @return L
     * @throws IllegalStateException if the product is of another kind
     */
    public int lmax() {
        return spec().lmax();
    }

    /**
     * The number of rank-one terms.
     *
     * @return R
     */
    public int rank() {
        return factors.rank();
    }

    /**
     * The exact tensor with these factors beside its entries.
     *
     * @return M with M̂
     */
    public Coupling coupling() {
        return product.tensor().with(factors);
    }
}
