package dev.tdn4j.cpdecomp.groups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.ClosedForm;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import dev.tdn4j.tensor.Factors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class PathGroupsProperties {

    private static final Comparator<CouplingPath> ORDER =
            Comparator.comparingInt(CouplingPath::l1).thenComparingInt(CouplingPath::l2).thenComparingInt(CouplingPath::l3);

    private static final Map<Integer, GroupedFactors> EXACT = new HashMap<>();

    private static List<PathGroups> everyWay(CouplingSpec whole, double[] importance, int count, double tolerance) {
        return List.of(
                PathGroups.byInputDegree(whole),
                PathGroups.byEdgeDegree(whole),
                PathGroups.byOutputDegree(whole),
                PathGroups.byParity(whole),
                PathGroups.greedy(whole, importance, Math.min(count, importance.length)),
                PathGroups.greedyWithin(whole, importance, tolerance));
    }

    private static double[] importance(CouplingSpec whole, long seed) {
        double[] importance =
                new SplittableRandom(seed).doubles(whole.paths().size(), 0, 1).map(u -> u * u * u).toArray();
        importance[0] = 1;
        return importance;
    }

    @Property(tries = 60)
    void groupsPartitionThePathsAndAddUpToTheWhole(
            @ForAll @IntRange(max = 3) int lmax,
            @ForAll @IntRange(min = 1, max = 34) int count,
            @ForAll @DoubleRange(max = 1) double tolerance,
            @ForAll long seed) {
        CouplingSpec all = CouplingSpec.all(lmax);
        List<Double> weights = new SplittableRandom(seed).doubles(all.paths().size(), 0.5, 2).boxed().toList();
        CouplingSpec whole = new CouplingSpec(lmax, all.paths(), weights);
        for (PathGroups groups : everyWay(whole, importance(whole, seed), count, tolerance)) {
            List<CouplingPath> paths = new ArrayList<>();
            double[] sum = new double[whole.tensor().dense().length];
            for (CouplingSpec group : groups.groups()) {
                paths.addAll(group.paths());
                double[] part = group.tensor().dense();
                Arrays.setAll(sum, t -> sum[t] + part[t]);
            }
            paths.sort(ORDER);
            assertEquals(whole.paths(), paths);
            // No two paths share an entry, so nothing is rounded.
            assertArrayEquals(whole.tensor().dense(), sum);
            assertEquals(64L * groups.size(), groups.parameters(64));
        }
        assertEquals(Math.min(count, weights.size()),
                PathGroups.greedy(whole, importance(whole, seed), Math.min(count, weights.size())).size());
    }

    @Property(tries = 30)
    void sharingIsWithinTheTolerance(
            @ForAll @IntRange(min = 1, max = 3) int lmax, @ForAll @DoubleRange(max = 1) double tolerance, @ForAll long seed) {
        CouplingSpec whole = CouplingSpec.all(lmax);
        double[] importance = importance(whole, seed);
        PathGroups groups = PathGroups.greedyWithin(whole, importance, tolerance);
        double error = 0;
        for (CouplingSpec group : groups.groups()) {
            double[] own = group.paths().stream().mapToDouble(p -> importance[whole.paths().indexOf(p)]).toArray();
            double sum = Arrays.stream(own).sum();
            error += sum == 0 ? 0 : sum - Arrays.stream(own).map(a -> a * a).sum() / sum;
        }
        assertTrue(error <= (tolerance + 1e-11) * Arrays.stream(importance).sum(), error + " with " + groups.size());
    }

    @Example
    void theEndsOfTheToleranceAreNoneAndAllShared() {
        CouplingSpec whole = CouplingSpec.all(2);
        double[] equal = whole.paths().stream().mapToDouble(_ -> 1).toArray();
        assertEquals(15, PathGroups.greedyWithin(whole, equal, 0).size());
        assertEquals(1, PathGroups.greedyWithin(whole, equal, 1).size());
    }

    /** Three paths matter, each far more than the others together: they stay apart. */
    @Example
    void pathsThatMatterKeepTheirOwnWeights() {
        CouplingSpec whole = CouplingSpec.all(2);
        double[] importance = new double[15];
        Arrays.fill(importance, 1e-3);
        int[] great = {1, 7, 12};
        for (int p : great) {
            importance[p] = 1;
        }
        PathGroups groups = PathGroups.greedy(whole, importance, 3);
        for (CouplingSpec group : groups.groups()) {
            long inGroup = IntStream.of(great).filter(p -> group.paths().contains(whole.paths().get(p))).count();
            assertEquals(1, inGroup, group.toString());
        }
    }

    /** Exact to 1e-12 a group, so to 1e-12 of the norm of the weighted sum: groups have no entries in common. */
    @Property(tries = 30)
    void exactGroupsAreExactTogetherWithAnyWeights(@ForAll @IntRange(max = 3) int way, @ForAll long seed) {
        GroupedFactors grouped = exact(way);
        PathGroups groups = grouped.groups();
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = random.doubles(groups.size(), -3, 3).toArray();
        Factors factors = grouped.combined(weights);
        assertEquals(grouped.rank(), factors.rank());
        double error = Als.relativeError(groups.weighted(weights).tensor(), factors);
        assertTrue(error <= 1e-12, "relative error " + error);
        CouplingSpec spec = groups.weighted(weights);
        double sampled = EquivarianceError.sampled(factors, 20, seed);
        assertTrue(sampled <= EquivarianceError.bound(spec, error, factors), sampled + " under random rotations");
        assertTrue(sampled <= 1e-10, "the weights times rounding are far smaller: " + sampled);
    }

    private static GroupedFactors exact(int way) {
        return EXACT.computeIfAbsent(way, _ -> {
            CouplingSpec whole = CouplingSpec.all(1);
            PathGroups groups = everyWay(whole, new double[] {1, 1, 1, 1, 1}, 3, 0.5).get(way + 1);
            List<Decomposition> parts = groups.groups().stream().map(ClosedForm::of).toList();
            return new GroupedFactors(groups, parts);
        });
    }

    @Example
    void groupsAreSearchedWithACommonCache() {
        PathGroups groups = PathGroups.byParity(CouplingSpec.all(1));
        Path folder = Path.of("target", "group-cache");
        GroupedFactors grouped = groups.decompose(new FactorCache(folder), 1e-12, 0, _ -> {});
        // Even paths 6, the cross product 5.
        assertTrue(grouped.rank() <= 11, "rank " + grouped.rank());
        double[] weights = {2, -0.5};
        assertTrue(Als.relativeError(groups.weighted(weights).tensor(), grouped.combined(weights)) <= 1e-12);
    }

    @Example
    void importanceIsTheMeanSquareOfWhatPathsGive() {
        CouplingSpec whole = new CouplingSpec(
                1, List.of(new CouplingPath(0, 0, 0), new CouplingPath(0, 1, 1)), List.of(2.0, 1.0));
        double[][] x = {{3, 0, 0, 0}, {1, 0, 0, 0}};
        double[][] y = {{1, 0, 3, 0}, {1, 0, 0, 0}};
        // (2·3·1)² and (2·1·1)²; C^{011} has the entries 1/√3: (3·3)²/3 and 0.
        assertArrayEquals(new double[] {(36 + 4) / 2.0, 27 / 2.0}, PathImportance.ofOutputs(whole, x, y), 1e-13);
        assertArrayEquals(new double[] {5, 1}, PathImportance.ofWeights(new double[][] {{3, -1}, {1, 1}}), 1e-15);
    }

    private static void assertMistake(String named, Runnable mistake) {
        String message = assertThrows(IllegalArgumentException.class, mistake::run).getMessage();
        assertTrue(message.contains(named), message);
    }

    @Example
    void mistakesAreNamed() {
        CouplingSpec whole = CouplingSpec.all(1);
        double[] equal = {1, 1, 1, 1, 1};
        assertMistake("at least one group", () -> new PathGroups(List.of()));
        assertMistake("in two groups", () -> new PathGroups(List.of(whole, CouplingSpec.even(1))));
        assertMistake("not both 1 and 2", () -> new PathGroups(List.of(whole, CouplingSpec.all(2))));
        assertMistake("cannot make 6 groups", () -> PathGroups.greedy(whole, equal, 6));
        assertMistake("cannot make 0 groups", () -> PathGroups.greedy(whole, equal, 0));
        assertMistake("between 0 and 1, not NaN", () -> PathGroups.greedyWithin(whole, equal, Double.NaN));
        assertMistake("5 paths have 1 importances", () -> PathGroups.greedy(whole, new double[1], 2));
        assertMistake("0⊗1→1 must be at least 0", () -> PathGroups.greedy(whole, new double[] {1, -1, 1, 1, 1}, 2));
        assertMistake("positive, not 0.0", () -> PathGroups.greedy(whole, new double[5], 2));
        assertMistake("2 groups of paths need as many weights, not 1", () -> PathGroups.byParity(whole).weighted(1));
        assertMistake("not those of the groups", () -> new GroupedFactors(PathGroups.byParity(whole), List.of()));
    }
}
