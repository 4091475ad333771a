package dev.tdn4j.tdn.study;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.groups.PathGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of paths whose learned weights are most alike. If a group gets one common weight, the best is the mean w̄_g, and
 * the error Σ_p ‖w_p − w̄_g‖² is, since every path has norm 1, that of the product for inputs of equal variance. Merging two
 * groups of m and n paths adds mn/(m+n) ‖w̄_1 − w̄_2‖² (Ward, J. Am. Stat. Assoc. 58, 236 (1963)): paths with little weight
 * merge first, and of those with much weight the ones that agree.
 */
final class LearnedGroups {

    private LearnedGroups() {}

    /** A group: its paths, and the mean of their weights. */
    private record Cluster(List<Integer> paths, double[] mean) {

        double added(Cluster other) {
            double square = 0;
            for (int t = 0; t < mean.length; t++) {
                square += (mean[t] - other.mean[t]) * (mean[t] - other.mean[t]);
            }
            return square * paths.size() * other.paths.size() / (paths.size() + other.paths.size());
        }

        Cluster with(Cluster other) {
            List<Integer> joined = new ArrayList<>(paths);
            joined.addAll(other.paths);
            joined.sort(null);
            double[] common = new double[mean.length];
            for (int t = 0; t < common.length; t++) {
                common[t] = (paths.size() * mean[t] + other.paths.size() * other.mean[t]) / joined.size();
            }
            return new Cluster(joined, common);
        }
    }

    /**
     * Merges paths, two groups at a time, those that add least error.
     *
     * @param whole the paths
     * @param weights what was learned, [path][anything]
     * @param count how many groups, 1 to the number of paths
     * @return so many groups
     */
    static PathGroups of(CouplingSpec whole, double[][] weights, int count) {
        if (weights.length != whole.paths().size() || count < 1 || count > weights.length) {
            throw new IllegalArgumentException(
                    weights.length + " weights of " + whole.paths().size() + " paths do not make " + count + " groups");
        }
        List<Cluster> clusters = new ArrayList<>();
        for (int p = 0; p < weights.length; p++) {
            clusters.add(new Cluster(List.of(p), weights[p]));
        }
        while (clusters.size() > count) {
            mergeNearest(clusters);
        }
        clusters.sort(Comparator.comparingInt(cluster -> cluster.paths.getFirst()));
        Map<CouplingPath, Integer> labels = new HashMap<>();
        for (int g = 0; g < count; g++) {
            for (int path : clusters.get(g).paths) {
                labels.put(whole.paths().get(path), g);
            }
        }
        return PathGroups.by(whole, labels::get);
    }

    private static void mergeNearest(List<Cluster> clusters) {
        int first = 0;
        int second = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int g = 0; g < clusters.size(); g++) {
            for (int h = g + 1; h < clusters.size(); h++) {
                double added = clusters.get(g).added(clusters.get(h));
                if (added < least) {
                    least = added;
                    first = g;
                    second = h;
                }
            }
        }
        Cluster joined = clusters.get(first).with(clusters.get(second));
        clusters.remove(second);
        clusters.set(first, joined);
    }
}
