package dev.tdn4j.tdn.model;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.neighbours.NeighbourList;
import dev.tdn4j.tdn.neighbours.Neighbours;

/**
 * A structure with its neighbours within a cutoff: what a network sees.
 *
 * @param structure the structure
 * @param neighbours its edges
 * @param vectors position(source) + offset − position(destination) of every edge, Å
 */
public record AtomGraph(Structure structure, Neighbours neighbours, double[] vectors) {

    /**
     * Finds the neighbours.
     *
     * @param structure the structure
     * @param cutoff the radius, Å
     * @return the graph
     * @throws DataException if two atoms are at one place
     */
    public static AtomGraph of(Structure structure, double cutoff) {
        Neighbours neighbours = NeighbourList.of(structure, cutoff);
        double[] positions = structure.positions();
        double[] vectors = new double[3 * neighbours.edges()];
        for (int e = 0; e < neighbours.edges(); e++) {
            for (int a = 0; a < 3; a++) {
                vectors[3 * e + a] = positions[3 * neighbours.source()[e] + a]
                        + neighbours.offset()[3 * e + a]
                        - positions[3 * neighbours.destination()[e] + a];
            }
        }
        return new AtomGraph(structure, neighbours, vectors);
    }

    /**
     * The number of atoms.
     *
     * @return at least 1
     */
    public int atoms() {
        return structure.size();
    }

    /**
     * The number of directed edges.
     *
     * @return at least 0, even
     */
    public int edges() {
        return neighbours.edges();
    }
}
