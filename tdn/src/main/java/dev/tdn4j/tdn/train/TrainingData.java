package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.TdnConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

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
    /** Structures are kept in this part of the JVM's memory, so that the network's arrays have room. */
    private static final int MEMORY_SHARE = 3;

    /**
     * Prepares labelled structures. Each is read and checked, so that no mistake comes up after hours of training; they are
     * kept in memory as far as it lasts, and read anew otherwise. Isolated atoms give reference energies and are not learned
     * from. Data sets that are read as they go must stay open while the result is in use.
     *
     * @param structures the training set
     * @param validation the validation set; where it is empty a twentieth of the training set, drawn by the seed, is kept
     *     apart instead, whole molecules where structures name theirs
     * @param cutoff the network's cutoff, Å
     * @param options how it is trained
     * @return the data
     * @throws DataException if a label that training needs is missing, or there is too little to learn from
     */
    public static TrainingData of(
            List<Structure> structures, List<Structure> validation, double cutoff, TrainingOptions options) {
        return of(structures, validation, cutoff, options, share -> {});
    }

    /**
     * The same, with word of how far it is.
     *
     * @param structures as above
     * @param validation as above
     * @param cutoff as above
     * @param options as above
     * @param progress told the share of the training set that is read and checked, 0..1
     * @return as above
     * @throws DataException as above
     */
    public static TrainingData of(
            List<Structure> structures,
            List<Structure> validation,
            double cutoff,
            TrainingOptions options,
            DoubleConsumer progress) {
        return of(structures, validation, cutoff, options, progress, Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
    }

    /** The same, keeping at most so many bytes of structures in memory. */
    static TrainingData of(
            List<Structure> structures,
            List<Structure> validation,
            double cutoff,
            TrainingOptions options,
            DoubleConsumer progress,
            long memory) {
        GraphSet graphs = new GraphSet(structures, cutoff, validation.isEmpty() ? memory : memory / 4 * 3);
        GraphSet apart = new GraphSet(validation, cutoff, memory / 4);
        Members members = Members.of(graphs, options, progress);
        int[] learned = members.all();
        List<AtomGraph> kept = apart.subset(Members.of(apart, options, share -> {}).all());
        if (kept.isEmpty() && learned.length > 1) {
            int count = Math.min(MOST_VALIDATION, (int) Math.ceil(VALIDATION_SHARE * learned.length));
            int[][] parts = members.split(count, options.seed());
            kept = graphs.subset(parts[0]);
            learned = parts[1];
        }
        if (learned.length == 0 || kept.isEmpty()) {
            throw new DataException("nothing is left to learn from: the training set needs at least 2 structures of more than one atom");
        }
        Optional<ReferenceEnergies> published = structures instanceof DataSet set ? set.references() : Optional.empty();
        ReferenceEnergies references = published.orElseGet(() -> ReferenceEnergies.of(structures));
        // References of our own know every element of a structure with an energy.
        if (published.isPresent() || options.energyWeight() == 0) {
            requireKnown(structures, references);
        }
        requireKnown(validation, references);
        return new TrainingData(graphs.subset(learned), kept, references);
    }

    private static void requireKnown(List<Structure> structures, ReferenceEnergies references) {
        for (Structure structure : structures) {
            for (int i = 0; i < structure.size(); i++) {
                if (!references.byElement().containsKey(structure.number(i))) {
                    throw new DataException(structure.source() + ": there is no reference energy for "
                            + Elements.symbol(structure.number(i)) + ", only for " + String.join(" ",
                            references.byElement().keySet().stream().map(Elements::symbol).toList())
                            + ": add structures of it to the training set, or leave these out");
                }
            }
        }
    }

    /**
     * A configuration fitted to the training set: the average number of neighbours, and the root mean square of the forces
     * on free atoms (or of the energies beyond the references, for each atom) as the unit of energy.
     *
     * @param config the shape
     * @return the fitted configuration
     */
    public TdnConfig fit(TdnConfig config) {
        double atoms = 0;
        double edges = 0;
        double sum = 0;
        long count = 0;
        for (AtomGraph graph : training) {
            atoms += graph.atoms();
            edges += graph.edges();
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
