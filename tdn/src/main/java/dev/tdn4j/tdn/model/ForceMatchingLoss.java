package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Gradient;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
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
 * <p>Σ over structures of a weight times a function of ΔE plus Σ over atoms (or components, or structures) of a weight times
 * a function of ΔF; which functions, {@link LossForm} says. The weights are inputs, so that masks and means are the caller's.
 */
public final class ForceMatchingLoss {

    /** Input: the energies beyond the atoms' references to be learned, eV: [STRUCTURES]. */
    public static final String ENERGY_TARGETS = "energy_targets";

    /** Input: the weight of a structure's energy; for {@link EnergyLoss#SMOOTH} divided by its number of atoms: [STRUCTURES]. */
    public static final String ENERGY_WEIGHTS = "energy_weights";

    /** Input: the forces to be learned, eV/Å: [NODES][3]. */
    public static final String FORCE_TARGETS = "force_targets";

    /** Input: the weight of an atom's force, 0 for an atom left out: [NODES]. */
    public static final String FORCE_WEIGHTS = "force_weights";

    /** Input, not for {@link EnergyLoss#SMOOTH}: 1/N of each structure: [STRUCTURES]. */
    public static final String INVERSE_SIZES = "inverse_sizes";

    /** Input of {@link ForceLoss#RMSE}: the weight of a structure's root: [STRUCTURES]. */
    public static final String FORCE_ROOT_WEIGHTS = "force_root_weights";

    /** Output: the loss, one number. */
    public static final String LOSS = "loss";

    /** Keeps the slope of a root finite where all errors are zero: (1e-6 eV/Å)². */
    private static final double TINY_SQUARE = 1e-12;

    private ForceMatchingLoss() {}

    /**
     * The program of the loss and its gradient.
     *
     * @param forces a program with the outputs {@link TdnNetwork#ENERGIES} and {@link ForceProgram#FORCES}; its graph grows
     * @param parameters what to differentiate by
     * @return its outputs, {@link #LOSS}, and the gradient of each parameter under the parameter's name
     */
    public static Program of(Program forces, Collection<ParameterSpec> parameters) {
        return of(forces, parameters, LossForm.STANDARD);
    }

    /**
     * The program of a loss of another form.
     *
     * @param forces as above
     * @param parameters as above
     * @param form what is made of errors
     * @return as above
     */
    public static Program of(Program forces, Collection<ParameterSpec> parameters, LossForm form) {
        Graph graph = forces.graph();
        Value loss = graph.add(
                energyLoss(graph, forces.outputs().get(TdnNetwork.ENERGIES), form),
                forceLoss(graph, forces.outputs().get(ForceProgram.FORCES), form));
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

    private static Value energyLoss(Graph graph, Value energies, LossForm form) {
        Type perStructure = new Type(Space.STRUCTURES, 1, 1);
        Value error = graph.subtract(energies, graph.input(ENERGY_TARGETS, perStructure));
        Value weights = graph.input(ENERGY_WEIGHTS, perStructure);
        if (form.energy() != EnergyLoss.SMOOTH) {
            error = graph.multiply(error, graph.input(INVERSE_SIZES, perStructure));
        }
        Value each = switch (form.energy()) {
            case SMOOTH -> rounded(graph, graph.multiply(error, error), form.energyDelta());
            case MAE -> graph.apply(Elementary.ABS, error);
            case HUBER -> huber(graph, error, form.energyDelta());
            case MSE -> graph.multiply(error, error);
        };
        return graph.sum(graph.multiply(each, weights), Type.SCALAR);
    }

    private static Value forceLoss(Graph graph, Value forces, LossForm form) {
        Type perAtom = new Type(Space.NODES, 1, 1);
        Value error = graph.subtract(forces, graph.input(FORCE_TARGETS, perAtom.withRows(3)));
        Value weights = graph.input(FORCE_WEIGHTS, perAtom);
        Value each = switch (form.force()) {
            case SMOOTH -> rounded(graph, graph.sum(graph.multiply(error, error), perAtom), form.forceDelta());
            case MAE -> graph.sum(graph.apply(Elementary.ABS, error), perAtom);
            case HUBER -> graph.sum(huber(graph, error, form.forceDelta()), perAtom);
            case MSE, RMSE -> graph.sum(graph.multiply(error, error), perAtom);
        };
        Value weighted = graph.multiply(each, weights);
        if (form.force() != ForceLoss.RMSE) {
            return graph.sum(weighted, Type.SCALAR);
        }
        Value root = graph.apply(Elementary.SQRT, graph.affine(graph.segmentSum(Index.STRUCTURE, weighted), 1, TINY_SQUARE));
        Value rootWeights = graph.input(FORCE_ROOT_WEIGHTS, new Type(Space.STRUCTURES, 1, 1));
        return graph.sum(graph.multiply(root, rootWeights), Type.SCALAR);
    }

    /** √(s + δ²) − δ. */
    private static Value rounded(Graph graph, Value square, double rounding) {
        return graph.affine(graph.apply(Elementary.SQRT, graph.affine(square, 1, rounding * rounding)), 1, -rounding);
    }

    /** x²/2δ below δ, |x| − δ/2 above: an absolute error but near zero. */
    private static Value huber(Graph graph, Value x, double delta) {
        Value size = graph.apply(Elementary.ABS, x);
        Value above = graph.affine(graph.apply(Elementary.SIGN, graph.affine(size, 1, -delta)), 0.5, 0.5);
        Value quadratic = graph.affine(graph.multiply(x, x), 0.5 / delta, 0);
        Value linear = graph.affine(size, 1, -delta / 2);
        return graph.add(quadratic, graph.multiply(above, graph.subtract(linear, quadratic)));
    }
}
