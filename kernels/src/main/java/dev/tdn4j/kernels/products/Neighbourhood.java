package dev.tdn4j.kernels.products;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Who sums over whom: the edges of every node, one node after another.
 *
 * @param start where the edges of a node begin, nodes + 1 numbers that do not fall, from 0 to the number of edges
 * @param neighbour the node at the other end of every edge
 * @param edge the index of every edge among the samples y and weights
 */
public record Neighbourhood(int[] start, int[] neighbour, int[] edge) {

    /**
     * Checks the numbers; the arrays are not copied and must not be changed.
     *
     * @throws IllegalArgumentException if lengths do not fit or an index is out of range
     */
    public Neighbourhood {
        Objects.requireNonNull(edge);
        int nodes = start.length - 1, edges = neighbour.length;
        if (nodes < 0 || edge.length != edges || start[0] != 0 || start[nodes] != edges) {
            throw new IllegalArgumentException("the starts of %d nodes must run from 0 to the number of edges %d, and every edge have an index"
                    .formatted(nodes, edges));
        }
        for (int n = 0; n < nodes; n++) {
            if (start[n] > start[n + 1]) {
                throw new IllegalArgumentException("the edges of node " + n + " end before they begin");
            }
        }
        for (int e = 0; e < edges; e++) {
            if (neighbour[e] < 0 || neighbour[e] >= nodes || edge[e] < 0 || edge[e] >= edges) {
                throw new IllegalArgumentException("edge %d leads to node %d of %d and has index %d of %d"
                        .formatted(e, neighbour[e], nodes, edge[e], edges));
            }
        }
    }

    /**
     * Edges sorted by destination.
     *
     * @param start where the edges of a destination begin
     * @param source the source of every edge
     * @return the neighbourhood whose edges are numbered as they come
     */
    public static Neighbourhood byDestination(int[] start, int[] source) {
        return new Neighbourhood(start, source, IntStream.range(0, source.length).toArray());
    }

    /**
     * The number of nodes.
     *
     * @return at least 0
     */
    public int nodes() {
        return start.length - 1;
    }

    /**
     * The number of edges.
     *
     * @return at least 0
     */
    public int edges() {
        return neighbour.length;
    }

    /**
     * The same edges from their other ends: what the adjoint in the features sums over.
     *
     * @return the reversed neighbourhood, with the same indices of edges
     */
    public Neighbourhood reversed() {
        int[] first = new int[start.length];
        for (int n : neighbour) {
            first[n + 1]++;
        }
        for (int n = 0; n < nodes(); n++) {
            first[n + 1] += first[n];
        }
        int[] next = first.clone(), other = new int[edges()], index = new int[edges()];
        for (int n = 0; n < nodes(); n++) {
            for (int e = start[n]; e < start[n + 1]; e++) {
                int at = next[neighbour[e]]++;
                other[at] = n;
                index[at] = edge[e];
            }
        }
        return new Neighbourhood(first, other, index);
    }
}
