package dev.tdn4j.tdn.model;

import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A batch of random molecules with every edge inside the cutoff, for tests of networks. */
final class TestBatch {

    static final int ELEMENTS = 3;

    final int structures;
    final int nodes;
    final double[] positions;
    final int[] element;
    final int[] structure;
    final int[] source;
    final int[] destination;
    final int[] pair;
    final int[] edge;

    TestBatch(int structures, int atoms, double cutoff, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.structures = structures;
        this.nodes = structures * atoms;
        this.positions = random.doubles(3L * nodes, 0, 2.2).toArray();
        this.element = random.ints(nodes, 0, ELEMENTS).toArray();
        this.structure = new int[nodes];
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            structure[i] = i / atoms;
            for (int j = 0; j < nodes; j++) {
                if (i != j && j / atoms == i / atoms && distance(i, j) < cutoff) {
                    edges.add(new int[] {j, i});
                }
            }
        }
        source = edges.stream().mapToInt(e -> e[0]).toArray();
        destination = edges.stream().mapToInt(e -> e[1]).toArray();
        pair = new int[source.length];
        List<Integer> first = new ArrayList<>();
        Map<List<Integer>, Integer> known = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (int e = 0; e < source.length; e++) {
            List<Integer> key = List.of(Math.min(source[e], destination[e]), Math.max(source[e], destination[e]));
            Integer p = known.get(key);
            if (p == null) {
                p = first.size();
                known.put(key, p);
                first.add(e);
            }
            pair[e] = p;
        }
        edge = first.stream().mapToInt(Integer::intValue).toArray();
    }

    private double distance(int i, int j) {
        double square = 0;
        for (int a = 0; a < 3; a++) {
            double d = positions[3 * i + a] - positions[3 * j + a];
            square += d * d;
        }
        return Math.sqrt(square);
    }

    double[] vectors() {
        double[] vectors = new double[3 * source.length];
        for (int e = 0; e < source.length; e++) {
            for (int a = 0; a < 3; a++) {
                vectors[3 * e + a] = positions[3 * source[e] + a] - positions[3 * destination[e] + a];
            }
        }
        return vectors;
    }

    void bindTo(Plan plan) {
        plan.bind(new Binding()
                .size(Space.ELEMENTS, ELEMENTS)
                .size(Space.STRUCTURES, structures)
                .size(Space.NODES, nodes)
                .size(Space.PAIRS, edge.length)
                .size(Space.EDGES, source.length)
                .index(Index.ELEMENT, element)
                .index(Index.STRUCTURE, structure)
                .index(Index.SOURCE, source)
                .index(Index.DESTINATION, destination)
                .index(Index.PAIR, pair)
                .index(Index.EDGE, edge));
        plan.set(EdgeGeometry.VECTORS, vectors());
    }
}
