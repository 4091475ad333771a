package dev.tdn4j.tensor;

/**
 * Index arithmetic of spherical tensors: degree l = 0..L, order m = −l..l, flat index l² + l + m, (L+1)² components.
 */
public final class Degrees {

    private Degrees() {}

    /**
     * The number of components of all degrees up to {@code lmax}.
     *
     * @param lmax the largest degree, at least 0
     * @return (lmax + 1)²
     * @throws IllegalArgumentException if {@code lmax} is negative
     */
    public static int components(int lmax) {
        if (lmax < 0) {
            throw new IllegalArgumentException("degree must be at least 0, but is " + lmax);
        }
        return (lmax + 1) * (lmax + 1);
    }

    /**
     * The flat index of one component.
     *
     * @param l the degree, at least 0
     * @param m the order, −l..l
     * @return l² + l + m
     * @throws IllegalArgumentException if {@code l} is negative or |m| exceeds l
     */
    public static int index(int l, int m) {
        if (l < 0 || Math.abs(m) > l) {
            throw new IllegalArgumentException("no component of degree " + l + " and order " + m);
        }
        return l * l + l + m;
    }

    /**
     * The degree of a component.
     *
     * @param index a flat index, at least 0
     * @return ⌊√index⌋
     */
    public static int degree(int index) {
        return (int) Math.sqrt(index);
    }

    /**
     * The order of a component.
     *
     * @param index a flat index, at least 0
     * @return m in −l..l
     */
    public static int order(int index) {
        int l = degree(index);
        return index - l * l - l;
    }

    /**
     * The largest degree of a tensor with so many components.
     *
     * @param components (L+1)² for some L
     * @return L
     * @throws IllegalArgumentException if {@code components} is not a positive square
     */
    public static int lmax(int components) {
        int root = (int) Math.round(Math.sqrt(components));
        if (components < 1 || root * root != components) {
            throw new IllegalArgumentException(components + " components are not (L+1)² for any L");
        }
        return root - 1;
    }
}
