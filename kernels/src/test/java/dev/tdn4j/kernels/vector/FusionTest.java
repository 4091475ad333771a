package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.Twins;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Index;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.RowMap;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fused kernels against the scalar executor, and that they are as few as they should be. */
class FusionTest {

    private static final int ROWS = 4;

    /** Rows without a source, a row for all, a number a row, sums over rows and over items: everything in one kernel. */
    private static Program gate(int channels) {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.EDGES, ROWS, channels));
        Value numbers = graph.input("numbers", new Type(Space.EDGES, ROWS, 1));
        Value bias = graph.parameter("bias", new Type(Space.ONE, 1, channels));
        Value source = graph.gather(Index.SOURCE, graph.input("node", new Type(Space.NODES, ROWS, channels)));
        Value first = graph.mapRows(RowMap.copying(ROWS, ROWS, o -> o == 0 ? 0 : -1), graph.add(x, bias));
        Value others = graph.mapRows(RowMap.copying(ROWS, ROWS, o -> o == 0 ? -1 : o), graph.multiply(x, numbers));
        Value gated = graph.add(graph.multiply(others, graph.affine(source, 0.5, -2)), first);
        return Program.of(graph, Map.of(
                "gated", gated,
                "rows", graph.sum(gated, new Type(Space.EDGES, 1, channels)),
                "sum", graph.segmentSum(Index.DESTINATION, gated),
                "all", graph.sum(gated, new Type(Space.ONE, ROWS, channels))));
    }

    /** More functions than any kernel takes. */
    private static Program chain(int channels) {
        Graph graph = new Graph();
        Value x = graph.input("x", new Type(Space.EDGES, ROWS, channels));
        Value sum = x;
        for (Elementary function : List.of(Elementary.SILU, Elementary.SIN, Elementary.SIGMOID_1, Elementary.EXP, Elementary.SILU_2)) {
            sum = graph.add(sum, graph.apply(function, graph.affine(sum, 0.25, 0)));
        }
        return Program.of(graph, Map.of("sum", sum));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 17, 64, 100})
    void gateAgreesWithItsTwin(int channels) {
        Twins.agree("gate of " + channels + " channels", gate(channels), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 17, 64})
    void chainAgreesWithItsTwin(int channels) {
        Twins.agree("chain of " + channels + " channels", chain(channels), 0);
    }

    private static List<Step> steps(Program program) {
        return new Schedule(program).stages.stream().flatMap(stage -> stage.steps.stream()).toList();
    }

    @Test
    void gateIsOneKernel() {
        List<Step> steps = steps(gate(16));
        assertTrue(steps.getFirst() instanceof FusedStep, steps.toString());
        assertEquals(1, steps.size(), steps.toString());
    }

    /** Within what the compiler takes whole, however long the chain is. */
    @Test
    void kernelsStaySmall() {
        List<Step> kernels = steps(chain(16)).stream().filter(FusedStep.class::isInstance).toList();
        assertTrue(kernels.size() > 1, "the chain has too many functions for one kernel");
        for (Step kernel : kernels) {
            assertTrue(((FusedStep) kernel).cost() <= KernelPartition.BUDGET, kernel.toString());
        }
    }
}
