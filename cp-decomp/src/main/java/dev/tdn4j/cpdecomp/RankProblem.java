package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Of which tensor the least rank is sought.
 *
 * @param lmax the largest degree L, 1..12
 * @param even whether only the paths with l1+l2+l3 even belong to it
 * @param free whether the path weights may be anything within {@link WeightRange#DEFAULT}; else every weight is 1
 */
public record RankProblem(int lmax, boolean even, boolean free) {

    private static final int LARGEST_DEGREE = 12;

    /**
     * Checks the degree.
     *
     * @throws IllegalArgumentException if L is not 1..12
     */
    public RankProblem {
        if (lmax < 1 || lmax > LARGEST_DEGREE) {
            throw new IllegalArgumentException("ranks can be searched for L = 1.." + LARGEST_DEGREE + ", not for L = " + lmax);
        }
    }

    /**
     * A short name, for files.
     *
     * @return for example {@code L2-all-free}
     */
    public String label() {
        return "L" + lmax + (even ? "-even" : "-all") + (free ? "-free" : "-unit");
    }

    /**
     * The paths.
     *
     * @return all or the even ones
     */
    public List<CouplingPath> paths() {
        return even ? CouplingPath.even(lmax) : CouplingPath.all(lmax);
    }

    private Coupling unit() {
        return CouplingSpec.shared(lmax, paths()).tensor();
    }

    private FreeWeights freeWeights() {
        return new FreeWeights(lmax, paths(), WeightRange.DEFAULT);
    }

    CpFit fit(Factors start) {
        return free ? CpFit.of(freeWeights(), start) : CpFit.of(unit(), start);
    }

    /** Factors of independent normal entries with columns of norm about {@code columnNorm}. */
    Factors random(int rank, double columnNorm, RandomGenerator random) {
        return CpFit.random(unit(), rank, columnNorm, random).factors();
    }

    /** The tensor nearest to factors that the problem allows. */
    CouplingSpec nearest(Factors factors) {
        if (!free) {
            return CouplingSpec.shared(lmax, paths());
        }
        List<Double> weights = new ArrayList<>();
        for (double w : PathWeights.of(factors, lmax, paths())) {
            weights.add(WeightRange.DEFAULT.nearest(w));
        }
        return new CouplingSpec(lmax, paths(), weights);
    }

    /** The relative error of factors, against the nearest tensor that the problem allows. */
    double relativeError(Factors factors) {
        return Als.relativeError(nearest(factors).tensor(), factors);
    }

    /**
     * The rank from which tensors of this size have factors if no structure stands against it: as many unknowns as
     * equations, n³/(3n−2).
     */
    int genericRank() {
        int n = (lmax + 1) * (lmax + 1);
        return (n * n * n - 1) / (3 * n - 2) + 1;
    }
}
