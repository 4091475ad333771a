package dev.tdn4j.cpdecomp.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A point of the flip graph of matrix multiplication modulo 2 (Kauers and Moosbauer, arXiv 2212.01175). A flip takes two terms
 * that share a factor to two others,
 *
 * <pre>u⊗v⊗w + u⊗v'⊗w' = u⊗(v + v')⊗w + u⊗v'⊗(w' + w);</pre>
 *
 * when a factor becomes zero, or two terms share two factors, a term is gone. A plus transition (Arai, Ichikawa and Hukushima,
 * arXiv 2312.16960) leaves a dead end by way of one term more. Every step keeps the tensor modulo 2; {@link SignLifting}
 * finds the signs.
 *
 * <p>A cyclic graph (Moosbauer and Poole, arXiv 2502.04514) holds schemes of square matrices that the rotation X → Y → W of
 * tr(XYW) leaves as they are: cubes a⊗a⊗a, which the walk does not touch, and orbits u⊗v⊗w + v⊗w⊗u + w⊗u⊗v, which are its
 * “terms”. An orbit of three equal factors is a cube, for 3 = 1.
 */
final class FlipGraph {

    /** A term modulo 2 in the trace form: entry i of a factor is bit i. */
    record Term(long x, long y, long w) {

        Term rotated() {
            return new Term(y, w, x);
        }

        boolean isCube() {
            return x == y && y == w;
        }
    }

    private final boolean cyclic;
    private final List<Long> cubes = new ArrayList<>();
    private final EqualFactors factors;
    private final int capacity;
    private int terms;

    /**
     * The point of a scheme, its terms modulo 2.
     *
     * @param start the terms; of a cyclic graph, their set is invariant under rotation
     * @param cyclic whether to walk among the cyclic schemes only
     * @param spare terms by which plus transitions may exceed the start
     * @throws IllegalArgumentException if a cyclic start is not invariant
     */
    FlipGraph(List<Term> start, boolean cyclic, int spare) {
        this.cyclic = cyclic;
        capacity = start.size() + spare;
        factors = new EqualFactors(capacity, cyclic);
        List<Term> left = new ArrayList<>(start);
        while (!left.isEmpty()) {
            Term term = left.removeLast();
            if (cyclic && term.isCube()) {
                cubes.add(term.x);
                continue;
            }
            if (cyclic && !(left.remove(term.rotated()) && left.remove(term.rotated().rotated()))) {
                throw new IllegalArgumentException("the start of a cyclic walk lacks the rotation of one of its terms");
            }
            add(term.x, term.y, term.w);
        }
    }

    /** The number of rank-one terms. */
    int rank() {
        return cyclic ? cubes.size() + 3 * terms : terms;
    }

    /** Whether the walk is among cyclic schemes. */
    boolean isCyclic() {
        return cyclic;
    }

    /** The cubes, or none unless the graph is cyclic. */
    List<Term> cubes() {
        return cubes.stream().map(a -> new Term(a, a, a)).toList();
    }

    /** The terms, or of each orbit of a cyclic graph one. */
    List<Term> terms() {
        List<Term> list = new ArrayList<>();
        for (int slot = 0; slot < 3 * terms; slot += 3) {
            list.add(new Term(factors.get(slot), factors.get(slot + 1), factors.get(slot + 2)));
        }
        return list;
    }

    /** All rank-one terms, from which the same graph can be made. */
    List<Term> allTerms() {
        List<Term> all = new ArrayList<>(cubes());
        for (Term term : terms()) {
            all.add(term);
            if (cyclic) {
                all.add(term.rotated());
                all.add(term.rotated().rotated());
            }
        }
        return all;
    }

    /**
     * Flips a random pair of terms that share a factor, and reduces if that is possible then.
     *
     * @return false if no two terms share a factor
     */
    boolean flip(SplittableRandom random) {
        if (factors.matchedCount() == 0) {
            return false;
        }
        long bits = random.nextLong();
        int first = factors.matched((int) ((bits >>> 32) * factors.matchedCount() >>> 32));
        int second = drawMatch(first, (int) (bits >>> 1) & 0xFFFF);
        int step = 1 + (int) (bits & 1);
        int v = beside(first, step);
        int w = beside(second, 3 - step);
        addTo(v, factors.get(beside(second, step)));
        addTo(w, factors.get(beside(first, 3 - step)));
        clean(v, w);
        return true;
    }

    /**
     * Replaces two random terms by three, a⊗b⊗c + a'⊗b'⊗c' = a⊗(b + b')⊗c + a⊗b'⊗(c' + c) + (a' + a)⊗b'⊗c'.
     *
     * @return whether it was done; not, if the spare terms are used up
     */
    boolean plus(SplittableRandom random) {
        int first = random.nextInt(terms);
        int second = random.nextInt(terms);
        if (first == second || terms == capacity) {
            return false;
        }
        int a = 3 * first + random.nextInt(3);
        int a2 = cyclic ? 3 * second + random.nextInt(3) : 3 * second + a % 3;
        int step = 1 + random.nextInt(2);
        int b = beside(a, step);
        long b2 = factors.get(beside(a2, step));
        long[] middle = new long[3];
        middle[a % 3] = factors.get(a);
        middle[b % 3] = b2;
        middle[3 - a % 3 - b % 3] = factors.get(beside(a, 3 - step)) ^ factors.get(beside(a2, 3 - step));
        addTo(b, b2);
        addTo(a2, middle[a % 3]);
        if (middle[3 - a % 3 - b % 3] != 0) {
            add(middle);
        }
        clean(b, a2);
        return true;
    }

    private static int beside(int slot, int step) {
        int axis = slot % 3;
        return slot - axis + (axis + step) % 3;
    }

    /** One of the slots that match this one, by a random number. */
    private int drawMatch(int slot, int random) {
        int count = 0;
        for (int other = factors.firstMatch(slot); other >= 0; other = factors.nextMatch(slot, other)) {
            count++;
        }
        int other = factors.firstMatch(slot);
        for (int skip = count == 1 ? 0 : random % count; skip > 0; skip--) {
            other = factors.nextMatch(slot, other);
        }
        return other;
    }

    /** Adds to a factor; zero is put in like any other, for {@link #clean} to find. */
    private void addTo(int slot, long bits) {
        long sum = factors.get(slot) ^ bits;
        factors.remove(slot);
        factors.insert(slot, sum);
    }

    private void add(long... term) {
        for (int axis = 0; axis < 3; axis++) {
            factors.insert(3 * terms + axis, term[axis]);
        }
        terms++;
    }

    private void removeTerm(int term) {
        terms--;
        for (int axis = 0; axis < 3; axis++) {
            factors.remove(3 * term + axis);
        }
        for (int axis = 0; axis < 3 && term != terms; axis++) {
            factors.remove(3 * terms + axis);
            factors.insert(3 * term + axis, factors.get(3 * terms + axis));
        }
    }

    private boolean isZero(int slot) {
        return factors.get(slot) == 0;
    }

    /** After a factor of each of two terms has changed: takes out what is zero or a cube, and merges what can be merged. */
    private void clean(int slot, int other) {
        // The later term first: taking a term out moves the last one into its place.
        int later = Math.max(slot, other);
        int earlier = Math.min(slot, other);
        boolean gone = takeOut(later);
        gone |= takeOut(earlier);
        if (!gone && !merge(slot)) {
            merge(other);
        }
    }

    private boolean takeOut(int slot) {
        int term = slot / 3;
        if (cyclic && factors.get(3 * term) == factors.get(3 * term + 1) && factors.get(3 * term) == factors.get(3 * term + 2)) {
            Long cube = factors.get(slot);
            if (!cubes.remove(cube)) {
                cubes.add(cube);
            }
        } else if (!isZero(slot)) {
            return false;
        }
        removeTerm(term);
        return true;
    }

    /** u⊗v⊗w + u⊗v⊗w' = u⊗v⊗(w + w'). */
    private boolean merge(int slot) {
        int match = factors.firstMatch(slot);
        for (; match >= 0; match = factors.nextMatch(slot, match)) {
            for (int step = 1; step <= 2; step++) {
                if (factors.get(beside(slot, step)) == factors.get(beside(match, step))) {
                    int sum = beside(slot, 3 - step);
                    addTo(sum, factors.get(beside(match, 3 - step)));
                    int merged = match / 3;
                    boolean moved = sum / 3 == terms - 1 && merged != terms - 1;
                    removeTerm(merged);
                    takeOut(moved ? 3 * merged + sum % 3 : sum);
                    return true;
                }
            }
        }
        return false;
    }
}
