package dev.tdn4j.cpdecomp;

import java.util.SplittableRandom;

/**
 * A point of the flip graph of matrix multiplication (Kauers and Moosbauer, arXiv 2212.01175) over the coefficients −1, 0, 1.
 * A flip takes two terms that share a factor to two others,
 *
 * <pre>u⊗v⊗w + u⊗v'⊗w' = u⊗(v ± v')⊗w + u⊗v'⊗(w' ∓ w);</pre>
 *
 * when a factor becomes zero, or two terms share two factors, a term is gone. A plus transition (Arai, Ichikawa and Hukushima,
 * arXiv 2312.16960) leaves a dead end by way of one term more. Every step keeps the tensor, in integers.
 *
 * <p>A cyclic graph (Moosbauer and Poole, arXiv 2502.04514) holds schemes of square matrices that the rotation X → Y → W of
 * tr(XYW) leaves as they are: fixed cubes a⊗a⊗a and orbits u⊗v⊗w + v⊗w⊗u + w⊗u⊗v. A “term” of the walk is then an orbit.
 */
final class FlipGraph {

    private final int rows;
    private final int inner;
    private final int columns;
    private final boolean cyclic;
    private final long[] cubes;
    private final EqualFactors factors;
    private final int[] sign;
    private int terms;

    private FlipGraph(int rows, int inner, int columns, boolean cyclic, long[] cubes, int capacity) {
        if (Math.max(rows * inner, Math.max(inner * columns, rows * columns)) > Long.SIZE) {
            throw new IllegalArgumentException(
                    "flip graphs hold matrices of at most 64 entries, not those of ⟨%d,%d,%d⟩".formatted(rows, inner, columns));
        }
        this.rows = rows;
        this.inner = inner;
        this.columns = columns;
        this.cyclic = cyclic;
        this.cubes = cubes;
        factors = new EqualFactors(capacity, cyclic);
        sign = new int[capacity];
    }

    /**
     * The point of a scheme.
     *
     * @param start any exact scheme of matrices of at most 64 entries
     * @param spare terms by which plus transitions may exceed its rank
     */
    static FlipGraph at(MatrixScheme start, int spare) {
        byte[][] w = start.rotated().y();
        FlipGraph graph = new FlipGraph(start.rows(), start.inner(), start.columns(), false, new long[0], start.rank() + spare);
        for (int r = 0; r < start.rank(); r++) {
            long[] masks = new long[6];
            byte[][] term = {start.x()[r], start.y()[r], w[r]};
            for (int axis = 0; axis < 3; axis++) {
                for (int i = 0; i < term[axis].length; i++) {
                    masks[2 * axis] |= term[axis][i] > 0 ? 1L << i : 0;
                    masks[2 * axis + 1] |= term[axis][i] < 0 ? 1L << i : 0;
                }
            }
            graph.add(1, masks);
        }
        return graph;
    }

    /**
     * A point of the cyclic graph of d×d matrices. The rows 0..d−1 are cut into intervals; the diagonal projector on each is
     * a cube, and orbits of unit matrices make up for what the cubes have too much or too little. The number of intervals
     * decides the rank modulo 3.
     *
     * @param parts the lengths of the intervals; d is their sum
     * @param spare orbits by which plus transitions may exceed those of the start
     */
    static FlipGraph cyclic(int[] parts, int spare) {
        int d = 0;
        int[] partOf = new int[64];
        for (int part = 0; part < parts.length; part++) {
            for (int i = 0; i < parts[part]; i++) {
                partOf[d++] = part;
            }
        }
        long[] cubes = new long[parts.length];
        for (int i = 0; i < d; i++) {
            cubes[partOf[i]] |= 1L << i * d + i;
        }
        FlipGraph graph = new FlipGraph(d, d, d, true, cubes, 2 * d * d * d / 3 + spare);
        for (int t = 0; t < d * d * d; t++) {
            int i = t / (d * d);
            int j = t / d % d;
            int k = t % d;
            boolean leastOfOrbit = t < (j * d + k) * d + i && t < (k * d + i) * d + j;
            if (leastOfOrbit) {
                graph.add(1, 1L << i * d + j, 0, 1L << j * d + k, 0, 1L << k * d + i, 0);
                if (partOf[i] == partOf[j] && partOf[j] == partOf[k]) {
                    graph.add(-1, 1L << i * d + i, 0, 1L << j * d + j, 0, 1L << k * d + k, 0);
                }
            }
        }
        return graph;
    }

