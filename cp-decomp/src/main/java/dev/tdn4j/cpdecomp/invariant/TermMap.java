package dev.tdn4j.cpdecomp.invariant;

import dev.tdn4j.cg.WignerD;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A map of rank-one terms v₀ ∘ v₁ ∘ v₂ onto such terms: axis m of the image is ±D(R) v_axes[m], with R a rotation or a
 * rotation followed by the inversion, which multiplies degree l by (−1)^l.
 *
 * @param rotation R, row-major, orthogonal
 * @param axes a permutation of 0, 1, 2
 * @param signs +1 or −1 for each axis of the image
 */
record TermMap(double[] rotation, int[] axes, int[] signs) {

    private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final int[] NO_SIGNS = {1, 1, 1};
    /** Elements of the point groups differ by far more than this, their products by rounding. */
    private static final double SAME = 1e-6;

    static TermMap of(double[] rotation, int... axes) {
        return new TermMap(rotation, axes, NO_SIGNS);
    }

    TermMap with(int... newSigns) {
        return new TermMap(rotation, axes, newSigns);
    }

    /** All products of some maps, the identity first. */
    static List<TermMap> closure(TermMap... generators) {
        TermMap identity = of(IDENTITY, 0, 1, 2);
        List<TermMap> all = new ArrayList<>(List.of(identity));
        Set<String> seen = new HashSet<>(Set.of(identity.key()));
        for (int next = 0; next < all.size(); next++) {
            for (TermMap generator : generators) {
                TermMap image = generator.after(all.get(next));
                if (seen.add(image.key())) {
                    all.add(image);
                }
            }
        }
        return all;
    }

    /** The map that does the other first. */
    TermMap after(TermMap other) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int t = 0; t < 3; t++) {
                    product[3 * row + column] += rotation[3 * row + t] * other.rotation[3 * t + column];
                }
            }
        }
        int[] from = new int[3];
        int[] sign = new int[3];
        for (int m = 0; m < 3; m++) {
            from[m] = other.axes[axes[m]];
            sign[m] = signs[m] * other.signs[axes[m]];
        }
        return new TermMap(product, from, sign);
    }

    /** +1, or −1 where R holds the inversion. */
    int determinant() {
        double[] r = rotation;
        return (int) Math.signum(r[0] * (r[4] * r[8] - r[5] * r[7])
                - r[1] * (r[3] * r[8] - r[5] * r[6])
                + r[2] * (r[3] * r[7] - r[4] * r[6]));
    }

    /** The sign of the permutation. */
    int parity() {
        return axes[1] == (axes[0] + 1) % 3 ? 1 : -1;
    }

    /** D(R), n×n row-major, of all degrees up to L. */
    double[] matrix(int lmax) {
        int sign = determinant();
        double[] matrix = WignerD.matrix(lmax, Arrays.stream(rotation).map(entry -> sign * entry).toArray());
        int n = Degrees.components(lmax);
        for (int row = 0; row < n; row++) {
            for (int column = 0; sign < 0 && Degrees.degree(row) % 2 == 1 && column < n; column++) {
                matrix[row * n + column] = -matrix[row * n + column];
            }
        }
        return matrix;
    }

    /** The same for all maps whose rotations differ by rounding. */
    String rotationKey() {
        return Arrays.toString(Arrays.stream(rotation).mapToLong(entry -> Math.round(entry / SAME)).toArray());
    }

    /** The same for all maps that differ by rounding and by signs. */
    String unsigned() {
        return rotationKey() + Arrays.toString(axes);
    }

    private String key() {
        return unsigned() + Arrays.toString(signs);
    }
}
