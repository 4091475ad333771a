package dev.tdn4j.tdn.model;

import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.AlsProgress;
import dev.tdn4j.cpdecomp.CatalogueEntry.PathSet;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.ExactRank;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.cpdecomp.PathWeights;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tensor that all products of a network share, with its CP factors and where they are from.
 *
 * <p>What a network computes is defined by its factors. Where these are exact to rounding, the exact tensor stands for
 * them: the same map, with fewer entries.
 *
 * @param coupling the tensor, with the factors beside it
 * @param provenance what determines the factors, as text; empty where there are no factors
 * @param relativeError ‖M̂ − M‖_F / ‖M‖_F of the factors, 0 where there are none
 */
public record SharedProduct(Coupling coupling, String provenance, double relativeError) {

    /** Below this the factors differ from the exact tensor by rounding alone. */
    public static final double EXACT = 1e-10;

    /**
     * The product of a configuration: factors from the cache, or computed and kept there.
     *
     * @param config the configuration
     * @param cache where factors are kept
     * @param listener told of the progress of computing factors
     * @return the product
     */
    public static SharedProduct of(TdnConfig config, FactorCache cache, Consumer<AlsProgress> listener) {
        if (config.factors() != FactorMethod.ALS) {
            return closedForm(config);
        }
        CouplingSpec spec = config.paths();
        int rank = rank(config);
        if (rank == 0) {
            return new SharedProduct(spec.tensor(), "", 0);
        }
        Decomposition decomposition = config.rank() == 0
                ? cache.exact(config.lmax(), listener)
                : cache.decompose(spec, AlsOptions.suiting(spec, rank, 0), listener);
        return of(config, decomposition.factors(), provenance(config, decomposition));
    }

    private static SharedProduct closedForm(TdnConfig config) {
        PathSet paths = config.evenPaths() ? PathSet.EVEN : PathSet.ALL;
        Decomposition decomposition = config.factors().closedForm(paths, config.lmax());
        return new SharedProduct(decomposition.coupling(), provenance(config, decomposition), decomposition.relativeError());
    }

    private static String provenance(TdnConfig config, Decomposition decomposition) {
        return decomposition.method() + " " + decomposition.origin() + ", rank " + decomposition.rank() + ", "
                + (config.evenPaths() ? "even" : "all") + " paths of degree up to " + config.lmax() + " with "
                + (config.factors() == FactorMethod.ALS ? "weight 1" : "weights of their own");
    }

    /**
     * The product of given factors; their error is measured.
     *
     * @param config the configuration they belong to
     * @param factors the factors
     * @param provenance where they are from
     * @return the product
     * @throws IllegalArgumentException if the factors are of another degree
     */
    public static SharedProduct of(TdnConfig config, Factors factors, String provenance) {
        CouplingSpec spec = config.factors() == FactorMethod.ALS ? config.paths() : PathWeights.nearest(factors, config.lmax());
        Coupling exact = spec.tensor();
        double error = Als.relativeError(exact, factors);
        Coupling used = error <= EXACT ? exact : factors.toCoupling();
        return new SharedProduct(used.with(factors), provenance, error);
    }

    /**
     * The exact tensor without factors.
     *
     * @param config the configuration
     * @return the product
     */
    public static SharedProduct exact(TdnConfig config) {
        return new SharedProduct(config.paths().tensor(), "", 0);
    }

    /**
     * The rank of the factors of a configuration.
     *
     * @param config the configuration
     * @return its rank; where it asks for exact factors the smallest known exact rank, or 0 where none is known and the
     *     network runs on the exact tensor without factors, as it does where groups of paths have weights of their own
     */
    public static int rank(TdnConfig config) {
        if (config.factors() != FactorMethod.ALS) {
            return closedForm(config).factors().orElseThrow().rank();
        }
        if (config.rank() > 0) {
            return config.rank();
        }
        return !config.evenPaths() && config.groups().size() == 1 && ExactRank.isKnown(config.lmax()) ? ExactRank.of(config.lmax()) : 0;
    }

    /**
     * The factors, if there are any.
     *
     * @return the factors
     */
    public Optional<Factors> factors() {
        return coupling.factors();
    }
}
