package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.function.Consumer;

/**
 * CP factors with their provenance: all that is needed to make them again.
 *
 * @param spec the largest degree, the paths and their weights
 * @param options rank, seed and stopping rules
 * @param version of the algorithm, {@link Als#VERSION} when it was run
 * @param relativeError ‖M̂ − M‖_F / ‖M‖_F, measured from the factors in double
 * @param seconds the wall time that the computation took
 * @param factors n×R each
 */
public record Decomposition(
        CouplingSpec spec, AlsOptions options, int version, double relativeError, double seconds, Factors factors) {

    /** The name of the algorithm. */
    public static final String METHOD = "als";

    /**
     * Computes factors, without any cache.
     *
     * @param spec which tensor
     * @param options rank, seed and stopping rules
     * @param listener called every few steps
     * @return the factors of the best start
     */
    public static Decomposition compute(CouplingSpec spec, AlsOptions options, Consumer<AlsProgress> listener) {
        long begin = System.nanoTime();
        Coupling tensor = spec.tensor();
        Factors factors = Als.decompose(tensor, options, listener);
        double error = Als.relativeError(tensor, factors);
        return new Decomposition(spec, options, Als.VERSION, error, (System.nanoTime() - begin) / 1e9, factors);
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
        return options.rank();
    }

    /**
     * Where the random starts came from.
     *
     * @return the seed
     */
    public long seed() {
        return options.seed();
    }

    /**
     * The name of the algorithm.
     *
     * @return {@link #METHOD}
     */
    public String method() {
        return METHOD;
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
