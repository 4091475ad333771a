package dev.tdn4j.tdn.model;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.tensor.Coupling;
import java.util.List;

/**
 * The tensor that all products of a network share, and where it is from.
 *
 * @param coupling the tensor; its factors are beside it where it was decomposed
 * @param origin where it is from: the method, rank, seed and measured error of its factors
 */
public record SharedProduct(Coupling coupling, String origin) {

    /**
     * The exact tensor of a configuration: every path with weight 1.
     *
     * @param config the configuration
     * @return the product
     */
    public static SharedProduct exact(TdnConfig config) {
        List<CouplingPath> paths =
                config.evenPaths() ? CouplingPath.even(config.lmax()) : CouplingPath.all(config.lmax());
        double[] weights = new double[paths.size()];
        java.util.Arrays.fill(weights, 1);
        return new SharedProduct(CouplingTensor.of(config.lmax(), paths, weights), "exact coupling coefficients");
    }
}
