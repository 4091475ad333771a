package dev.tdn4j.tensor.graph;

/** A map from the items of one space to those of another, bound to an array of integers when a plan is run. */
public enum Index {
    /** The element of an atom. */
    ELEMENT(Space.NODES, Space.ELEMENTS, false),
    /** The structure of an atom. */
    STRUCTURE(Space.NODES, Space.STRUCTURES, true),
    /** The neighbour at which an edge starts. */
    SOURCE(Space.EDGES, Space.NODES, false),
    /** The centre at which an edge ends. */
    DESTINATION(Space.EDGES, Space.NODES, true),
    /** The undirected pair of an edge. */
    PAIR(Space.EDGES, Space.PAIRS, false),
    /** The one of its two edges that stands for a pair. */
    EDGE(Space.PAIRS, Space.EDGES, false);

    private final Space from;
    private final Space to;
    private final boolean sorted;

    Index(Space from, Space to, boolean sorted) {
        this.from = from;
        this.to = to;
        this.sorted = sorted;
    }

    /**
     * The space whose items carry the index.
     *
     * @return the many
     */
    public Space from() {
        return from;
    }

    /**
     * The space whose items are pointed at.
     *
     * @return the few
     */
    public Space to() {
        return to;
    }

    /**
     * Whether the index never decreases, so that the items of one target lie side by side.
     *
     * @return true for DESTINATION and STRUCTURE
     */
    public boolean sorted() {
        return sorted;
    }
}
