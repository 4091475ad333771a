package dev.tdn4j.tdn.neighbours;

/**
 * The directed edges between atoms nearer to each other than a cutoff, images of the cell included. The vector of edge e
 * is position(source) + offset − position(destination); the destination is the centre. Edges are sorted by destination,
 * source, then shift in the order of the lattice vectors. The two edges of a pair are opposite: one is source→destination
 * with a shift, the other destination→source with its negative. The arrays are not copied: leave them unchanged.
 *
 * @param atoms the number of atoms
 * @param source an atom for each edge
 * @param destination an atom for each edge, ascending
 * @param shift for each edge the three lattice vectors' multiples that the source is moved by
 * @param offset for each edge the same as a Cartesian vector, Å
 * @param pair for each edge its pair; pairs are numbered in the order of their first edges
 * @param edgeOfPair for each pair the first of its two edges, the one with destination &lt; source (or, of an atom and its
 *     own image, with the shift that sorts first)
 * @param reverse for each edge the other edge of its pair
 * @param distanceChecks how many distances were computed to find the pairs
 */
public record Neighbours(
        int atoms,
        int[] source,
        int[] destination,
        int[] shift,
        double[] offset,
        int[] pair,
        int[] edgeOfPair,
        int[] reverse,
        long distanceChecks) {

    /**
     * The number of directed edges.
     *
     * @return twice the number of pairs
     */
    public int edges() {
        return source.length;
    }

    /**
     * The number of undirected pairs.
     *
     * @return at least 0
     */
    public int pairs() {
        return edgeOfPair.length;
    }
}
