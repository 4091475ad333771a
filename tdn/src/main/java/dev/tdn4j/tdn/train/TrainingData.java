package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.TdnConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Labelled structures with their neighbours, and what a network takes from them before it learns.
 *
 * @param training what is learned from
 * @param validation what the best parameters are chosen by
 * @param references the energies of the elements
 */
public record TrainingData(List<AtomGraph> training, List<AtomGraph> validation, ReferenceEnergies references) {

    private static final double VALIDATION_SHARE = 0.05;
    private static final int MOST_VALIDATION = 1000;

    /**
     * Prepares labelled structures. Isolated atoms give reference energies and are not learned from.
     *
     * @param structures the training set
     * @param validation the validation set; where it is empty a twentieth of the training set, drawn by the seed, is kept
     *     apart instead
     * @param cutoff the network's cutoff, Å
     * @param options how it is trained
     * @return the data
     * @throws DataException if a label that training needs is missing, or there is too little to learn from
     */
    public static TrainingData of(
            List<Structure> structures, List<Structure> validation, double cutoff, TrainingOptions options) {
        ReferenceEnergies references = ReferenceEnergies.of(structures);
        List<AtomGraph> graphs = graphs(structures, cutoff, options);
        List<AtomGraph> kept = graphs(validation, cutoff, options);
        if (kept.isEmpty()) {
            Collections.shuffle(graphs, new Random(options.seed()));
            int count = Math.min(MOST_VALIDATION, (int) Math.ceil(VALIDATION_SHARE * graphs.size()));
            kept = new ArrayList<>(graphs.subList(0, count));
            graphs = new ArrayList<>(graphs.subList(count, graphs.size()));
        }
        if (graphs.isEmpty()) {
            throw new DataException("nothing is left to learn from: the training set needs at least 2 structures of more than one atom");
        }
        kept.forEach(graph -> references.total(graph.structure()));
        return new TrainingData(graphs, kept, references);
    }

    private static List<AtomGraph> graphs(List<Structure> structures, double cutoff, TrainingOptions options) {
        List<AtomGraph> graphs = new ArrayList<>();
        for (Structure structure : structures) {
            if (structure.size() == 1 && !structure.isPeriodic()) {
                continue;
            }
            if (structure.forces().isEmpty() && options.forceWeight() > 0) {
                throw new DataException(structure.source()
                        + ": the frame has no forces, which training needs: add a forces column, or train with --force-weight 0");
            }
            if (structure.energy().isEmpty() && options.energyWeight() > 0) {
                throw new DataException(structure.source()
                        + ": the frame has no energy, which training needs: add energy=… , or train with --energy-weight 0");
            }
            graphs.add(AtomGraph.of(structure, cutoff));
        }
        return graphs;
    }

    /**
     * A configuration fitted to the training set: the average number of neighbours, and the root mean square of the forces
     * on free atoms (or of the energies beyond the references, for each atom) as the unit of energy.
     *
     * @param config the shape
     * @return the fitted configuration
     */
    public TdnConfig fit(TdnConfig config) {
        double atoms = training.stream().mapToInt(AtomGraph::atoms).sum();
        double edges = training.stream().mapToInt(AtomGraph::edges).sum();
        double sum = 0;
        long count = 0;
        for (AtomGraph graph : training) {
            if (graph.structure().forces().isPresent()) {
                double[] forces = graph.structure().forces().get();
                for (int i = 0; i < forces.length; i++) {
                    if (!graph.structure().isFixed(i / 3)) {
                        sum += forces[i] * forces[i];
                        count++;
                    }
                }
            } else if (graph.structure().energy().isPresent()) {
                double rest = graph.structure().energy().getAsDouble() - references.total(graph.structure());
                sum += rest * rest / graph.atoms();
                count++;
            }
        }
        double scale = count > 0 && sum > 0 ? Math.sqrt(sum / count) : 1;
        return config.fittedTo(Math.max(1, edges / atoms), scale);
    }
}
