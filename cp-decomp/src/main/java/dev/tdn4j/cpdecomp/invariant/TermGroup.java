package dev.tdn4j.cpdecomp.invariant;

import dev.tdn4j.cpdecomp.sphere.PointGroup;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A finite group of maps of terms that keeps the sum of all paths up to L with weight 1, or that of the even ones.
 *
 * <p>Coefficients of even paths do not change when their axes are exchanged, nor under rotations and the inversion; those of
 * odd paths change their sign with every exchange of two axes, and with the inversion. So the even paths are kept by every
 * pair of an element of a point group and a permutation, and all paths by those pairs whose determinant is the sign of the
 * permutation.
 */
final class TermGroup {

    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {1, 0, 2}, {0, 2, 1}, {2, 1, 0}};

    private final int lmax;
    private final List<TermMap> elements = new ArrayList<>();
    /** The number of an element by its key. */
    private final Map<String, Integer> place = new HashMap<>();
    private final Map<String, double[]> matrices = new ConcurrentHashMap<>();
    /** Made when first needed: the number of the product of two elements. */
    private int[][] products;

    /**
     * A group.
     *
     * @param point the name of a point group
     * @param even whether only the even paths need be kept
     */
    TermGroup(int lmax, String point, boolean even) {
        this.lmax = lmax;
        for (double[] rotation : PointGroup.of(point).elements()) {
            for (int[] axes : PERMUTATIONS) {
                TermMap map = TermMap.of(rotation, axes);
                if (even || map.determinant() == map.parity()) {
                    place.put(map.unsigned(), elements.size());
                    elements.add(map);
                }
            }
        }
    }

    private int product(int e, int f) {
        if (products == null) {
            int[][] table = new int[order()][order()];
            for (int g = 0; g < order(); g++) {
                for (int h = 0; h < order(); h++) {
                    table[g][h] = place.get(elements.get(g).after(elements.get(h)).unsigned());
                }
            }
            products = table;
        }
        return products[e][f];
    }

    int lmax() {
        return lmax;
    }

    int order() {
        return elements.size();
    }

    TermMap element(int e) {
        return elements.get(e);
    }

    /** D(R) of an element with any signs. */
    double[] matrix(TermMap map) {
        return matrices.computeIfAbsent(map.rotationKey(), _ -> map.matrix(lmax));
    }

    /**
     * The dimension of the tensors that the group keeps: the mean of the traces, which for the element (R, π) is the product of
     * tr D(R)^c over the cycles of π, with c their lengths.
     */
    int invariants() {
        double sum = 0;
        for (TermMap map : elements) {
            int fixed = (int) Arrays.stream(new int[] {0, 1, 2}).filter(axis -> map.axes()[axis] == axis).count();
            double one = trace(map);
            sum += switch (fixed) {
                case 3 -> one * one * one;
                case 1 -> one * trace(map.after(map));
                default -> trace(map.after(map).after(map));
            };
        }
        return (int) Math.round(sum / order());
    }

    private double trace(TermMap map) {
        int n = Degrees.components(lmax);
        double[] matrix = matrix(map);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += matrix[i * n + i];
        }
        return trace;
    }

    /** Generators of one subgroup of every class of conjugate ones, among those that two elements generate. */
    List<int[]> subgroups() {
        Set<Set<Integer>> seen = new HashSet<>();
        List<int[]> generators = new ArrayList<>();
        for (int e = 0; e < order(); e++) {
            for (int f = e; f < order(); f++) {
                Set<Integer> subgroup = generated(e, f);
                if (!seen.contains(subgroup)) {
                    generators.add(new int[] {e, f});
                    for (int g = 0; g < order(); g++) {
                        seen.add(conjugate(subgroup, g));
                    }
                }
            }
        }
        return generators;
    }

    private Set<Integer> generated(int e, int f) {
        Set<Integer> all = new TreeSet<>(Set.of(0));
        List<Integer> queue = new ArrayList<>(all);
        for (int next = 0; next < queue.size(); next++) {
            for (int generator : new int[] {e, f}) {
                int image = product(generator, queue.get(next));
                if (all.add(image)) {
                    queue.add(image);
                }
            }
        }
        return all;
    }

    private Set<Integer> conjugate(Set<Integer> subgroup, int g) {
        int inverse = 0;
        while (product(g, inverse) != 0) {
            inverse++;
        }
        Set<Integer> conjugate = new TreeSet<>();
        for (int h : subgroup) {
            conjugate.add(product(product(g, h), inverse));
        }
        return conjugate;
    }

    /** One element of every left coset of a subgroup, the identity first; the signs of the subgroup's elements are ignored. */
    List<TermMap> cosets(List<TermMap> subgroup) {
        Set<Integer> seen = new HashSet<>();
        List<TermMap> representatives = new ArrayList<>();
        for (int g = 0; g < order(); g++) {
            if (!seen.contains(g)) {
                representatives.add(elements.get(g));
                for (TermMap h : subgroup) {
                    seen.add(product(g, place.get(h.unsigned())));
                }
            }
        }
        return representatives;
    }
}
