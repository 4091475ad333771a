package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.NeuralPotential;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/** The evaluated structures of a data set, read and computed a few at a time, so that the set may be larger than memory. */
final class StructureStream implements Iterator<StructureStream.Evaluated> {

    private static final int BATCH = 16;

    /**
     * A structure and what the potential says of it.
     *
     * @param structure as it stands in the file
     * @param evaluation its energy and forces
     */
    record Evaluated(Structure structure, Evaluation evaluation) {}

    private final Iterator<Structure> structures;
    private final double cutoff;
    private final NeuralPotential potential;
    private final Queue<Evaluated> ready = new ArrayDeque<>();
    private double seconds;

    StructureStream(Iterable<Structure> structures, double cutoff, NeuralPotential potential) {
        this.structures = structures.iterator();
        this.cutoff = cutoff;
        this.potential = potential;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || structures.hasNext();
    }

    @Override
    public Evaluated next() {
        if (ready.isEmpty()) {
            List<AtomGraph> batch = new ArrayList<>();
            while (structures.hasNext() && batch.size() < BATCH) {
                batch.add(AtomGraph.of(structures.next(), cutoff));
            }
            long start = System.nanoTime();
            List<Evaluation> evaluations = potential.evaluate(batch);
            seconds += (System.nanoTime() - start) * 1e-9;
            for (int s = 0; s < batch.size(); s++) {
                ready.add(new Evaluated(batch.get(s).structure(), evaluations.get(s)));
            }
        }
        return ready.remove();
    }

    /** The time spent on energies and forces so far. */
    double seconds() {
        return seconds;
    }
}
