package dev.tdn4j.cpdecomp.groups;

import dev.tdn4j.cg.CouplingCoefficients;
import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;

/** How much each path matters: mean squares, for {@link PathGroups#greedy}. */
public final class PathImportance {

    private PathImportance() {}

    /**
     * The mean square of the paths' weights over the channels, as a trained network without sharing has them. At equal
     * variance of all inputs it is the share of the output's variance, since every C^p has norm 1.
     *
     * @param weights [path][channel], finite, at least one channel
     * @return one number a path
     * @throws IllegalArgumentException if a path has no weight
     */
    public static double[] ofWeights(double[][] weights) {
        double[] importance = new double[weights.length];
        for (int p = 0; p < weights.length; p++) {
            if (weights[p].length == 0) {
                throw new IllegalArgumentException("path " + p + " has no weights");
            }
            for (double weight : weights[p]) {
                importance[p] += weight * weight / weights[p].length;
            }
        }
        return importance;
    }

    /**
     * The mean square of what the paths give on data, Σ_k (w_p C^p(x, y))_k².
     *
     * @param spec the paths and their weights
     * @param x samples of the first argument, [sample][(L+1)²]
     * @param y as many samples of the second
     * @return one number a path
     * @throws IllegalArgumentException if there are no samples, the numbers of samples differ, or one is of another size
     */
    public static double[] ofOutputs(CouplingSpec spec, double[][] x, double[][] y) {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("importance on data needs as many x as y, not " + x.length + " and " + y.length);
        }
        int n = Degrees.components(spec.lmax());
        double[] importance = new double[spec.paths().size()];
        for (int s = 0; s < x.length; s++) {
            if (x[s].length != n || y[s].length != n) {
                throw new IllegalArgumentException(
                        "sample %d has %d and %d components, not %d".formatted(s, x[s].length, y[s].length, n));
            }
            for (int p = 0; p < importance.length; p++) {
                double weight = spec.weights().get(p);
                importance[p] += weight * weight * squaredNorm(spec.paths().get(p), x[s], y[s]) / x.length;
            }
        }
        return importance;
    }

    private static double squaredNorm(CouplingPath path, double[] x, double[] y) {
        Coupling c = CouplingCoefficients.of(path);
        double[] out = new double[c.size(2)];
        for (int t = 0; t < c.nonzeros(); t++) {
            out[c.k(t)] += c.value(t) * x[path.l1() * path.l1() + c.i(t)] * y[path.l2() * path.l2() + c.j(t)];
        }
        double squared = 0;
        for (double entry : out) {
            squared += entry * entry;
        }
        return squared;
    }
}
