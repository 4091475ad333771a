package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A target that moves: the M_w = Σ_p w_p C^p nearest to M̂ with every |w_p| in a range. The C^p are orthonormal, so
 * w_p = ⟨M̂, C^p⟩, moved into the range; these weights eliminated, the objective is a function of the factors alone
 * (variable projection, Golub and Pereyra, SIAM J. Numer. Anal. 10 (1973) 413).
 */
final class FreeWeights {

    /** Share of the range's breadth, in logarithms, that a guarded target leaves at each end. */
    private static final double MARGIN = 0.15;

    private final List<CouplingPath> paths;
    private final WeightRange wide;
    private final WeightRange narrow;
    private final Coupling sum;
    private final int[] pathOf;
    private final double[] weights;
    private final boolean[] inside;
    private WeightRange range;

    FreeWeights(int lmax, List<CouplingPath> paths, WeightRange range) {
        this.paths = List.copyOf(paths);
        this.wide = range;
        this.narrow = range.narrowed(MARGIN);
        this.range = range;
        this.sum = CouplingSpec.shared(lmax, paths).tensor();
        this.weights = new double[paths.size()];
        this.inside = new boolean[paths.size()];
        Map<CouplingPath, Integer> number = new HashMap<>();
        for (int p = 0; p < weights.length; p++) {
            number.put(paths.get(p), p);
        }
        pathOf = new int[sum.nonzeros()];
        for (int t = 0; t < pathOf.length; t++) {
            pathOf[t] = number.get(new CouplingPath(
                    Degrees.degree(sum.i(t)), Degrees.degree(sum.j(t)), Degrees.degree(sum.k(t))));
        }
        moveTo(new double[weights.length]);
    }

    /** Σ_p C^p: no entry belongs to two paths. */
    Coupling sum() {
        return sum;
    }

    /** The path that an entry of {@link #sum} belongs to. */
    int pathOf(int entry) {
        return pathOf[entry];
    }

    List<CouplingPath> paths() {
        return paths;
    }

    /** Takes the weights nearest to the inner products ⟨M̂, C^p⟩. */
    void moveTo(double[] inner) {
        for (int p = 0; p < weights.length; p++) {
            weights[p] = range.nearest(inner[p]);
            inside[p] = range.holdsInside(inner[p]);
        }
    }

    /**
     * Holds the weights off the ends of the range, or lets them go there again. A ridge presses weights against the small
     * end; there the objective has a kink, and a descent to an exact solution on it crawls. Pressed against a guard that is
     * gone before the last descent, they end in the smooth inside.
     */
    void guard(boolean on) {
        range = on ? narrow : wide;
    }

    double weight(int path) {
        return weights[path];
    }

    double[] weights() {
        return weights.clone();
    }

    /** Whether a path's weight follows M̂, and is not at an end of the range. */
    boolean follows(int path) {
        return inside[path];
    }
}
