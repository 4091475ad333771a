package dev.tdn4j.cpdecomp.invariant;

import dev.tdn4j.tensor.Coupling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Which orbits a sum is made of. Its derivatives should span all invariant tensors: at random parameters JᵀJ has the rank that
 * there are invariants. Choices are drawn by chance and bettered, one orbit against others, until they have few enough terms.
 *
 * <p>Where none of so few terms spans all, choices that span nearly all are tried: a tensor is no random one, and some are
 * exact with fewer parameters than equations (242 of 249 at L = 2 with 28 terms).
 */
final class OrbitChoice {

    private static final int MOST_CHANGES = 150;
    private static final int MOST_DRAWS = 2000;
    /** What share of the invariants a choice must span if none spans all. */
    private static final double NEARLY_ALL = 0.97;

    /** A pivot of JᵀJ below this part of the first is rounding. */
    private static final double ROUNDING = 1e-12;

    private static final double COLUMN_NORM = 0.5;

    private final Coupling m;
    private final List<OrbitType> types;
    /** How many dimensions the derivatives must span. */
    private final int invariants;
    private final SplittableRandom random;
    /** Chance of each type when one is drawn: the more parameters a term, the more likely. */
    private final double[] weight;

    private OrbitChoice(Coupling m, List<OrbitType> types, int invariants, SplittableRandom random) {
        this.m = m;
        this.types = types;
        this.invariants = invariants;
        this.random = random;
        double most = types.stream().mapToDouble(OrbitChoice::freedomPerTerm).max().orElseThrow();
        double preference = random.nextDouble(3, 12);
        weight = types.stream()
                .mapToDouble(type -> Math.exp(preference * (freedomPerTerm(type) / most - 1) + random.nextGaussian()))
                .toArray();
    }

    private static double freedomPerTerm(OrbitType type) {
        return (double) type.freedom() / type.size();
    }

    /**
     * Looks for a choice.
     *
     * @param invariants the dimension of the invariant tensors
     * @param most the largest number of terms
     * @param stop asked before every change
     * @return the orbits, at random if several are found; or nothing
     */
    static Optional<List<OrbitType>> of(
            Coupling m, List<OrbitType> types, int invariants, int most, SplittableRandom random, BooleanSupplier stop) {
        OrbitChoice all = new OrbitChoice(m, types, invariants, random);
        return all.run(most, stop)
                .or(() -> new OrbitChoice(m, types, (int) Math.ceil(NEARLY_ALL * invariants), random).run(most, stop));
    }

    private Optional<List<OrbitType>> run(int most, BooleanSupplier stop) {
        List<OrbitType> best = null;
        for (int change = 0; change < MOST_CHANGES && !stop.getAsBoolean(); change++) {
            List<OrbitType> next = best == null ? List.of() : without(best, 1 + random.nextInt(3));
            next = filled(next);
            boolean fewer = best == null || terms(next) <= terms(best);
            if (freedom(next) >= invariants && fewer && spans(next)) {
                best = next;
                if (terms(best) <= most) {
                    return Optional.of(best);
                }
            }
        }
        return Optional.empty();
    }

    private List<OrbitType> without(List<OrbitType> orbits, int count) {
        List<OrbitType> left = new ArrayList<>(orbits);
        for (int t = 0; t < count && !left.isEmpty(); t++) {
            left.remove(random.nextInt(left.size()));
        }
        return left;
    }

    /** The orbits with others drawn until there are as many parameters as invariants. */
    private List<OrbitType> filled(List<OrbitType> orbits) {
        List<OrbitType> all = new ArrayList<>(orbits);
        for (int draw = 0; draw < MOST_DRAWS && freedom(all) < invariants; draw++) {
            int t = random.nextInt(types.size());
            OrbitType type = types.get(t);
            long present = all.stream().filter(other -> other == type).count();
            if (present < type.most() && random.nextDouble() < weight[t]) {
                all.add(type);
            }
        }
        return all;
    }

    private static int terms(List<OrbitType> orbits) {
        return orbits.stream().mapToInt(OrbitType::size).sum();
    }

    private static int freedom(List<OrbitType> orbits) {
        return orbits.stream().mapToInt(OrbitType::freedom).sum();
    }

    private boolean spans(List<OrbitType> orbits) {
        OrbitFit fit = new OrbitFit(m, orbits);
        fit.random(COLUMN_NORM, random);
        return rank(fit.normalMatrix()) >= invariants;
    }

    /** The rank of a positive semidefinite matrix by Cholesky's method with diagonal pivots, which it overwrites. */
    static int rank(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        double[] a = matrix.data;
        boolean[] used = new boolean[n];
        double first = 0;
        for (int rank = 0; rank < n; rank++) {
            int pivot = -1;
            for (int i = 0; i < n; i++) {
                pivot = !used[i] && (pivot < 0 || a[i * n + i] > a[pivot * n + pivot]) ? i : pivot;
            }
            double size = a[pivot * n + pivot];
            first = rank == 0 ? size : first;
            if (size <= ROUNDING * first) {
                return rank;
            }
            used[pivot] = true;
            for (int i = 0; i < n; i++) {
                double share = used[i] ? 0 : a[i * n + pivot] / size;
                for (int j = 0; share != 0 && j < n; j++) {
                    a[i * n + j] -= share * a[pivot * n + j];
                }
            }
        }
        return n;
    }
}
