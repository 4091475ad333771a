package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.PlainMatrices;
import dev.tdn4j.tensor.graph.Program;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of matrices written one matrix at a time, for executors without a kernel for blocks, are what they were. */
class PlainMatricesTest {

    private static final double DOUBLE = 0x1p-53;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void sameResults(int channels) {
        for (OperationCase operation : OperationCases.all(channels)) {
            Program program = operation.program();
            if (program.values().stream().anyMatch(v -> isBlocks(v.operation()))) {
                Program plain = new PlainMatrices().apply(program);
                assertEquals(0, plain.values().stream().filter(v -> isBlocks(v.operation())).count(), operation::toString);
                Binding batch = RandomBatch.ofSize(5, 3);
                Map<String, float[]> data = Twins.data(program, batch, 7);
                Twins.compare(
                        operation.toString(), DOUBLE, program, batch, 0, run(program, batch, data), run(plain, batch, data));
            }
        }
    }

    private static boolean isBlocks(Operation operation) {
        return operation instanceof Operation.BlockLinear
                || operation instanceof Operation.BlockOuterSum
                || operation instanceof Operation.BlockTranspose;
    }

    private static Map<String, double[]> run(Program program, Binding batch, Map<String, float[]> data) {
        try (Plan plan = new ScalarExecutor().compile(program)) {
            return Twins.run(plan, program, batch, data);
        }
    }
}
