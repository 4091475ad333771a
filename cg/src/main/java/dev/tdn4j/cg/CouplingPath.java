package dev.tdn4j.cg;

import java.util.ArrayList;
import java.util.List;

/**
 * A path l1 ⊗ l2 → l3 of a tensor product: |l1−l2| ≤ l3 ≤ l1+l2.
 *
 * @param l1 the degree of x, at least 0
 * @param l2 the degree of y, at least 0
 * @param l3 the degree of the output
 */
public record CouplingPath(int l1, int l2, int l3) {

    /**
     * Checks the triangle condition.
     *
     * @throws IllegalArgumentException if a degree is negative or the triangle condition fails
     */
    public CouplingPath {
        if (l1 < 0 || l2 < 0 || l3 < Math.abs(l1 - l2) || l3 > l1 + l2) {
            throw new IllegalArgumentException(
                    "no path " + l1 + "⊗" + l2 + "→" + l3 + ": degrees are at least 0 and |l1−l2| ≤ l3 ≤ l1+l2");
        }
    }

    /**
     * Whether l1+l2+l3 is even: the product of natural parities (−1)^l is kept, and ∫YYY does not vanish. Odd paths
     * couple antisymmetrically, as the cross product 1⊗1→1 does.
     *
     * @return the parity
     */
    public boolean isEven() {
        return (l1 + l2 + l3) % 2 == 0;
    }

    /**
     * All paths with degrees up to {@code lmax}, ordered by l1, then l2, then l3.
     *
     * @param lmax the largest degree L, at least 0
     * @return an immutable list
     * @throws IllegalArgumentException if {@code lmax} is negative
     */
    public static List<CouplingPath> all(int lmax) {
        if (lmax < 0) {
            throw new IllegalArgumentException("degree must be at least 0, but is " + lmax);
        }
        List<CouplingPath> paths = new ArrayList<>();
        for (int l1 = 0; l1 <= lmax; l1++) {
            for (int l2 = 0; l2 <= lmax; l2++) {
                for (int l3 = Math.abs(l1 - l2); l3 <= Math.min(lmax, l1 + l2); l3++) {
                    paths.add(new CouplingPath(l1, l2, l3));
                }
            }
        }
        return List.copyOf(paths);
    }

    /**
     * The paths of {@link #all} with l1+l2+l3 even, in the same order.
     *
     * @param lmax the largest degree L, at least 0
     * @return an immutable list
     * @throws IllegalArgumentException if {@code lmax} is negative
     */
    public static List<CouplingPath> even(int lmax) {
        return all(lmax).stream().filter(CouplingPath::isEven).toList();
    }

    /**
     * The path as formulas write it.
     *
     * @return for example 1⊗2→3
     */
    @Override
    public String toString() {
        return l1 + "⊗" + l2 + "→" + l3;
    }
}