    /** The number of rank-one terms. */
    int rank() {
        return cyclic ? cubes.length + 3 * terms : terms;
    }

    /**
     * Flips a random pair of terms that share a factor, and reduces if that is possible then. A flip that would leave the
     * coefficients −1, 0, 1 is not done.
     *
     * @return false if no two terms share a factor
     */
    boolean flip(SplittableRandom random) {
        if (factors.matchedCount() == 0) {
            return false;
        }
        long bits = random.nextLong();
        int first = factors.matched((int) ((bits >>> 32) * factors.matchedCount() >>> 32));
        int second = drawMatch(first, (int) (bits >>> 2) & 0xFFFF);
        int step = 1 + (int) (bits & 1);
        int v = beside(first, step);
        int w = beside(first, 3 - step);
        int v2 = beside(second, step);
        int w2 = beside(second, 3 - step);
        int s = (bits & 2) == 0 ? 1 : -1;
        int s2 = -s * sign[first / 3] * sign[second / 3];
        if (fits(v, v2, s) && fits(w2, w, s2)) {
            addTo(v, factors.plus(v2), factors.minus(v2), s);
            addTo(w2, factors.plus(w), factors.minus(w), s2);
            clean(v, w2);
        }
        return true;
    }

    /**
     * Replaces two random terms by three, a⊗b⊗c + a'⊗b'⊗c' = a⊗(b + b')⊗c + a⊗b'⊗(c' − c) + (a' − a)⊗b'⊗c'.
     *
     * @return whether it was done; not, if the coefficients would leave −1, 0, 1 or the spare terms are used up
     */
    boolean plus(SplittableRandom random) {
        int r = random.nextInt(terms);
        int q = random.nextInt(terms);
        if (r == q || terms == sign.length) {
            return false;
        }
        int a = 3 * r + random.nextInt(3);
        int a2 = cyclic ? 3 * q + random.nextInt(3) : 3 * q + a % 3;
        int step = 1 + random.nextInt(2);
        int b = beside(a, step);
        int c = beside(a, 3 - step);
        int b2 = beside(a2, step);
        int c2 = beside(a2, 3 - step);
        // The signs of the terms go into c and c': then s = sign·sign' stands where the formula has a product of both.
        int s = sign[r] * sign[q];
        if (!fits(b, b2, 1) || !fits(c2, c, -s) || !fits(a2, a, -1)) {
            return false;
        }
        long[] middle = new long[6];
        put(middle, a % 3, factors.plus(a), factors.minus(a));
        put(middle, b % 3, factors.plus(b2), factors.minus(b2));
        long cPlus = s > 0 ? factors.minus(c) : factors.plus(c);
        long cMinus = s > 0 ? factors.plus(c) : factors.minus(c);
        put(middle, c % 3, sumPlus(factors.plus(c2), factors.minus(c2), cPlus, cMinus), sumPlus(factors.minus(c2), factors.plus(c2), cMinus, cPlus));
        int middleSign = sign[q];
        long aPlus = factors.plus(a);
        long aMinus = factors.minus(a);
        addTo(b, factors.plus(b2), factors.minus(b2), 1);
        addTo(a2, aPlus, aMinus, -1);
        boolean kept = (middle[2 * (c % 3)] | middle[2 * (c % 3) + 1]) != 0;
        if (kept) {
            add(middleSign, middle);
        }
        clean(b, a2);
        return true;
    }

    /** The scheme of this point. */
    MatrixScheme scheme() {
        int rank = rank();
        byte[][][] axes = new byte[3][rank][];
        int r = 0;
        for (long cube : cubes) {
            for (int axis = 0; axis < 3; axis++) {
                axes[axis][r] = entries(cube, 0, rows * rows, 1);
            }
            r++;
        }
        for (int term = 0; term < terms; term++) {
            for (int turn = 0; turn < (cyclic ? 3 : 1); turn++, r++) {
                for (int axis = 0; axis < 3; axis++) {
                    int slot = 3 * term + (axis + turn) % 3;
                    int size = axis == 0 ? rows * inner : axis == 1 ? inner * columns : columns * rows;
                    axes[axis][r] = entries(factors.plus(slot), factors.minus(slot), size, axis == 2 ? sign[term] : 1);
                }
            }
        }
        return MatrixScheme.ofTraceForm(rows, inner, columns, axes[0], axes[1], axes[2]);
    }

