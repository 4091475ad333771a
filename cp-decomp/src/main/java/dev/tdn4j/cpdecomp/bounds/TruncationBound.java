package dev.tdn4j.cpdecomp.bounds;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;

/**
 * Bounds on ‖M − M̂‖_F for the best M̂ of a rank, from the singular values of M's three unfoldings. Truncating the modes to
 * r1, r2, r3 dimensions (higher-order SVD) costs at most the discarded σ², and the r1×r2×r3 core that remains has a CP
 * rank of at most the product of any two of its sizes.
 *
 * <p>At the paper's ranks these bounds are of the order of ‖M‖ itself: they show how the error scales, not how large it is.
 */
public final class TruncationBound {

    private TruncationBound() {}

    /**
     * The singular values of one unfolding. The unfolding times its transpose commutes with D and every degree occurs once,
     * so it is a multiple of the identity on each: σ² = N(l)/(2l+1), 2l+1 times, with N(l) = Σ w² over the paths whose
     * degree in that mode is l.
     *
     * @param spec which tensor
     * @param axis 0 for x, 1 for y, 2 for the output
     * @return (L+1)² values in descending order
     */
    public static double[] singularValues(CouplingSpec spec, int axis) {
        double[] ascending = new double[Degrees.components(spec.lmax())];
        for (int index = 0; index < ascending.length; index++) {
            int l = Degrees.degree(index);
            double weight = 0;
            for (int p = 0; p < spec.paths().size(); p++) {
                if (degree(spec.paths().get(p), axis) == l) {
                    weight += spec.weights().get(p) * spec.weights().get(p);
                }
            }
            ascending[index] = Math.sqrt(weight / (2 * l + 1));
        }
        Arrays.sort(ascending);
        double[] descending = new double[ascending.length];
        for (int k = 0; k < ascending.length; k++) {
            descending[k] = ascending[ascending.length - 1 - k];
        }
        return descending;
    }

    /**
     * Theorem 3.1 of arXiv 2507.01131: all modes truncated to R_T = ⌊R^{1/3}⌋.
     *
     * @param spec which tensor
     * @param rank R, at least 1
     * @return sqrt(Σ_modes Σ_{k>R_T} σ_k²)
     */
    public static double theorem31(CouplingSpec spec, int rank) {
        int kept = (int) Math.cbrt(rank);
        while ((long) (kept + 1) * (kept + 1) * (kept + 1) <= rank) {
            kept++;
        }
        return threeModes(spec, kept);
    }

    /**
     * Sharper: R_T = ⌊√R⌋ suffices, because an r×r×r core has rank at most r².
     *
     * @param spec which tensor
     * @param rank R, at least 1
     * @return sqrt(Σ_modes Σ_{k>R_T} σ_k²)
     */
    public static double squareCore(CouplingSpec spec, int rank) {
        return threeModes(spec, (int) Math.sqrt(rank));
    }

    /**
     * Sharpest: only two modes are truncated, to the best r1·r2 ≤ R.
     *
     * @param spec which tensor
     * @param rank R, at least 1
     * @return the least sqrt(Σ_{k>r1} σ_k² + Σ_{k>r2} σ_k²) over pairs of modes
     */
    public static double twoModes(CouplingSpec spec, int rank) {
        double least = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            double[] first = singularValues(spec, axis);
            double[] second = singularValues(spec, (axis + 1) % 3);
            for (int kept = 1; kept <= Math.min(rank, first.length); kept++) {
                least = Math.min(least, tail(first, kept) + tail(second, rank / kept));
            }
        }
        return Math.sqrt(least);
    }

    private static double threeModes(CouplingSpec spec, int kept) {
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
            squared += tail(singularValues(spec, axis), kept);
        }
        return Math.sqrt(squared);
    }

    /** Σ_{k>kept} σ_k². */
    private static double tail(double[] singularValues, int kept) {
        double squared = 0;
        for (int k = kept; k < singularValues.length; k++) {
            squared += singularValues[k] * singularValues[k];
        }
        return squared;
    }

    private static int degree(CouplingPath path, int axis) {
        return switch (axis) {
            case 0 -> path.l1();
            case 1 -> path.l2();
            case 2 -> path.l3();
            default -> throw new IllegalArgumentException("a coupling has axes 0, 1, 2, not " + axis);
        };
    }
}
