package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Products with the harmonics of edges in the frames in which these lie on the polar axis, O(L³) a channel (Passaro and
 * Zitnick, arXiv 2302.03655): out_e = Dᵀ A (D x), D the rotation of {@link EdgeFrames}, A[k][i] = Σ_l M[i, (l,0), k] y'_l, where
 * the orders of k and i differ in sign at most. Between the steps components are sorted by order, so that those of orders
 * ±m are a block: what couples them is a dense matrix, or one for each sign where all paths are even.
 */
final class AlignedEdges {

    /** The floats that are to stay in a first-level cache while the steps follow one another. */
    private static final int CACHED = 16384;

    private final int n1;
    private final int n3;
    private final int length;
    private final BlockTiles in;
    private final BlockTiles across;
    private final BlockTiles back;
    private final EdgeFrames frames;
    private final SparseMatrix fromY;
    private final float[] numbers;
    private final float[] turned;
    private final float[] coupled;
    private final int[] turnedAt = new int[EdgeFrames.EDGES];
    private final int[] coupledAt = new int[EdgeFrames.EDGES];
    private final int step;

    /**
     * Prepares a coupling that commutes with rotations.
     *
     * @param weighted whether edges have a weight a channel
     * @param summed whether the results of edges are added up
     */
    AlignedEdges(Coupling coupling, int length, boolean weighted, boolean summed) {
        PolarTilt.checkInvariant(coupling);
        this.n1 = coupling.size(0);
        this.n3 = coupling.size(2);
        this.length = length;
        int l1 = Degrees.lmax(n1), l3 = Degrees.lmax(n3);
        this.in = new BlockTiles(length, BlockTile.Kind.PLAIN, 0);
        for (int l = 0; l <= l1; l++) {
            int[] block = IntStream.range(l * l, (l + 1) * (l + 1)).toArray();
            in.add(block, i -> byOrder(l1, i), block, i -> i);
        }
        this.across = new BlockTiles(length, weighted ? BlockTile.Kind.WEIGHTED : BlockTile.Kind.PLAIN, in.end());
        TreeMap<Integer, TreeMap<Integer, double[]>> entries = entries(coupling);
        for (int order = 0; order <= l3; order++) {
            addOrder(order, entries, l1, l3);
        }
        this.back = new BlockTiles(length, summed ? BlockTile.Kind.SUMMED : BlockTile.Kind.PLAIN, across.end());
        for (int l = 0; l <= l3; l++) {
            int[] block = IntStream.range(l * l, (l + 1) * (l + 1)).toArray();
            back.add(block, k -> k, block, k -> byOrder(l3, k));
        }
        this.numbers = new float[back.end() + EdgeFrames.EDGES];
        this.frames = new EdgeFrames(Math.max(l1, l3), coupling.size(1), (l, row, column, backwards) -> backwards
                ? back.place(Degrees.index(l, column), Degrees.index(l, row))
                : in.place(Degrees.index(l, row), Degrees.index(l, column)), back.end());
        this.fromY = fromY(entries);
        this.step = Math.clamp(CACHED / ((n1 + n3) * length), 1, EdgeFrames.EDGES);
        this.turned = new float[step * n1 * length];
        this.coupled = new float[step * n3 * length];
        for (int e = 0; e < EdgeFrames.EDGES; e++) {
            turnedAt[e] = e % step * n1 * length;
            coupledAt[e] = e % step * n3 * length;
        }
    }

    /** The place of a component among all of degrees up to L, sorted by the size of the order, then its sign, then the degree. */
    private static int byOrder(int lmax, int component) {
        int l = Degrees.degree(component), m = Degrees.order(component), size = Math.abs(m);
        if (m == 0) {
            return l;
        }
        // Below order m lie L+1 components of order 0 and 2(L+1−m') of every order m' from 1 to m−1.
        int before = lmax + 1 + (size - 1) * (2 * lmax + 2 - size);
        return before + l - size + (m < 0 ? lmax + 1 - size : 0);
    }

