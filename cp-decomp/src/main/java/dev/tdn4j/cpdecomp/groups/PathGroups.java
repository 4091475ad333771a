package dev.tdn4j.cpdecomp.groups;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.RankProfile;
import dev.tdn4j.cpdecomp.RankSearch;
import dev.tdn4j.cpdecomp.RankSearchProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A partition of paths into groups with a weight of their own: out = Σ_g w_g M_g(x, y), M_g the sum of the paths of group
 * g. One group is the path-weight sharing of arXiv 2507.01131, a group for every path none at all; between them lies the
 * paper's open question how much to share.
 *
 * @param groups at least one, of one largest degree, no path in two of them
 */
public record PathGroups(List<CouplingSpec> groups) {

    /**
     * Groups given by the user.
     *
     * @throws IllegalArgumentException if there is no group, the largest degrees differ, or a path is in two groups
     */
    public PathGroups {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one group of paths");
        }
        Set<CouplingPath> seen = new HashSet<>();
        for (CouplingSpec group : groups) {
            if (group.lmax() != groups.getFirst().lmax()) {
                throw new IllegalArgumentException("groups of paths must have one largest degree, not both %d and %d"
                        .formatted(groups.getFirst().lmax(), group.lmax()));
            }
            for (CouplingPath path : group.paths()) {
                if (!seen.add(path)) {
                    throw new IllegalArgumentException("path " + path + " is in two groups, or in one twice");
                }
            }
        }
    }

    /**
     * Groups of the paths that a function gives the same value.
     *
     * @param whole the paths and their weights
     * @param label for example {@code CouplingPath::l3}
     * @return the groups in the order in which their first paths come
     */
    public static PathGroups by(CouplingSpec whole, Function<CouplingPath, ?> label) {
        Map<Object, List<Integer>> members = new LinkedHashMap<>();
        for (int p = 0; p < whole.paths().size(); p++) {
            members.computeIfAbsent(label.apply(whole.paths().get(p)), _ -> new ArrayList<>()).add(p);
        }
        return of(whole, List.copyOf(members.values()));
    }

    /**
     * A group for every degree of x.
     *
     * @param whole the paths and their weights
     * @return at most L+1 groups
     */
    public static PathGroups byInputDegree(CouplingSpec whole) {
        return by(whole, CouplingPath::l1);
    }

    /**
     * A group for every degree of y, the edge's harmonics.
     *
     * @param whole the paths and their weights
     * @return at most L+1 groups
     */
    public static PathGroups byEdgeDegree(CouplingSpec whole) {
        return by(whole, CouplingPath::l2);
    }

    /**
     * A group for every degree of the output.
     *
     * @param whole the paths and their weights
     * @return at most L+1 groups
     */
    public static PathGroups byOutputDegree(CouplingSpec whole) {
        return by(whole, CouplingPath::l3);
    }

    /**
     * The even paths, which keep mirror images alike, and the odd ones, which tell them apart.
     *
     * @param whole the paths and their weights
     * @return at most 2 groups
     */
    public static PathGroups byParity(CouplingSpec whole) {
        return by(whole, CouplingPath::isEven);
    }

    /**
     * As many groups as wanted, merged from single paths so that little is lost.
     *
     * <p>Giving a group one weight costs accuracy: were the paths' own weights independent with variance 1, and moved the
     * output by the importance α_p each (mean square), the best common weight would leave the expected squared error
     * Σα_p − Σα_p²/Σα_p. It saves rank, since factors are shared. Each step merges the two groups that add least
     * error, and among equals those that save most rank by the estimate ⌈n1n2n3/(n1+n2+n3−2)⌉, the rank of a generic tensor
     * on the degrees of a group.
     *
     * @param whole the paths and their weights
     * @param importance α_p ≥ 0, one a path, not all 0; see {@link PathImportance}
     * @param count how many groups, 1 to the number of paths
     * @return so many groups
     * @throws IllegalArgumentException if a number is out of range
     */
    public static PathGroups greedy(CouplingSpec whole, double[] importance, int count) {
        if (count < 1 || count > whole.paths().size()) {
            throw new IllegalArgumentException(
                    whole.paths().size() + " paths cannot make " + count + " groups: name 1 to " + whole.paths().size());
        }
        return of(whole, new GreedyGrouping(whole, importance).down(count));
    }

    /**
     * As little rank as a tolerance allows: each step merges the two groups that save most rank for the expected squared
     * error that they add (see {@link #greedy}), as long as the error of all groups stays within the tolerance.
     *
     * @param whole the paths and their weights
     * @param importance α_p ≥ 0, one a path, not all 0
     * @param tolerance the largest expected squared error, relative to Σα_p: 0 (paths that matter stay alone) to 1 (one
     *     group)
     * @return the groups when no further merge is within the tolerance
     * @throws IllegalArgumentException if a number is out of range
     */
    public static PathGroups greedyWithin(CouplingSpec whole, double[] importance, double tolerance) {
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("the expected error of shared weights is between 0 and 1, not " + tolerance);
        }
        return of(whole, new GreedyGrouping(whole, importance).within(tolerance));
    }

    private static PathGroups of(CouplingSpec whole, List<List<Integer>> members) {
        List<CouplingSpec> groups = new ArrayList<>();
        for (List<Integer> group : members) {
            groups.add(new CouplingSpec(
                    whole.lmax(),
                    group.stream().map(whole.paths()::get).toList(),
                    group.stream().map(whole.weights()::get).toList()));
        }
        return new PathGroups(groups);
    }

    /**
     * The number of groups.
     *
     * @return G
     */
    public int size() {
        return groups.size();
    }

    /**
     * The number of weights that a tensor product takes: one a channel and group, where sharing takes one a channel and no
     * sharing one a channel and path.
     *
     * @param channels c
     * @return cG
     */
    public long parameters(int channels) {
        return (long) channels * groups.size();
    }

    /**
     * The whole with a weight for every group.
     *
     * @param weights w_g, one a group
     * @return Σ_g w_g M_g; paths of a group with weight 0 stay, with weight 0
     * @throws IllegalArgumentException if the weights are of another number
     */
    public CouplingSpec weighted(double... weights) {
        requireOneEach(weights);
        List<CouplingPath> paths = new ArrayList<>();
        List<Double> scaled = new ArrayList<>();
        for (int g = 0; g < weights.length; g++) {
            double weight = weights[g];
            paths.addAll(groups.get(g).paths());
            groups.get(g).weights().forEach(w -> scaled.add(weight * w));
        }
        return new CouplingSpec(groups.getFirst().lmax(), paths, scaled);
    }

    /**
     * Factors for every group: each the least rank that {@link RankSearch} finds within a tolerance.
     *
     * @param cache where factors are looked up and kept
     * @param tolerance the largest relative error of each group, at least 1e-13 and below 1
     * @param seed where the random starts come from
     * @param listener called every few steps of every decomposition
     * @return one decomposition a group
     */
    public GroupedFactors decompose(FactorCache cache, double tolerance, long seed, Consumer<RankSearchProgress> listener) {
        List<RankProfile> profiles = groups.stream().map(group -> new RankProfile(group, List.of(tolerance))).toList();
        return new GroupedFactors(
                this, profiles.stream().map(profile -> profile.search(tolerance, cache, seed, () -> false, listener)).toList());
    }

    void requireOneEach(double[] weights) {
        if (weights.length != groups.size()) {
            throw new IllegalArgumentException(groups.size() + " groups of paths need as many weights, not " + weights.length);
        }
        IntStream.range(0, weights.length).filter(g -> !Double.isFinite(weights[g])).findFirst().ifPresent(g -> {
            throw new IllegalArgumentException("the weight of group " + g + " is " + weights[g]);
        });
    }
}
