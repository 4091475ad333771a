package dev.tdn4j.cpdecomp.invariant;

import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Exact factors that a finite group keeps, by search. The sum of all paths with weight 1 does not change when its three axes
 * are exchanged in turn, nor under rotations; its terms are sought in whole orbits of such a group. That leaves as many
 * unknowns and equations as all terms have, divided by the order of the group, and orbits on symmetry elements can do with
 * fewer terms than the count of equations asks of general ones.
 */
public final class InvariantSearch {

    /** Point groups to draw from, by the sizes of the systems that they leave. */
    private static final List<String> POINT_GROUPS = List.of(
            "C1", "C2", "C3", "C4", "C5", "C6", "D2", "D3", "D4", "D5", "D6", "T", "O", "I",
            "C2v", "C3v", "D2d", "D3d", "D2h", "D3h", "Td", "Th", "Oh", "Ih");

    /** Below this few choices of orbits are left, above it a step takes seconds. */
    private static final int LEAST_INVARIANTS = 20;

    private static final int MOST_INVARIANTS = 900;
    /** Subgroups are found in a time that grows with the cube of the order. */
    private static final int LARGEST_ORDER = 360;

    private static final double[] RIDGES = {3e-2, 1e-2, 3e-3, 1e-3};
    private static final double COLUMN_NORM = 0.5;
    private static final double TARGET_ERROR = 1e-15;

    /**
     * Where a start ended.
     *
     * @param group the point group of its terms, by Schoenflies' symbol
     * @param factors all terms
     * @param relativeError ‖M̂ − M‖_F / ‖M‖_F
     */
    public record Attempt(String group, Factors factors, double relativeError) {}

    private record Symmetry(int invariants, List<OrbitType> types) {}

    private final Coupling m;
    private final double norm;
    private final int lmax;
    private final boolean even;
    private final Map<String, Symmetry> symmetries = new ConcurrentHashMap<>();
    /** Made when first asked for. */
    private List<String> groups;

    /**
     * Of the sum of all paths, or of the even ones, with weight 1.
     *
     * @param lmax the largest degree L, at least 0
     * @param even whether only the even paths belong to it
     */
    public InvariantSearch(int lmax, boolean even) {
        this.lmax = lmax;
        this.even = even;
        m = (even ? CouplingSpec.even(lmax) : CouplingSpec.all(lmax)).tensor();
        norm = m.norm();
    }

    /**
     * Of a tensor that has the symmetries.
     *
     * @param spec which tensor
     * @return a search for all paths or the even ones with weight 1; nothing for others
     */
    public static Optional<InvariantSearch> of(CouplingSpec spec) {
        boolean even = spec.equals(CouplingSpec.even(spec.lmax()));
        return even || spec.equals(CouplingSpec.all(spec.lmax()))
                ? Optional.of(new InvariantSearch(spec.lmax(), even))
                : Optional.empty();
    }

    /**
     * The point groups whose systems are of a size that can be solved in seconds.
     *
     * @return their symbols; none where L is too small or too large
     */
    public synchronized List<String> groups() {
        if (groups == null) {
            groups = POINT_GROUPS.stream().filter(this::isOfUse).toList();
        }
        return groups;
    }

    private boolean isOfUse(String name) {
        TermGroup group = new TermGroup(lmax, name, even);
        int invariants = group.order() > LARGEST_ORDER ? 0 : group.invariants();
        return invariants >= LEAST_INVARIANTS && invariants <= MOST_INVARIANTS;
    }

    /**
     * One start with a group drawn by chance.
     *
     * @param most the largest rank
     * @param random where chance comes from
     * @param stop asked before every step; true ends the start where it is
     * @return where it ended; nothing if no orbits of so few terms were found whose sums can be any invariant tensor
     */
    public Optional<Attempt> start(int most, SplittableRandom random, BooleanSupplier stop) {
        return groups().isEmpty() ? Optional.empty() : start(groups().get(random.nextInt(groups().size())), most, random, stop);
    }

    /**
     * One start with a given group: orbits of few enough terms, and a descent from random terms.
     *
     * @param group one of {@link #groups}
     * @param most the largest rank
     * @param random where chance comes from
     * @param stop asked before every step; true ends the start where it is
     * @return where it ended; nothing if no orbits of so few terms were found whose sums can be any invariant tensor
     */
    public Optional<Attempt> start(String group, int most, SplittableRandom random, BooleanSupplier stop) {
        Symmetry symmetry = symmetries.computeIfAbsent(group, this::symmetry);
        return OrbitChoice.of(m, symmetry.types(), symmetry.invariants(), most, random, stop).map(orbits -> {
            OrbitFit fit = new OrbitFit(m, orbits);
            fit.random(COLUMN_NORM, random);
            double error = new OrbitDescent(fit, norm, stop).run(RIDGES[random.nextInt(RIDGES.length)], TARGET_ERROR);
            return new Attempt(group, fit.factors(), error);
        });
    }

    private Symmetry symmetry(String name) {
        TermGroup group = new TermGroup(lmax, name, even);
        return new Symmetry(group.invariants(), OrbitType.all(group));
    }
}
