package dev.tdn4j.tdn.model;

import dev.tdn4j.cpdecomp.FactorMethod;

/**
 * The shape of a Tensor Decomposition Network.
 *
 * @param lmax the largest degree L, 0..10
 * @param channels the channels c of every feature, a multiple of {@code heads}
 * @param layers the number of blocks, at least 1
 * @param cutoff the radius within which atoms are neighbours, Å
 * @param radialBasis the number K of radial basis functions, at least 1
 * @param heads the number of attention heads, at least 1
 * @param evenPaths whether only paths of even l1+l2+l3 are used: equivariant under inversions too
 * @param factors how the CP factors are found: by ALS every path has weight 1; quadrature and matrices are exact, with
 *     the path weights that their closed forms give
 * @param rank the rank of factors by ALS, 0 for exact ones; 0 for the closed forms, which have ranks of their own
 * @param averageDegree the neighbours of an average atom in the training data, which sets the scale of sums over neighbours
 * @param energyScale what one unit of the network's output is, eV
 */
public record TdnConfig(
        int lmax,
        int channels,
        int layers,
        double cutoff,
        int radialBasis,
        int heads,
        boolean evenPaths,
        FactorMethod factors,
        int rank,
        double averageDegree,
        double energyScale) {

    /** Checks the ranges. */
    public TdnConfig {
        require(lmax >= 0 && lmax <= 10, "lmax", lmax, "between 0 and 10");
        require(heads >= 1, "heads", heads, "at least 1");
        require(channels >= 1 && channels % heads == 0, "channels", channels, "a positive multiple of heads = " + heads);
        require(layers >= 1, "layers", layers, "at least 1");
        require(cutoff > 0 && cutoff < 100, "cutoff", cutoff, "between 0 and 100 Å");
        require(radialBasis >= 1, "radialBasis", radialBasis, "at least 1");
        require(rank >= 0, "rank", rank, "positive, or 0 for exact factors");
        require(rank == 0 || factors == FactorMethod.ALS, "rank", rank, "0 for factors in closed form, which have a rank of their own,");
        require(!evenPaths || factors != FactorMethod.MATRIX, "factors", "matrix", "als or quadrature for even paths: matrix products couple all paths,");
        require(averageDegree > 0, "averageDegree", averageDegree, "positive");
        require(energyScale > 0, "energyScale", energyScale, "positive");
    }

    /**
     * The library's default: L = 2, all paths, exact factors, cutoff 5 Å, 64 channels, 3 layers.
     *
     * @return the configuration
     */
    public static TdnConfig physical() {
        return new TdnConfig(2, 64, 3, 5.0, 16, 4, false, FactorMethod.ALS, 0, 8, 1);
    }

    /**
     * This configuration with what was learned from the training data.
     *
     * @param degree the average number of neighbours
     * @param scale the unit of the network's energy, eV
     * @return the configuration
     */
    public TdnConfig fittedTo(double degree, double scale) {
        return new TdnConfig(lmax, channels, layers, cutoff, radialBasis, heads, evenPaths, factors, rank, degree, scale);
    }

    private static void require(boolean holds, String key, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(key + " must be " + range + ", but is " + value);
        }
    }
}
