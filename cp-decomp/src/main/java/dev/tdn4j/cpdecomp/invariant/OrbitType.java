package dev.tdn4j.cpdecomp.invariant;

import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind of orbit of terms: those whose stabiliser holds a subgroup H. What H keeps up to the signs of the three vectors is a
 * linear space of (v₀, v₁, v₂); the terms of the orbit are the images of one such term under the cosets of H.
 */
final class OrbitType {

    /** Of orthonormal columns, what is left of those that depend on the others. */
    private static final double DEPENDENT = 1e-4;

    /** The four ways to give a term's vectors signs that leave the term as it is. */
    private static final int[][] SIGNS = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};

    private final TermGroup group;
    private final int n;
    /** Orthonormal columns: 3n × dimension, row-major. */
    private final double[] basis;
    private final int dimension;
    private final int freedom;
    private final List<TermMap> cosets;
    private final long permutations;
    /** The images of the basis under the cosets, once somebody asked; two threads that ask at once make the same. */
    private volatile List<double[]> images;

    private OrbitType(TermGroup group, List<TermMap> stabiliser) {
        this.group = group;
        n = Degrees.components(group.lmax());
        basis = fixed(group, stabiliser);
        dimension = basis.length / (3 * n);
        cosets = group.cosets(stabiliser);
        permutations = stabiliser.stream().map(h -> Arrays.toString(h.axes())).distinct().count();
        freedom = dimension - (permutations == 1 ? 2 : permutations == 2 ? 1 : 0);
    }

    /** The kinds of orbits of a group that have terms other than 0, the largest orbits first. */
    static List<OrbitType> all(TermGroup group) {
        Map<String, OrbitType> types = new TreeMap<>();
        for (int[] generators : group.subgroups()) {
            boolean cyclic = generators[0] == generators[1];
            for (int[] first : SIGNS) {
                for (int[] second : cyclic ? new int[][] {first} : SIGNS) {
                    List<TermMap> stabiliser = TermMap.closure(
                            group.element(generators[0]).with(first), group.element(generators[1]).with(second));
                    // Otherwise some element comes with two signs, and keeps nothing but 0.
                    if (stabiliser.stream().map(TermMap::unsigned).distinct().count() == stabiliser.size()) {
                        OrbitType type = new OrbitType(group, stabiliser);
                        if (type.hasTerms()) {
                            types.putIfAbsent("%04d %s %s".formatted(
                                    group.order() - type.size(), Arrays.toString(generators), type.signature()), type);
                        }
                    }
                }
            }
        }
        return List.copyOf(types.values());
    }

    /** The number of terms of an orbit. */
    int size() {
        return cosets.size();
    }

    /** The number of parameters of a term. */
    int dimension() {
        return dimension;
    }

    /** The number of parameters that move the sum of the terms: less the scales that cancel. */
    int freedom() {
        return freedom;
    }

    /** Beyond this many orbits more of them add nothing to the tensors that their sums are. */
    int most() {
        if (freedom < 1) {
            return 0;
        }
        long[] d = {axisDimension(0), axisDimension(1), axisDimension(2)};
        long tensors = permutations < 3 ? d[0] * d[1] * d[2] : d[0] * (d[0] + 1) * (d[0] + 2) / 6;
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, (tensors + freedom - 1) / freedom));
    }

    /** The terms' vectors from the parameters, for the term of one coset: 3n × dimension, row-major; that of the first is the basis. */
    double[] image(int coset) {
        List<double[]> known = images;
        if (known == null) {
            known = cosets.stream().map(this::image).toList();
            images = known;
        }
        return known.get(coset);
    }

    private boolean hasTerms() {
        return dimension > 0 && axisDimension(0) > 0 && axisDimension(1) > 0 && axisDimension(2) > 0;
    }

    /** The dimension of the space in which one vector lies. */
    private int axisDimension(int axis) {
        double[] rows = Arrays.copyOfRange(basis, axis * n * dimension, (axis + 1) * n * dimension);
        return orthonormal(rows, n, dimension).length / n;
    }

    /** Tells spaces apart that differ by more than a basis: the diagonal of the projector. */
    private String signature() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 3 * n; row++) {
            double squared = 0;
            for (int c = 0; c < dimension; c++) {
                squared += basis[row * dimension + c] * basis[row * dimension + c];
            }
            text.append(Math.round(squared / DEPENDENT)).append(' ');
        }
        return text.toString();
    }

    /** An orthonormal basis of what all maps keep: the projector onto it is their mean. */
    private static double[] fixed(TermGroup group, List<TermMap> maps) {
        int n = Degrees.components(group.lmax());
        double[] projector = new double[9 * n * n];
        for (TermMap map : maps) {
            double[] d = group.matrix(map);
            for (int m = 0; m < 3; m++) {
                double share = (double) map.signs()[m] / maps.size();
                for (int row = 0; row < n; row++) {
                    int to = (m * n + row) * 3 * n + map.axes()[m] * n;
                    for (int column = 0; column < n; column++) {
                        projector[to + column] += share * d[row * n + column];
                    }
                }
            }
        }
        return orthonormal(projector, 3 * n, 3 * n);
    }

    /** Gram and Schmidt, twice for rounding; dependent columns are left out. */
    private static double[] orthonormal(double[] columns, int rows, int count) {
        List<double[]> kept = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            double[] v = new double[rows];
            for (int row = 0; row < rows; row++) {
                v[row] = columns[row * count + c];
            }
            for (int pass = 0; pass < 2; pass++) {
                kept.forEach(u -> add(-dot(u, v), u, v));
            }
            double length = Math.sqrt(dot(v, v));
            if (length > DEPENDENT) {
                add(1 / length - 1, v.clone(), v);
                kept.add(v);
            }
        }
        double[] basis = new double[rows * kept.size()];
        for (int c = 0; c < kept.size(); c++) {
            for (int row = 0; row < rows; row++) {
                basis[row * kept.size() + c] = kept.get(c)[row];
            }
        }
        return basis;
    }

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int t = 0; t < u.length; t++) {
            sum += u[t] * v[t];
        }
        return sum;
    }

    private static void add(double scale, double[] u, double[] v) {
        for (int t = 0; t < u.length; t++) {
            v[t] += scale * u[t];
        }
    }

    private double[] image(TermMap g) {
        double[] d = group.matrix(g);
        double[] image = new double[basis.length];
        for (int m = 0; m < 3; m++) {
            for (int row = 0; row < n; row++) {
                int to = (m * n + row) * dimension;
                for (int t = 0; t < n; t++) {
                    int from = (g.axes()[m] * n + t) * dimension;
                    double entry = g.signs()[m] * d[row * n + t];
                    for (int c = 0; entry != 0 && c < dimension; c++) {
                        image[to + c] += entry * basis[from + c];
                    }
                }
            }
        }
        return image;
    }
}
