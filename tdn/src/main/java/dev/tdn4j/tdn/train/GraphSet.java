package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The structures of a data set with their neighbours. As many as a budget of memory allows are kept once they were asked for;
 * the rest are read and searched for neighbours each time anew, so the set may be larger than memory. What is given is the
 * same in either case.
 */
final class GraphSet extends AbstractList<AtomGraph> implements RandomAccess {

    private static final long BYTES_PER_STRUCTURE = 1000;
    /** Numbers, positions, forces, and the text of the notes. */
    private static final long BYTES_PER_ATOM = 100;
    /** Two vectors of doubles, three indices. */
    private static final long BYTES_PER_EDGE = 64;

    private final List<Structure> structures;
    private final double cutoff;
    private final AtomGraph[] kept;
    private long budget;

    /**
     * A set.
     *
     * @param structures the data set
     * @param cutoff the radius of the neighbours, Å
     * @param budget how many bytes may be kept
     */
    GraphSet(List<Structure> structures, double cutoff, long budget) {
        this.structures = structures;
        this.cutoff = cutoff;
        this.kept = new AtomGraph[structures.size()];
        this.budget = budget;
    }

    @Override
    public int size() {
        return kept.length;
    }

    @Override
    public AtomGraph get(int index) {
        AtomGraph graph = kept[index];
        if (graph == null) {
            graph = AtomGraph.of(structures.get(index), cutoff);
            long bytes = BYTES_PER_STRUCTURE + BYTES_PER_ATOM * graph.atoms() + BYTES_PER_EDGE * graph.edges();
            if (bytes <= budget) {
                budget -= bytes;
                kept[index] = graph;
            }
        }
        return graph;
    }

    /** How many structures are kept now. */
    int kept() {
        return (int) Arrays.stream(kept).filter(Objects::nonNull).count();
    }

    /** Some of the structures, in an order of their own. */
    List<AtomGraph> subset(int[] members) {
        return new Subset(members);
    }

    private final class Subset extends AbstractList<AtomGraph> implements RandomAccess {

        private final int[] members;

        Subset(int[] members) {
            this.members = members;
        }

        @Override
        public int size() {
            return members.length;
        }

        @Override
        public AtomGraph get(int index) {
            return GraphSet.this.get(members[index]);
        }
    }
}
