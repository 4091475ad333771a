package dev.tdn4j.cpdecomp.groups;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.CouplingSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Merges paths into groups, two at a time, by the error added and the rank saved; see {@link PathGroups#greedy}.
 *
 * <p>The rank of a group is estimated by that of a generic tensor on its degrees, ⌈n1n2n3/(n1+n2+n3−2)⌉ but n1, n2, n3 at
 * least (Landsberg, Tensors (2012), section 5.5), or by what its two parts take apart if that is less. For all paths at
 * L = 1, 2, 3 this gives 7, 30, 90, where 8, 29, 89 are exact.
 */
final class GreedyGrouping {

    /** Rounding of the sum of errors, relative to the importance of all paths. */
    private static final double ROUNDING = 1e-12;

    /** A group: its paths, the degrees they touch in each slot, Σα and Σα² of its paths, and the rank it is thought to take. */
    private record Group(List<Integer> paths, BitSet[] degrees, double sum, double squares, int rank) {

        double error() {
            return sum == 0 ? 0 : sum - squares / sum;
        }

        Group with(Group other) {
            List<Integer> joined = new ArrayList<>(paths);
            joined.addAll(other.paths);
            joined.sort(null);
            BitSet[] union = new BitSet[3];
            for (int slot = 0; slot < 3; slot++) {
                union[slot] = (BitSet) degrees[slot].clone();
                union[slot].or(other.degrees[slot]);
            }
            int apart = rank + other.rank;
            return new Group(
                    joined, union, sum + other.sum, squares + other.squares, Math.min(apart, genericRank(union)));
        }
    }

    /** A possible merge. */
    private record Merge(Group first, Group second, Group joined) {

        double added() {
            return Math.max(0, joined.error() - first.error() - second.error());
        }

        int saved() {
            return first.rank() + second.rank() - joined.rank();
        }

        double rate() {
            return saved() == 0 ? 0 : saved() / added();
        }
    }

    /** Most rank saved for the error added; where that is equal, as for merges that save nothing, least error first. */
    private static final Comparator<Merge> CHEAPEST_FIRST = Comparator.<Merge>comparingDouble(m -> -m.rate())
            .thenComparingDouble(Merge::added)
            .thenComparingInt(m -> -m.saved());

    /** Least error added, as far as it is more than rounding; then most rank saved. */
    private final Comparator<Merge> mostAccurateFirst =
            Comparator.<Merge>comparingDouble(this::rounded).thenComparingInt(m -> -m.saved());

    private final List<Group> groups = new ArrayList<>();
    private final double importance;

    GreedyGrouping(CouplingSpec whole, double[] importance) {
        if (importance.length != whole.paths().size()) {
            throw new IllegalArgumentException(whole.paths().size() + " paths have " + importance.length + " importances");
        }
        double all = 0;
        for (int p = 0; p < importance.length; p++) {
            if (!(importance[p] >= 0 && Double.isFinite(importance[p]))) {
                throw new IllegalArgumentException(
                        "the importance of path " + whole.paths().get(p) + " must be at least 0, but is " + importance[p]);
            }
            groups.add(single(p, whole.paths().get(p), importance[p]));
            all += importance[p];
        }
        if (!(all > 0 && Double.isFinite(all))) {
            throw new IllegalArgumentException("the importances of the paths must have a sum that is positive, not " + all);
        }
        this.importance = all;
    }

    private static Group single(int index, CouplingPath path, double importance) {
        BitSet[] degrees = new BitSet[3];
        int[] l = {path.l1(), path.l2(), path.l3()};
        for (int slot = 0; slot < 3; slot++) {
            degrees[slot] = new BitSet();
            degrees[slot].set(l[slot]);
        }
        return new Group(List.of(index), degrees, importance, importance * importance, genericRank(degrees));
    }

    private static int genericRank(BitSet[] degrees) {
        long product = 1;
        long sum = 0;
        int largest = 0;
        for (BitSet slot : degrees) {
            int size = slot.stream().map(l -> 2 * l + 1).sum();
            product *= size;
            sum += size;
            largest = Math.max(largest, size);
        }
        return Math.max(largest, (int) Math.ceilDiv(product, sum - 2));
    }

    private double rounded(Merge merge) {
        return Math.rint(merge.added() / importance / ROUNDING);
    }

    /** Merges until so many groups are left, with the least error. */
    List<List<Integer>> down(int count) {
        while (groups.size() > count) {
            apply(merges().stream().min(mostAccurateFirst).orElseThrow());
        }
        return members();
    }

    /** Merges as long as the error allows, with the least rank. */
    List<List<Integer>> within(double tolerance) {
        double error = 0;
        double most = (tolerance + ROUNDING) * importance;
        while (true) {
            double present = error;
            Merge best = merges().stream().filter(m -> present + m.added() <= most).min(CHEAPEST_FIRST).orElse(null);
            if (best == null) {
                return members();
            }
            error += best.added();
            apply(best);
        }
    }

    private List<Merge> merges() {
        List<Merge> merges = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            for (int h = g + 1; h < groups.size(); h++) {
                Group first = groups.get(g);
                Group second = groups.get(h);
                merges.add(new Merge(first, second, first.with(second)));
            }
        }
        return merges;
    }

    private void apply(Merge merge) {
        groups.set(groups.indexOf(merge.first()), merge.joined());
        groups.remove(merge.second());
    }

    private List<List<Integer>> members() {
        return groups.stream()
                .map(Group::paths)
                .sorted(Comparator.comparingInt(List::getFirst))
                .toList();
    }
}
