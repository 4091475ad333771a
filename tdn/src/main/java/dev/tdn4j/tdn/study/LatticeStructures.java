package dev.tdn4j.tdn.study;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Structures to time networks on: carbon atoms on a jittered cubic lattice, whose spacing gives them the neighbours wanted. */
public final class LatticeStructures {

    /** The atomic number of every atom. */
    public static final int CARBON = 6;

    private static final double JITTER = 0.15;
    private static final double NARROWEST = 0.5;
    private static final int HALVINGS = 40;

    private LatticeStructures() {}

    /**
     * Structures, each with a jitter of its own.
     *
     * @param count how many
     * @param atoms the atoms of each
     * @param degree the neighbours of an average atom of the first
     * @param cutoff the radius within which atoms are neighbours, Å
     * @return their graphs
     */
    public static List<AtomGraph> of(int count, int atoms, double degree, double cutoff) {
        double narrow = NARROWEST;
        double wide = cutoff;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double spacing = (narrow + wide) / 2;
            if (AtomGraph.of(lattice(atoms, spacing, 0), cutoff).edges() > degree * atoms) {
                narrow = spacing;
            } else {
                wide = spacing;
            }
        }
        List<AtomGraph> graphs = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            graphs.add(AtomGraph.of(lattice(atoms, wide, s), cutoff));
        }
        return graphs;
    }

    private static Structure lattice(int atoms, double spacing, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int side = (int) Math.ceil(Math.cbrt(atoms));
        int[] numbers = new int[atoms];
        double[] positions = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            numbers[i] = CARBON;
            int[] cell = {i % side, i / side % side, i / side / side};
            for (int a = 0; a < 3; a++) {
                positions[3 * i + a] = spacing * (cell[a] + random.nextDouble(-JITTER, JITTER));
            }
        }
        return Structure.of(numbers, positions);
    }
}
