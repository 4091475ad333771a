package dev.tdn4j.tdn.model;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.md.Potential;
import dev.tdn4j.tensor.graph.Pass;
import java.util.ArrayList;
import java.util.List;

/** Energies and forces of a model on an executor. Not safe for use by several threads at once. */
public final class NeuralPotential implements Potential, AutoCloseable {

    private final double cutoff;
    private final ElementTable elements;
    private final ReferenceEnergies references;
    private final Plan plan;
    private Parameters parameters;
    /** Whether the plan has them: one whose parameters stay does less. */
    private boolean parametersAreSet;

    /**
     * Prepares a model.
     *
     * @param model the model
     * @param executor what runs it
     */
    public NeuralPotential(Model model, Executor executor) {
        this(model, executor, (_, _, _) -> null);
    }

    /**
     * Prepares a model whose program is changed first.
     *
     * @param model the model
     * @param executor what runs it
     * @param first applied to the plain program of the energies, before all other passes
     */
    public NeuralPotential(Model model, Executor executor, Pass first) {
        this.cutoff = model.config().cutoff();
        this.elements = model.config().elements();
        this.references = model.references();
        this.parameters = model.parameters();
        this.plan = executor.compile(ForceProgram.of(Pass.improve(first.apply(model.network().program()))));
    }

    /**
     * Uses other values of the parameters from now on. They are read at the next evaluation; if they change after it, this
     * must be called again.
     *
     * @param values the values
     */
    public void use(Parameters values) {
        parameters = values;
        parametersAreSet = false;
    }

    @Override
    public Evaluation evaluate(Structure structure) {
        return evaluate(List.of(AtomGraph.of(structure, cutoff))).getFirst();
    }

    /**
     * Evaluates several structures at once.
     *
     * @param graphs structures with their neighbours within the model's cutoff
     * @return an energy in eV and forces in eV/Å for each
     * @throws DataException if the model does not know an element
     */
    public List<Evaluation> evaluate(List<AtomGraph> graphs) {
        Batch batch = new Batch(graphs, elements);
        batch.bindTo(plan);
        if (!parametersAreSet) {
            parameters.setIn(plan);
            parametersAreSet = true;
        }
        plan.run();
        double[] atomic = new double[batch.nodes()];
        double[] forces = new double[3 * batch.nodes()];
        plan.get(TdnNetwork.ATOMIC_ENERGIES, atomic);
        plan.get(ForceProgram.FORCES, forces);
        List<Evaluation> evaluations = new ArrayList<>();
        int first = 0;
        for (AtomGraph graph : graphs) {
            int atoms = graph.atoms();
            double[] own = new double[3 * atoms];
            System.arraycopy(forces, 3 * first, own, 0, own.length);
            // Summed in double: the total is large, and dynamics lives on its small changes.
            double energy = reference(graph.structure());
            for (int i = 0; i < atoms; i++) {
                energy += atomic[first + i];
            }
            evaluations.add(new Evaluation(energy, own));
            first += atoms;
        }
        return evaluations;
    }

    private double reference(Structure structure) {
        for (int i = 0; i < structure.size(); i++) {
            if (!references.byElement().containsKey(structure.number(i))) {
                throw new DataException(structure.source() + ": the model was not trained on "
                        + Elements.symbol(structure.number(i)) + " (atom " + (i + 1) + ")");
            }
        }
        return references.total(structure);
    }

    @Override
    public void close() {
        plan.close();
    }
}