    private static byte[] entries(long plus, long minus, int size, int sign) {
        byte[] entries = new byte[size];
        for (int i = 0; i < size; i++) {
            entries[i] = (byte) (sign * ((int) (plus >>> i & 1) - (int) (minus >>> i & 1)));
        }
        return entries;
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

    /** Whether the sum (s = 1) or difference (s = −1) of two factors has no entry 2 or −2. */
    private boolean fits(int slot, int other, int s) {
        long plus = s > 0 ? factors.plus(other) : factors.minus(other);
        long minus = s > 0 ? factors.minus(other) : factors.plus(other);
        return (factors.plus(slot) & plus | factors.minus(slot) & minus) == 0;
    }

    private static long sumPlus(long plus, long minus, long otherPlus, long otherMinus) {
        return plus & ~otherMinus | otherPlus & ~minus;
    }

    /** Adds s times a vector to a factor; the zero vector is put in like any other, for {@link #clean} to find. */
    private void addTo(int slot, long plus, long minus, int s) {
        long addPlus = s > 0 ? plus : minus;
        long addMinus = s > 0 ? minus : plus;
        long newPlus = sumPlus(factors.plus(slot), factors.minus(slot), addPlus, addMinus);
        long newMinus = sumPlus(factors.minus(slot), factors.plus(slot), addMinus, addPlus);
        factors.remove(slot);
        insert(slot, newPlus, newMinus);
    }

    /** Puts a vector in, its sign into that of the term. */
    private void insert(int slot, long plus, long minus) {
        if ((Long.lowestOneBit(plus | minus) & minus) != 0) {
            sign[slot / 3] = -sign[slot / 3];
            factors.insert(slot, minus, plus);
        } else {
            factors.insert(slot, plus, minus);
        }
    }

    private static void put(long[] masks, int axis, long plus, long minus) {
        masks[2 * axis] = plus;
        masks[2 * axis + 1] = minus;
    }

    private void add(int termSign, long... masks) {
        sign[terms] = termSign;
        terms++;
        for (int axis = 0; axis < 3; axis++) {
            insert(3 * (terms - 1) + axis, masks[2 * axis], masks[2 * axis + 1]);
        }
    }

    private void removeTerm(int term) {
        int last = terms - 1;
        for (int axis = 0; axis < 3; axis++) {
            factors.remove(3 * term + axis);
        }
        for (int axis = 0; axis < 3 && term != last; axis++) {
            long plus = factors.plus(3 * last + axis);
            long minus = factors.minus(3 * last + axis);
            factors.remove(3 * last + axis);
            factors.insert(3 * term + axis, plus, minus);
        }
        sign[term] = sign[last];
        terms--;
    }

    private boolean isZero(int slot) {
        return (factors.plus(slot) | factors.minus(slot)) == 0;
    }

    /** After two factors have changed: takes terms with a zero factor out and merges terms that share two factors. */
    private void clean(int slot, int other) {
        boolean zero = isZero(slot);
        boolean otherZero = isZero(other);
        if (!zero && !otherZero) {
            if (!merge(slot)) {
                merge(other);
            }
            return;
        }
        // The later term first: taking a term out moves the last one into its place.
        int later = Math.max(slot, other);
        int earlier = Math.min(slot, other);
        if (isZero(later)) {
            removeTerm(later / 3);
        }
        if (later / 3 != earlier / 3 && isZero(earlier)) {
            removeTerm(earlier / 3);
        }
    }

    /** u⊗v⊗w + u⊗v⊗w' = u⊗v⊗(w + w'), if that fits. */
    private boolean merge(int slot) {
        for (int match = factors.firstMatch(slot); match >= 0; match = factors.nextMatch(slot, match)) {
            for (int step = 1; step <= 2; step++) {
                int w = beside(slot, 3 - step);
                int w2 = beside(match, 3 - step);
                int s = sign[slot / 3] * sign[match / 3];
                if (factors.equal(beside(slot, step), beside(match, step)) && fits(w, w2, s)) {
                    addTo(w, factors.plus(w2), factors.minus(w2), s);
                    removeMerged(w, match / 3);
                    return true;
                }
            }
        }
        return false;
    }

    private void removeMerged(int sum, int merged) {
        int term = sum / 3;
        if (isZero(sum)) {
            removeTerm(Math.max(term, merged));
            removeTerm(Math.min(term, merged));
        } else {
            removeTerm(merged);
        }
    }
}
