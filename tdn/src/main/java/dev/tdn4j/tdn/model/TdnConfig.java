package dev.tdn4j.tdn.model;

import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.cpdecomp.groups.PathGroups;
import dev.tdn4j.tdn.settings.RecordSettings;
import java.util.Locale;
import java.util.Map;

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
 * @param form the library's own network, or the published one
 * @param forces whether forces are the gradient of the energy or have a head of their own
 * @param radialHidden the width of the two hidden layers of the radial networks
 * @param averageAtoms the atoms of an average structure, whose root divides the published form's energies
 * @param architecture what its blocks compute
 * @param pathGroups which paths of the tensor products share a weight, as {@link PathSharing} reads it
 * @param linears whether the degrees of a feature share the matrices of linear layers
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
        double energyScale,
        NetworkForm form,
        ForceKind forces,
        int radialHidden,
        double averageAtoms,
        Architecture architecture,
        String pathGroups,
        Linears linears) {

    private static final int RADIAL_HIDDEN = 64;

    /** The average degree and the average number of atoms of PubChemQCR, as the published code has them. */
    private static final double PUBLISHED_DEGREE = 18.6;

    private static final double PUBLISHED_ATOMS = 36.6;

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
        require(radialHidden >= 1, "radialHidden", radialHidden, "at least 1");
        require(averageAtoms > 0, "averageAtoms", averageAtoms, "positive");
        boolean convolution = architecture == Architecture.CONVOLUTION;
        require(!convolution || form == NetworkForm.PHYSICAL, "form", "published", "physical for architecture convolution");
        require(!convolution || forces == ForceKind.GRADIENT, "forces", "direct", "gradient for architecture convolution");
        require(!convolution || PathSharing.SHARED.equals(pathGroups), "pathGroups", pathGroups, "shared for architecture convolution,");
        require(!convolution || linears == Linears.SHARED, "linears", "degree", "shared for architecture convolution, which has a matrix for every degree where it needs one,");
        requireGroups(lmax, evenPaths, factors, rank, pathGroups);
        if (architecture == Architecture.EQUIFORMER) {
            require(pathGroups.equals(PathSharing.PATH), "pathGroups", pathGroups, "path for architecture equiformer");
            require(linears == Linears.DEGREE, "linears", "shared", "degree for architecture equiformer");
        }
        require(forces == ForceKind.GRADIENT || lmax >= 1, "forces", "direct", "gradient at lmax = 0, where no row is a vector,");
    }

    /**
     * A network of the physical form with forces by gradient.
     *
     * @param lmax as of the record
     * @param channels as of the record
     * @param layers as of the record
     * @param cutoff as of the record, Å
     * @param radialBasis as of the record
     * @param heads as of the record
     * @param evenPaths as of the record
     * @param factors as of the record
     * @param rank as of the record
     * @param averageDegree as of the record
     * @param energyScale as of the record, eV
     */
    public TdnConfig(
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
        this(
                lmax, channels, layers, cutoff, radialBasis, heads, evenPaths, factors, rank, averageDegree, energyScale,
                NetworkForm.PHYSICAL, ForceKind.GRADIENT, RADIAL_HIDDEN, 1, Architecture.TDN, PathSharing.SHARED, Linears.SHARED);
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
     * The published network at the size of arXiv 2507.01131: 256 channels, 6 layers, 256 radial functions, cutoff 4.5 Å,
     * rank 7L², a force head.
     *
     * @param lmax the largest degree L, at least 1
     * @return the configuration
     */
    public static TdnConfig paper(int lmax) {
        return new TdnConfig(
                lmax, 256, 6, 4.5, 256, 4, false, FactorMethod.ALS, RankSchedule.QUADRATIC.rank(lmax), PUBLISHED_DEGREE, 1,
                NetworkForm.PUBLISHED, ForceKind.DIRECT, RADIAL_HIDDEN, PUBLISHED_ATOMS, Architecture.TDN, PathSharing.SHARED, Linears.SHARED);
    }

    /**
     * Equiformer at the size of arXiv 2507.01131, in the published network's surroundings: 256 channels, 6 layers, a force
     * head, hidden features of the feed-forward parts as wide as the others.
     *
     * @param lmax the largest degree L, at least 1
     * @return the configuration
     */
    public static TdnConfig equiformer(int lmax) {
        return new TdnConfig(
                lmax, 256, 6, 4.5, 256, 4, false, FactorMethod.ALS, 0, PUBLISHED_DEGREE, 1,
                NetworkForm.PUBLISHED, ForceKind.DIRECT, RADIAL_HIDDEN, PUBLISHED_ATOMS, Architecture.EQUIFORMER,
                PathSharing.PATH, Linears.DEGREE);
    }

    /**
     * Convolutions over neighbours and many-body products, conservative and O(3)-equivariant: even paths with factors by
     * quadrature, cutoff 5 Å, 64 channels, 3 layers.
     *
     * @param lmax the largest degree L
     * @return the configuration
     */
    public static TdnConfig convolution(int lmax) {
        return new TdnConfig(
                lmax, 64, 3, 5.0, 16, 1, true, FactorMethod.QUADRATURE, 0, 8, 1,
                NetworkForm.PHYSICAL, ForceKind.GRADIENT, RADIAL_HIDDEN, 1, Architecture.CONVOLUTION, PathSharing.SHARED, Linears.SHARED);
    }

    /**
     * The elements that the network knows.
     *
     * @return all, or those of the published form
     */
    public ElementTable elements() {
        return form == NetworkForm.PUBLISHED ? ElementTable.PUBLISHED : ElementTable.ALL;
    }

    /**
     * This configuration with what was learned from the training data.
     *
     * @param degree the average number of neighbours
     * @param scale the unit of the network's energy, eV
     * @return the configuration
     */
    public TdnConfig fittedTo(double degree, double scale) {
        return new TdnConfig(
                lmax, channels, layers, cutoff, radialBasis, heads, evenPaths, factors, rank, degree, scale, form, forces,
                radialHidden, averageAtoms, architecture, pathGroups, linears);
    }

    /**
     * The paths of the tensor products, with weight 1.
     *
     * @return all, or the even ones
     */
    public CouplingSpec paths() {
        return paths(lmax, evenPaths);
    }

    private static CouplingSpec paths(int lmax, boolean evenPaths) {
        return evenPaths ? CouplingSpec.even(lmax) : CouplingSpec.all(lmax);
    }

    /**
     * The groups of paths that share a weight.
     *
     * @return a partition of {@link #paths}
     */
    public PathGroups groups() {
        return PathSharing.groups(pathGroups, paths());
    }

    /**
     * This configuration with one setting changed.
     *
     * @param key its name
     * @param value its value
     * @return the configuration
     * @throws dev.tdn4j.tdn.data.DataException if there is no such setting, or the value is of the wrong kind or out of range
     */
    public TdnConfig with(String key, Object value) {
        return RecordSettings.with(this, Map.of(key, value instanceof Enum<?> constant ? constant.name() : value), "the options");
    }

    private static void requireGroups(int lmax, boolean evenPaths, FactorMethod factors, int rank, String pathGroups) {
        int groups;
        try {
            groups = PathSharing.groups(pathGroups, paths(lmax, evenPaths)).size();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pathGroups: " + e.getMessage(), e);
        }
        require(groups == 1 || rank == 0, "rank", rank, "0 where paths have several weights, each with an exact tensor,");
        require(groups == 1 || factors == FactorMethod.ALS, "factors", factors.name().toLowerCase(Locale.ROOT),
                "als where paths have several weights, each with an exact tensor,");
    }

    private static void require(boolean holds, String key, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(key + " must be " + range + ", but is " + value);
        }
    }
}
