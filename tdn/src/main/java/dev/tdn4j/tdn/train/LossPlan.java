package dev.tdn4j.tdn.train;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Batch;
import dev.tdn4j.tdn.model.ElementTable;
import dev.tdn4j.tdn.model.ForceMatchingLoss;
import dev.tdn4j.tdn.model.ForceProgram;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tensor.graph.Pass;
import java.util.List;

/** The loss of batches of labelled structures and its gradient, compiled once. */
final class LossPlan implements AutoCloseable {

    private final Plan plan;
    private final ElementTable elements;
    private final ReferenceEnergies references;
    private final TrainingOptions options;
    private final double[] loss = new double[1];

    LossPlan(TdnNetwork network, ReferenceEnergies references, TrainingOptions options, Executor executor) {
        this.elements = network.config().elements();
        this.references = references;
        this.options = options;
        this.plan = executor.compile(ForceMatchingLoss.of(
                Pass.improve(ForceProgram.of(Pass.improve(network.program()))), network.parameters().values()));
    }

    /** Puts the gradient of the batch's loss by every parameter into {@code gradient} and returns the loss. */
    double gradient(List<AtomGraph> graphs, Parameters parameters, Parameters gradient) {
        Batch batch = new Batch(graphs, elements);
        batch.bindTo(plan);
        parameters.setIn(plan);
        setTargets(batch);
        plan.run();
        gradient.getFrom(plan);
        plan.get(ForceMatchingLoss.LOSS, loss);
        return loss[0];
    }

    private void setTargets(Batch batch) {
        int structures = batch.graphs().size();
        double[] energies = new double[structures];
        double[] energyWeights = new double[structures];
        double[] forces = new double[3 * batch.nodes()];
        double[] forceWeights = new double[batch.nodes()];
        int node = 0;
        double learned = 0;
        for (int s = 0; s < structures; s++) {
            Structure structure = batch.graphs().get(s).structure();
            if (structure.energy().isPresent()) {
                energies[s] = structure.energy().getAsDouble() - references.total(structure);
                energyWeights[s] = options.energyWeight() / (structures * structure.size());
            }
            if (structure.forces().isPresent()) {
                double[] own = structure.forces().get();
                System.arraycopy(own, 0, forces, 3 * node, own.length);
                for (int i = 0; i < structure.size(); i++) {
                    if (options.trainOnFixed() || !structure.isFixed(i)) {
                        forceWeights[node + i] = options.forceWeight();
                        learned++;
                    }
                }
            }
            node += structure.size();
        }
        for (int i = 0; i < forceWeights.length && learned > 0; i++) {
            forceWeights[i] /= learned;
        }
        plan.set(ForceMatchingLoss.ENERGY_TARGETS, energies);
        plan.set(ForceMatchingLoss.ENERGY_WEIGHTS, energyWeights);
        plan.set(ForceMatchingLoss.FORCE_TARGETS, forces);
        plan.set(ForceMatchingLoss.FORCE_WEIGHTS, forceWeights);
    }

    @Override
    public void close() {
        plan.close();
    }
}
