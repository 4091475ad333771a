package dev.tdn4j.kernels;

import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A batch as a neighbour list would make it, at random: atoms sorted by structure, edges sorted by destination, two edges
 * of opposite direction for each pair. Every third atom has no neighbours, and structures may be empty.
 */
public final class RandomBatch {

    /** The numbers of items at which kernels are compared: nothing, one, and around every lane and tile width. */
    public static final int[] AWKWARD_SIZES = {0, 1, 2, 7, 15, 16, 17, 33, 100};

    /** The elements that models of these tests know. */
    public static final int ELEMENTS = 5;

    private RandomBatch() {}

    /**
     * A batch with as many pairs as atoms.
     *
     * @param items the atoms and the pairs; there are twice as many edges
     * @param seed what the batch depends on besides
     * @return sizes and indices of every space
     */
    public static Binding ofSize(int items, long seed) {
        return of(items / 4 + 1, items, items, seed);
    }

    /**
     * A batch.
     *
     * @param structures at least 1 if there are atoms
     * @param nodes the atoms, at least 1 if there are pairs
     * @param pairs the pairs
     * @param seed what the batch depends on besides
     * @return sizes and indices of every space
     */
    public static Binding of(int structures, int nodes, int pairs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] structure = random.ints(nodes, 0, Math.max(1, structures)).sorted().toArray();
        int[] element = random.ints(nodes, 0, ELEMENTS).toArray();
        int[] source = new int[2 * pairs];
        int[] destination = new int[2 * pairs];
        for (int p = 0; p < pairs; p++) {
            source[2 * p] = connected(random, nodes);
            destination[2 * p] = connected(random, nodes);
            source[2 * p + 1] = destination[2 * p];
            destination[2 * p + 1] = source[2 * p];
        }
        int[] order = IntStream.range(0, 2 * pairs).boxed()
                .sorted(Comparator.comparingInt((Integer e) -> destination[e]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] pair = Arrays.stream(order).map(e -> e / 2).toArray();
        int[] edge = new int[pairs];
        IntStream.range(0, order.length).filter(e -> order[e] % 2 == 0).forEach(e -> edge[pair[e]] = e);
        return new Binding()
                .size(Space.ELEMENTS, ELEMENTS)
                .size(Space.STRUCTURES, structures)
                .size(Space.NODES, nodes)
                .size(Space.PAIRS, pairs)
                .size(Space.EDGES, 2 * pairs)
                .index(Index.ELEMENT, element)
                .index(Index.STRUCTURE, structure)
                .index(Index.SOURCE, Arrays.stream(order).map(e -> source[e]).toArray())
                .index(Index.DESTINATION, Arrays.stream(order).map(e -> destination[e]).toArray())
                .index(Index.PAIR, pair)
                .index(Index.EDGE, edge);
    }

    /** Any atom but the second of every three; an atom may neighbour its own image. */
    private static int connected(SplittableRandom random, int nodes) {
        int node = random.nextInt(nodes);
        return node % 3 == 1 ? node - 1 : node;
    }
}
