package dev.tdn4j.cpdecomp.matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Schemes for matrices of every size, made of some base schemes: by cutting one of the three sizes in two, whose terms add up,
 * and by nesting, whose terms multiply. A table by dynamic programming finds the way of the fewest terms.
 */
final class SchemeCombinations {

    private record Sizes(int rows, int inner, int columns) {}

    private record Plan(int rank, Supplier<MatrixScheme> scheme) {}

    private final List<MatrixScheme> bases;
    private final Map<Sizes, Plan> plans = new HashMap<>();

    SchemeCombinations(List<MatrixScheme> bases) {
        this.bases = List.copyOf(bases);
    }

    /** The number of terms of {@link #scheme}. */
    int rank(int rows, int inner, int columns) {
        return plan(new Sizes(rows, inner, columns)).rank;
    }

    /** The scheme of the fewest terms. */
    MatrixScheme scheme(int rows, int inner, int columns) {
        return plan(new Sizes(rows, inner, columns)).scheme.get();
    }

    /** The cyclic scheme of the fewest terms among the base schemes, those nested in each other and the textbook one. */
    MatrixScheme cyclic(int d) {
        List<MatrixScheme> ways = new ArrayList<>();
        ways.add(MatrixScheme.naive(d, d, d));
        bases.stream().filter(base -> base.isFor(d, d, d) && base.isCyclic()).forEach(ways::add);
        for (int a : divisors(d)) {
            if (a > 1 && a < d) {
                ways.add(cyclic(a).nesting(cyclic(d / a)));
            }
        }
        return ways.stream().min(Comparator.comparing(MatrixScheme::rank)).orElseThrow();
    }

    /**
     * A cyclic scheme of 2×2 blocks with diagonal blocks of these sizes: the products of blocks (I,J), (J,K), (K,I) of the
     * trace form by cyclic schemes where I = J = K, elsewhere by one scheme and its rotations.
     */
    MatrixScheme cyclicSum(int first, int second) {
        int d = first + second;
        List<byte[][]> terms = new ArrayList<>(cyclic(first).embedded(d, 0, 0, 0));
        terms.addAll(cyclic(second).embedded(d, first, first, first));
        MatrixScheme one = scheme(first, first, second);
        terms.addAll(one.embedded(d, 0, 0, first));
        terms.addAll(one.rotated().embedded(d, 0, first, 0));
        terms.addAll(one.rotated().rotated().embedded(d, first, 0, 0));
        MatrixScheme two = scheme(first, second, second);
        terms.addAll(two.embedded(d, 0, first, first));
        terms.addAll(two.rotated().embedded(d, first, first, 0));
        terms.addAll(two.rotated().rotated().embedded(d, first, 0, first));
        return MatrixScheme.ofTraceForm(d, d, d, terms);
    }

    private synchronized Plan plan(Sizes sizes) {
        Plan known = plans.get(sizes);
        if (known == null) {
            known = best(sizes);
            plans.put(sizes, known);
        }
        return known;
    }

    private Plan best(Sizes sizes) {
        int n = sizes.rows;
        int m = sizes.inner;
        int p = sizes.columns;
        List<Plan> ways = new ArrayList<>();
        ways.add(new Plan(Math.multiplyExact(Math.multiplyExact(n, m), p), () -> MatrixScheme.naive(n, m, p)));
        for (MatrixScheme base : bases) {
            if (base.isFor(n, m, p)) {
                ways.add(new Plan(base.rank(), () -> base.oriented(n, m, p)));
            }
        }
        for (Sizes turned : List.of(sizes, new Sizes(m, p, n), new Sizes(p, n, m))) {
            for (int cut = 1; cut <= turned.inner / 2; cut++) {
                ways.add(cut(sizes, turned, cut));
            }
        }
        for (int a : divisors(n)) {
            for (int b : divisors(m)) {
                for (int c : divisors(p)) {
                    int size = a * b * c;
                    if (size > 1 && size < n * m * p) {
                        ways.add(nested(new Sizes(a, b, c), new Sizes(n / a, m / b, p / c)));
                    }
                }
            }
        }
        return ways.stream().min(Comparator.comparingInt(Plan::rank)).orElseThrow();
    }

    private Plan cut(Sizes sizes, Sizes turned, int cut) {
        Plan first = plan(new Sizes(turned.rows, cut, turned.columns));
        Plan second = plan(new Sizes(turned.rows, turned.inner - cut, turned.columns));
        return new Plan(
                first.rank + second.rank,
                () -> first.scheme.get().alongInner(second.scheme.get()).oriented(sizes.rows, sizes.inner, sizes.columns));
    }

    private Plan nested(Sizes outer, Sizes blocks) {
        Plan first = plan(outer);
        Plan second = plan(blocks);
        return new Plan(first.rank * second.rank, () -> first.scheme.get().nesting(second.scheme.get()));
    }

    private static int[] divisors(int n) {
        return IntStream.rangeClosed(1, n).filter(a -> n % a == 0).toArray();
    }
}
