package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.function.Consumer;

/**
 * CP factors of a coupling tensor, and how they came to be.
 *
 * @param spec the largest degree, the paths and their weights: which tensor M_w
 * @param factors n×R each
 * @param relativeError ‖M̂ − M_w‖_F / ‖M_w‖_F, measured from the factors in double
 * @param seconds the wall time that the computation took
 * @param method the name of the method: {@code als}, {@code quadrature} or {@code matrix}
 * @param origin all else that is needed to make the factors again, as text: version of the method, seed
 */
public record Decomposition(
        CouplingSpec spec, Factors factors, double relativeError, double seconds, String method, String origin) {

    /** The name of the method of {@link #compute}. */
    public static final String ALS = "als";

    /**
     * Computes factors by alternating least squares, without any cache.
     *
     * @param spec which tensor
     * @param options rank, seed and stopping rules
     * @param listener called every few steps
     * @return the factors of the best start
     */
    public static Decomposition compute(CouplingSpec spec, AlsOptions options, Consumer<AlsProgress> listener) {
        long begin = System.nanoTime();
        Factors factors = Als.decompose(spec.tensor(), options, listener);
        return measured(spec, factors, begin, ALS, origin(options));
    }

    /** What the factors of {@link #compute} came from, apart from the tensor. */
    static String origin(AlsOptions options) {
        return "version " + Als.VERSION + ", seed " + options.seed();
    }

    /** Factors whose error is measured now and whose time is the time since {@code begin} in nanoseconds. */
    static Decomposition measured(CouplingSpec spec, Factors factors, long begin, String method, String origin) {
        double error = Als.relativeError(spec.tensor(), factors);
        return new Decomposition(spec, factors, error, (System.nanoTime() - begin) / 1e9, method, origin);
    }

    /**
     * The largest degree.
     *
     * @return L
     */
    public int lmax() {
        return spec.lmax();
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
        return spec.tensor().with(factors);
    }
}
