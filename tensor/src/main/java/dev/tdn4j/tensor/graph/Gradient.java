package dev.tdn4j.tensor.graph;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reverse-mode differentiation as a transformation of the graph: the result is more graph, which can be differentiated
 * again. Forces are one application, the gradient of a loss that contains forces is two.
 */
public final class Gradient {

    private final Graph graph;
    private final Map<Value, Value> adjoints = new HashMap<>();

    private Gradient(Graph graph) {
        this.graph = graph;
    }

    /**
     * The gradient of the sum of all entries of a value.
     *
     * @param graph the graph of all values; it grows
     * @param result the value to differentiate
     * @param variables what to differentiate by
     * @return ∂(Σ result)/∂variable for each variable, of the variable's type; zero where the result does not depend on it
     */
    public static List<Value> of(Graph graph, Value result, List<Value> variables) {
        Gradient gradient = new Gradient(graph);
        gradient.accumulate(result, graph.broadcast(graph.constant(1, 1, 1), result.type()));
        List<Value> order = dependingOn(variables, Graph.reaching(List.of(result)));
        for (Value value : order.reversed()) {
            Value adjoint = gradient.adjoints.get(value);
            if (adjoint != null && !variables.contains(value)) {
                gradient.propagate(value, adjoint);
            }
        }
        return variables.stream().map(gradient::adjointOrZero).toList();
    }

    /** Leaves out everything that no variable reaches, so that no gradient of a constant is built. */
    private static List<Value> dependingOn(List<Value> variables, List<Value> order) {
        Set<Value> active = new HashSet<>(variables);
        for (Value value : order) {
            if (!(value.operation() instanceof Operation.StopGradient)
                    && value.arguments().stream().anyMatch(active::contains)) {
                active.add(value);
            }
        }
        return order.stream().filter(active::contains).toList();
    }

    private Value adjointOrZero(Value variable) {
        Value adjoint = adjoints.get(variable);
        return adjoint != null ? adjoint : graph.broadcast(graph.constant(1, 1, 0), variable.type());
    }

    private void accumulate(Value value, Value adjoint) {
        adjoints.merge(value, adjoint, graph::add);
    }

    /** Adds the term of one use of an operand that may have been broadcast: the adjoint of repeating is summing. */
    private void accumulateBroadcast(Value operand, Value adjoint) {
        accumulate(operand, graph.sum(adjoint, operand.type()));
    }

    private void propagate(Value value, Value g) {
        Value a = value.arguments().isEmpty() ? null : value.argument(0);
        switch (value.operation()) {
            case Operation.Input _, Operation.Parameter _, Operation.Constant _, Operation.StopGradient _ -> {}
            case Operation.Binary binary -> binary(binary, value, g);
            case Operation.Affine affine -> accumulate(a, graph.affine(g, affine.scale(), 0));
            case Operation.Apply apply ->
                accumulate(a, graph.multiply(g, apply.function().derivative(graph, a, value)));
            case Operation.Sum _ -> accumulate(a, graph.broadcast(g, a.type()));
            case Operation.Broadcast _ -> accumulate(a, graph.sum(g, a.type()));
            case Operation.MapRows map -> accumulate(a, graph.mapRows(map.map().transposed(), g));
            case Operation.Linear _ -> {
                accumulate(a, graph.linear(g, graph.transpose(value.argument(1))));
                accumulate(value.argument(1), graph.outerSum(a, g));
            }
            case Operation.OuterSum _ -> {
                accumulate(a, graph.linear(value.argument(1), graph.transpose(g)));
                accumulate(value.argument(1), graph.linear(a, g));
            }
            case Operation.Transpose _ -> accumulate(a, graph.transpose(g));
            case Operation.BlockLinear(BlockPattern pattern) -> {
                Value weight = value.argument(1);
                accumulate(a, graph.blockLinear(pattern.transposed(), g, graph.blockTranspose(pattern.blocks(), weight)));
                accumulate(weight, graph.blockOuterSum(pattern, a, g));
            }
            case Operation.BlockOuterSum(BlockPattern pattern) -> {
                Value b = value.argument(1);
                accumulate(a, graph.blockLinear(pattern.transposed(), b, graph.blockTranspose(pattern.blocks(), g)));
                accumulate(b, graph.blockLinear(pattern, a, g));
            }
            case Operation.BlockTranspose(int blocks) -> accumulate(a, graph.blockTranspose(blocks, g));
            case Operation.TensorProduct product -> tensorProduct(product.coupling(), a, value.argument(1), g);
            case Operation.Gather gather -> accumulate(a, graph.segmentSum(gather.index(), g));
            case Operation.SegmentSum segment -> accumulate(a, graph.gather(segment.index(), g));
            case Operation.SegmentMax _ ->
                throw new ArithmeticException("a segment's maximum has no derivative: put it under stopGradient");
            case Operation.SolidHarmonics harmonics ->
                accumulate(a, graph.tensorProduct(SolidHarmonics.gradient(harmonics.lmax()), value, g));
            case Operation.SliceChannels slice ->
                accumulate(a, graph.padChannels(g, slice.from(), a.type().channels()));
            case Operation.PadChannels pad ->
                accumulate(a, graph.sliceChannels(g, pad.from(), a.type().channels()));
        }
    }

    private void binary(Operation.Binary operation, Value value, Value g) {
        Value a = value.argument(0);
        Value b = value.argument(1);
        switch (operation) {
            case ADD -> {
                accumulateBroadcast(a, g);
                accumulateBroadcast(b, g);
            }
            case SUBTRACT -> {
                accumulateBroadcast(a, g);
                accumulateBroadcast(b, graph.affine(g, -1, 0));
            }
            case MULTIPLY -> {
                accumulateBroadcast(a, graph.multiply(g, b));
                accumulateBroadcast(b, graph.multiply(g, a));
            }
            case DIVIDE -> {
                Value quotient = graph.divide(g, b);
                accumulateBroadcast(a, quotient);
                accumulateBroadcast(b, graph.affine(graph.multiply(quotient, value), -1, 0));
            }
        }
    }

    /** The adjoints of a trilinear form are the same form with another output slot. */
    private void tensorProduct(Coupling coupling, Value a, Value b, Value g) {
        Value toA = graph.tensorProduct(coupling.permute(1, 2, 0), b, g, a.type().channels() == 1);
        Value toB = graph.tensorProduct(coupling.permute(0, 2, 1), a, g, b.type().channels() == 1);
        accumulate(a, graph.broadcast(toA, a.type()));
        accumulate(b, graph.broadcast(toB, b.type()));
    }
}
