package dev.tdn4j.tdn.model;

import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tdn.neighbours.Neighbours;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import java.util.List;

/** Several structures side by side, as one binding of a program. */
public final class Batch {

    private final List<AtomGraph> graphs;
    private final ElementTable elements;
    private final int nodes;
    private final int edges;
    private final int pairs;

    /**
     * A batch for a network that knows every element.
     *
     * @param graphs the structures, at least one
     */
    public Batch(List<AtomGraph> graphs) {
        this(graphs, ElementTable.ALL);
    }

    /**
     * A batch.
     *
     * @param graphs the structures, at least one
     * @param elements the elements that the network knows
     */
    public Batch(List<AtomGraph> graphs, ElementTable elements) {
        this.graphs = List.copyOf(graphs);
        this.elements = elements;
        this.nodes = graphs.stream().mapToInt(AtomGraph::atoms).sum();
        this.edges = graphs.stream().mapToInt(AtomGraph::edges).sum();
        this.pairs = graphs.stream().mapToInt(g -> g.neighbours().pairs()).sum();
    }

    /**
     * The structures.
     *
     * @return in the batch's order
     */
    public List<AtomGraph> graphs() {
        return graphs;
    }

    /**
     * The number of atoms.
     *
     * @return the size of space NODES
     */
    public int nodes() {
        return nodes;
    }

    /**
     * Binds a plan to this batch and sets its geometry.
     *
     * @param plan a plan of a network's program
     * @throws dev.tdn4j.tdn.data.DataException if the network does not know an element
     */
    public void bindTo(Plan plan) {
        int[] element = new int[nodes];
        int[] structure = new int[nodes];
        int[] source = new int[edges];
        int[] destination = new int[edges];
        int[] pair = new int[edges];
        int[] edgeOfPair = new int[pairs];
        double[] vectors = new double[3 * edges];
        int node = 0;
        int edge = 0;
        int firstPair = 0;
        for (int s = 0; s < graphs.size(); s++) {
            AtomGraph graph = graphs.get(s);
            Neighbours neighbours = graph.neighbours();
            for (int i = 0; i < graph.atoms(); i++) {
                element[node + i] = elements.item(graph.structure().number(i));
                structure[node + i] = s;
            }
            for (int e = 0; e < graph.edges(); e++) {
                source[edge + e] = node + neighbours.source()[e];
                destination[edge + e] = node + neighbours.destination()[e];
                pair[edge + e] = firstPair + neighbours.pair()[e];
            }
            for (int p = 0; p < neighbours.pairs(); p++) {
                edgeOfPair[firstPair + p] = edge + neighbours.edgeOfPair()[p];
            }
            System.arraycopy(graph.vectors(), 0, vectors, 3 * edge, 3 * graph.edges());
            node += graph.atoms();
            edge += graph.edges();
            firstPair += neighbours.pairs();
        }
        plan.bind(new Binding()
                .size(Space.ELEMENTS, elements.size())
                .size(Space.STRUCTURES, graphs.size())
                .size(Space.NODES, nodes)
                .size(Space.PAIRS, pairs)
                .size(Space.EDGES, edges)
                .index(Index.ELEMENT, element)
                .index(Index.STRUCTURE, structure)
                .index(Index.SOURCE, source)
                .index(Index.DESTINATION, destination)
                .index(Index.PAIR, pair)
                .index(Index.EDGE, edgeOfPair));
        plan.set(EdgeGeometry.VECTORS, vectors);
    }
}
