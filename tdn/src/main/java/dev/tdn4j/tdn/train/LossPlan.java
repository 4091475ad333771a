package dev.tdn4j.tdn.train;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Batch;
import dev.tdn4j.tdn.model.ElementTable;
import dev.tdn4j.tdn.model.EnergyLoss;
import dev.tdn4j.tdn.model.ForceLoss;
import dev.tdn4j.tdn.model.ForceMatchingLoss;
import dev.tdn4j.tdn.model.ForceProgram;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tensor.graph.Pass;
import java.util.Arrays;
import java.util.List;

/** The loss of batches of labelled structures and its gradient, compiled once. */
final class LossPlan implements AutoCloseable {

    private final Plan plan;
    private final ElementTable elements;
    private final ReferenceEnergies references;
    private final TrainingOptions options;
    private final DropoutMasks masks;
    private final double[] loss = new double[1];

    LossPlan(TdnNetwork network, ReferenceEnergies references, TrainingOptions options, Executor executor) {
        this.elements = network.config().elements();
        this.references = references;
        this.options = options;
        this.masks = new DropoutMasks(network.masks(), options.dropout(), options.seed());
        this.plan = executor.compile(ForceMatchingLoss.of(
                Pass.improve(ForceProgram.of(Pass.improve(network.program()))),
                network.parameters().values(),
                options.lossForm()));
    }

    /**
     * Puts the gradient of the batch's loss by every parameter into {@code gradient} and returns the loss.
     *
     * @param step the number of steps done, which dropout is drawn by
     */
    double gradient(List<AtomGraph> graphs, Parameters parameters, Parameters gradient, long step) {
        Batch batch = new Batch(graphs, elements);
        batch.bindTo(plan);
        parameters.setIn(plan);
        masks.setIn(plan, graphs.stream().mapToInt(AtomGraph::edges).sum(), step);
        setEnergies(graphs);
        setForces(batch);
        plan.run();
        gradient.getFrom(plan);
        plan.get(ForceMatchingLoss.LOSS, loss);
        return loss[0];
    }

    private void setEnergies(List<AtomGraph> graphs) {
        int structures = graphs.size();
        boolean perAtom = options.energyLoss() != EnergyLoss.SMOOTH;
        double[] energies = new double[structures];
        double[] weights = new double[structures];
        double[] inverseSizes = new double[structures];
        for (int s = 0; s < structures; s++) {
            Structure structure = graphs.get(s).structure();
            inverseSizes[s] = 1.0 / structure.size();
            if (structure.energy().isPresent()) {
                energies[s] = structure.energy().getAsDouble() - references.total(structure);
                weights[s] = options.energyWeight() / (perAtom ? structures : structures * structure.size());
            }
        }
        plan.set(ForceMatchingLoss.ENERGY_TARGETS, energies);
        plan.set(ForceMatchingLoss.ENERGY_WEIGHTS, weights);
        plan.set(ForceMatchingLoss.INVERSE_SIZES, inverseSizes);
    }

    private void setForces(Batch batch) {
        List<AtomGraph> graphs = batch.graphs();
        double[] forces = new double[3 * batch.nodes()];
        int[] learned = new int[graphs.size()];
        int node = 0;
        for (int s = 0; s < learned.length; s++) {
            Structure structure = graphs.get(s).structure();
            if (structure.forces().isPresent()) {
                double[] own = structure.forces().get();
                System.arraycopy(own, 0, forces, 3 * node, own.length);
                for (int i = 0; i < structure.size(); i++) {
                    learned[s] += isLearned(structure, i) ? 1 : 0;
                }
            }
            node += structure.size();
        }
        plan.set(ForceMatchingLoss.FORCE_TARGETS, forces);
        plan.set(ForceMatchingLoss.FORCE_WEIGHTS, atomWeights(batch, learned));
        if (options.forceLoss() == ForceLoss.RMSE) {
            long labelled = Arrays.stream(learned).filter(n -> n > 0).count();
            plan.set(ForceMatchingLoss.FORCE_ROOT_WEIGHTS, Arrays.stream(learned)
                    .mapToDouble(n -> n > 0 ? options.forceWeight() / labelled : 0)
                    .toArray());
        }
    }

    private boolean isLearned(Structure structure, int atom) {
        return options.trainOnFixed() || !structure.isFixed(atom);
    }

    /** Shares of the mean over all atoms or components; of the mean over a structure's atoms under a root. */
    private double[] atomWeights(Batch batch, int[] learned) {
        double[] weights = new double[batch.nodes()];
        double all = Arrays.stream(learned).sum();
        int node = 0;
        for (int s = 0; s < learned.length; s++) {
            Structure structure = batch.graphs().get(s).structure();
            double weight = switch (options.forceLoss()) {
                case SMOOTH -> options.forceWeight() / all;
                case MAE, HUBER, MSE -> options.forceWeight() / (3 * all);
                case RMSE -> 1.0 / learned[s];
            };
            for (int i = 0; i < structure.size(); i++) {
                weights[node + i] = learned[s] > 0 && isLearned(structure, i) ? weight : 0;
            }
            node += structure.size();
        }
        return weights;
    }

    @Override
    public void close() {
        plan.close();
    }
}
