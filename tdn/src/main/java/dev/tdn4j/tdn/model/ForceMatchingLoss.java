package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Gradient;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loss of training on energies and forces, and its gradient by every parameter: differentiation applied a second time.
 *
 * <p>Σ over structures of w·|ΔE|/N plus Σ over atoms of w·‖ΔF‖, both rounded off near zero so that they are smooth; the
 * weights are inputs, so that masks and means are the caller's.
 */
public final class ForceMatchingLoss {

    /** Input: the energies beyond the atoms' references to be learned, eV: [STRUCTURES]. */
    public static final String ENERGY_TARGETS = "energy_targets";

    /** Input: the weight of a structure's energy, divided by its number of atoms: [STRUCTURES]. */
    public static final String ENERGY_WEIGHTS = "energy_weights";

    /** Input: the forces to be learned, eV/Å: [NODES][3]. */
    public static final String FORCE_TARGETS = "force_targets";

    /** Input: the weight of an atom's force, 0 for an atom left out: [NODES]. */
    public static final String FORCE_WEIGHTS = "force_weights";

    /** Output: the loss, one number. */
    public static final String LOSS = "loss";

    /** The error of a structure's energy, eV, below which the loss is quadratic. */
    private static final double ENERGY_ROUNDING = 1e-3;

    /** The error of an atom's force, eV/Å, below which the loss is quadratic: most errors are, so outliers weigh more. */
    private static final double FORCE_ROUNDING = 0.1;

    private ForceMatchingLoss() {}

    /**
     * The program of the loss and its gradient.
     *
     * @param forces a program with the outputs {@link TdnNetwork#ENERGIES} and {@link ForceProgram#FORCES}; its graph grows
     * @param parameters what to differentiate by
     * @return its outputs, {@link #LOSS}, and the gradient of each parameter under the parameter's name
     */
    public static Program of(Program forces, Collection<ParameterSpec> parameters) {
        Graph graph = forces.graph();
        Value loss = graph.add(
                energyLoss(graph, forces.outputs().get(TdnNetwork.ENERGIES)),
                forceLoss(graph, forces.outputs().get(ForceProgram.FORCES)));
        List<Value> variables = parameters.stream()
                .map(spec -> graph.parameter(spec.name(), spec.type()))
                .toList();
        List<Value> gradients = Gradient.of(graph, loss, variables);
        Map<String, Value> outputs = new LinkedHashMap<>(forces.outputs());
        outputs.put(LOSS, loss);
        int position = 0;
        for (ParameterSpec spec : parameters) {
            outputs.put(spec.name(), gradients.get(position++));
        }
        return Program.of(graph, outputs);
    }

    private static Value energyLoss(Graph graph, Value energies) {
        Type perStructure = new Type(Space.STRUCTURES, 1, 1);
        Value error = graph.subtract(energies, graph.input(ENERGY_TARGETS, perStructure));
        Value weights = graph.input(ENERGY_WEIGHTS, perStructure);
        return graph.sum(graph.multiply(rounded(graph, graph.multiply(error, error), ENERGY_ROUNDING), weights), Type.SCALAR);
    }

    private static Value forceLoss(Graph graph, Value forces) {
        Type perAtom = new Type(Space.NODES, 1, 1);
        Value error = graph.subtract(forces, graph.input(FORCE_TARGETS, perAtom.withRows(3)));
        Value square = graph.sum(graph.multiply(error, error), perAtom);
        return graph.sum(graph.multiply(rounded(graph, square, FORCE_ROUNDING), graph.input(FORCE_WEIGHTS, perAtom)), Type.SCALAR);
    }

    /** √(s + δ²) − δ. */
    private static Value rounded(Graph graph, Value square, double rounding) {
        return graph.affine(graph.apply(Elementary.SQRT, graph.affine(square, 1, rounding * rounding)), 1, -rounding);
    }
}
