package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.PlainMatrices;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Value;
import java.util.List;

/** What is rewritten before a program is lowered: products that no kernel has, and products that cost less by their factors. */
final class Preparation {

    private Preparation() {}

    static Program prepare(Program program, ProductForm form) {
        Program byFactors = form == ProductForm.CP
                ? ((Pass) Preparation::sumRanks).apply(((Pass) Preparation::useFactors).apply(program))
                : program;
        return Pass.improve(((Pass) Preparation::rewrite).apply(new PlainMatrices().apply(Pass.improve(byFactors))));
    }

    private static Value rewrite(Pass.Context context, Value original, List<Value> arguments) {
        return original.operation() instanceof Operation.TensorProduct(Coupling coupling, boolean contracted) && contracted
                ? contracted(context.graph(), coupling, arguments.get(0), arguments.get(1), original)
                : null;
    }

    /** A sum over channels of which one argument has one is that of the other; one too large for local memory is summed after. */
    private static Value contracted(Graph graph, Coupling coupling, Value a, Value b, Value original) {
        if (a.type().channels() == 1) {
            return graph.tensorProduct(coupling, a, graph.sum(b, b.type().withChannels(1)));
        }
        if (b.type().channels() == 1) {
            return graph.tensorProduct(coupling, graph.sum(a, a.type().withChannels(1)), b);
        }
        boolean fits = a.type().rows() <= ProductKernels.ROWS
                && b.type().rows() <= ProductKernels.ROWS
                && a.type().rows() * b.type().rows() <= ProductKernels.MATRIX;
        return fits ? null : graph.sum(graph.tensorProduct(coupling, a, b), original.type());
    }

    /** C((Aᵀa) ⊙ (Bᵀb)), before anything is contracted first. */
    private static Value useFactors(Pass.Context context, Value original, List<Value> arguments) {
        if (!(original.operation() instanceof Operation.TensorProduct(Coupling coupling, boolean contracted))
                || contracted
                || coupling.factors().isEmpty()) {
            return null;
        }
        Graph graph = context.graph();
        Factors factors = coupling.factors().orElseThrow();
        Value projected = graph.multiply(
                project(graph, matrix(factors, 0).transposed(), arguments.get(0)),
                project(graph, matrix(factors, 1).transposed(), arguments.get(1)));
        return graph.mapRows(matrix(factors, 2), projected);
    }

    /** Projects what is gathered before it is gathered: once a node, not once an edge. */
    private static Value project(Graph graph, RowMap map, Value x) {
        return x.operation() instanceof Operation.Gather(Index index)
                ? graph.gather(index, graph.mapRows(map, x.argument(0)))
                : graph.mapRows(map, x);
    }

    /** Σ w·C z = C Σ w z: the sum over neighbours is of ranks, and the last factor is applied once a node. */
    private static Value sumRanks(Pass.Context context, Value original, List<Value> arguments) {
        if (!(original.operation() instanceof Operation.SegmentSum(Index index))
                || !(arguments.getFirst().operation() instanceof Operation.Binary binary)
                || binary != Operation.Binary.MULTIPLY) {
            return null;
        }
        Graph graph = context.graph();
        for (int side = 0; side < 2; side++) {
            Value mapped = arguments.getFirst().argument(side);
            Value weight = arguments.getFirst().argument(1 - side);
            if (mapped.operation() instanceof Operation.MapRows(RowMap map) && weight.type().rows() == 1
                    && mapped.type().space() == index.from() && mapped.type().channels() >= weight.type().channels()) {
                return graph.mapRows(map, graph.segmentSum(index, graph.multiply(mapped.argument(0), weight)));
            }
        }
        return null;
    }

    /** A factor as a map from ranks to components. */
    private static RowMap matrix(Factors factors, int axis) {
        int size = factors.size(axis);
        int rank = factors.rank();
        double[] dense = new double[size * rank];
        for (int i = 0; i < size; i++) {
            for (int r = 0; r < rank; r++) {
                dense[i * rank + r] = factors.get(axis, i, r);
            }
        }
        return RowMap.ofDense(size, rank, dense);
    }
}