    /** The entries of A that are not always zero. */
    static int couplings(Coupling coupling) {
        return entries(coupling).values().stream().mapToInt(TreeMap::size).sum();
    }

    /** M[i, (l,0), k] by k and i, for every l. */
    private static TreeMap<Integer, TreeMap<Integer, double[]>> entries(Coupling m) {
        TreeMap<Integer, TreeMap<Integer, double[]>> entries = new TreeMap<>();
        for (int t = 0; t < m.nonzeros(); t++) {
            if (Degrees.order(m.j(t)) == 0 && Math.abs(Degrees.order(m.i(t))) == Math.abs(Degrees.order(m.k(t)))) {
                entries.computeIfAbsent(m.k(t), k -> new TreeMap<>())
                        .computeIfAbsent(m.i(t), i -> new double[Degrees.lmax(m.size(1)) + 1])[Degrees.degree(m.j(t))] = m.value(t);
            }
        }
        return entries;
    }

    private void addOrder(int order, TreeMap<Integer, TreeMap<Integer, double[]>> entries, int l1, int l3) {
        int[] rows = IntStream.range(0, n3).filter(k -> Math.abs(Degrees.order(k)) == order).toArray();
        boolean mixed = IntStream.of(rows).anyMatch(k -> columns(entries, k).anyMatch(i -> Degrees.order(i) != Degrees.order(k)));
        List<IntPredicate> parts = new ArrayList<>();
        if (mixed || order == 0) {
            parts.add(k -> true);
        } else {
            parts.add(k -> Degrees.order(k) > 0);
            parts.add(k -> Degrees.order(k) < 0);
        }
        for (IntPredicate part : parts) {
            int[] some = IntStream.of(rows).filter(part).toArray();
            int[] columns = IntStream.of(some).flatMap(k -> columns(entries, k)).distinct().sorted().toArray();
            across.add(some, k -> byOrder(l3, k), columns, i -> byOrder(l1, i));
        }
    }

    private static IntStream columns(TreeMap<Integer, TreeMap<Integer, double[]>> entries, int k) {
        return entries.getOrDefault(k, new TreeMap<>()).keySet().stream().mapToInt(Integer::intValue);
    }

    private SparseMatrix fromY(TreeMap<Integer, TreeMap<Integer, double[]>> entries) {
        List<double[]> matrix = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        entries.forEach((k, row) -> row.forEach((i, values) -> {
            matrix.add(values);
            places.add(across.place(k, i));
        }));
        int degrees = matrix.isEmpty() ? 0 : matrix.getFirst().length;
        return new SparseMatrix(matrix.toArray(double[][]::new), places.stream().mapToInt(Integer::intValue).toArray(),
                PairForm.offsets(degrees, EdgeFrames.EDGES), false);
    }

    /** The edges that {@link #couple} can take at once; it must begin at a multiple of them. */
    int step() {
        return step;
    }

    /** Computes the matrices of up to {@link EdgeFrames#EDGES} edges. */
    void frames(int edges, float[] y, int yAt) {
        float[] aligned = frames.turn(edges, y, yAt, numbers);
        fromY.apply(aligned, 0, numbers, 0, EdgeFrames.EDGES, false);
    }

    /**
     * Turns the arguments of some edges and couples them.
     *
     * @param xBase where the argument of every edge lies
     * @param wBase where its weights lie
     */
    void couple(int first, int count, float[] x, int[] xBase, float[] w, int[] wBase) {
        in.apply(first, count, numbers, x, xBase, null, null, turned, 0, n1 * length);
        across.apply(first, count, numbers, turned, turnedAt, w, wBase, coupled, 0, n3 * length);
    }

    /** Turns the results of some of the edges that have just been coupled back, and writes them or adds them up. */
    void back(int first, int count, float[] out, int outAt) {
        back.apply(first, count, numbers, coupled, coupledAt, null, null, out, outAt, n3 * length);
    }
}
