package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Which structures of a data set are learned from, found by looking at each of them once: 12 bytes of memory a structure.
 * Isolated atoms, which give reference energies and nothing to learn, are left out.
 */
final class Members {

    /** The notes that name a molecule or system: PubChemQCR's, those of relaxations, the Open Catalyst Project's. */
    private static final List<String> MOLECULE = List.of("molecule", "mol_id", "sid");

    private int[] indices = new int[64];
    private long[] molecules = new long[64];
    private int size;
    private boolean named;

    private Members() {}

    /**
     * Finds the members.
     *
     * @param progress told the share that is looked at
     * @throws DataException if a structure is wrong, or lacks a label that training needs
     */
    static Members of(List<AtomGraph> graphs, TrainingOptions options, DoubleConsumer progress) {
        Members members = new Members();
        int index = 0;
        for (AtomGraph graph : graphs) {
            Structure structure = graph.structure();
            if (structure.size() > 1 || structure.isPeriodic()) {
                requireLabels(structure, options);
                members.add(index, structure);
            }
            progress.accept((double) ++index / graphs.size());
        }
        return members;
    }

    private static void requireLabels(Structure structure, TrainingOptions options) {
        if (structure.forces().isEmpty() && options.forceWeight() > 0) {
            throw new DataException(structure.source()
                    + ": the frame has no forces, which training needs: add a forces column, or train with --force-weight 0");
        }
        if (structure.energy().isEmpty() && options.energyWeight() > 0) {
            throw new DataException(structure.source()
                    + ": the frame has no energy, which training needs: add energy=… , or train with --energy-weight 0");
        }
    }

    private void add(int index, Structure structure) {
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, 2 * size);
            molecules = Arrays.copyOf(molecules, 2 * size);
        }
        String name = MOLECULE.stream()
                .filter(structure.info()::containsKey)
                .map(key -> key + structure.info().get(key))
                .findFirst()
                .orElse(null);
        named |= name != null;
        indices[size] = index;
        molecules[size++] = name == null ? index : hash(name);
    }

    /** 64 bits, so that among millions of names no two are likely to share one. */
    private static long hash(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = new SplittableRandom(hash ^ name.charAt(i)).nextLong();
        }
        return hash;
    }

    int size() {
        return size;
    }

    /** All members. */
    int[] all() {
        return Arrays.copyOf(indices, size);
    }

    /**
     * Keeps some members apart, drawn by a seed: whole molecules where structures name theirs, since frames of one
     * trajectory resemble each other and a model is not tested by what it has nearly seen. Single structures where none is
     * named, or the molecules are so few that more than half of all would be kept apart.
     *
     * @param count how many to keep apart, or a few more
     * @return the members kept apart, and the rest
     */
    int[][] split(int count, long seed) {
        if (named) {
            long[] keys = Arrays.stream(molecules, 0, size).map(m -> new SplittableRandom(m ^ seed).nextLong()).toArray();
            long[] sorted = keys.clone();
            Arrays.sort(sorted);
            long limit = sorted[count - 1];
            int[][] parts = {select(keys, limit, true), select(keys, limit, false)};
            if (parts[0].length <= parts[1].length) {
                return parts;
            }
        }
        int[] order = Order.shuffled(size, new Random(seed));
        int[] shuffled = Arrays.stream(order).map(i -> indices[i]).toArray();
        return new int[][] {Arrays.copyOf(shuffled, count), Arrays.copyOfRange(shuffled, count, size)};
    }

    private int[] select(long[] keys, long limit, boolean below) {
        return IntStream.range(0, size)
                .filter(i -> keys[i] <= limit == below)
                .map(i -> indices[i])
                .toArray();
    }
}
