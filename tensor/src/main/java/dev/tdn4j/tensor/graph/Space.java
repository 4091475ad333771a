package dev.tdn4j.tensor.graph;

/** What the items of a value are: the symbolic sizes of a task graph, bound when a plan is run. */
public enum Space {
    /** A single item: parameters, constants, sums over everything. */
    ONE,
    /** The chemical elements that a model knows. */
    ELEMENTS,
    /** The structures (molecules or cells) of a batch. */
    STRUCTURES,
    /** The atoms of a batch, sorted by structure. */
    NODES,
    /** The undirected neighbour pairs of a batch. */
    PAIRS,
    /** The directed edges of a batch, sorted by destination: two for each pair. */
    EDGES
}
