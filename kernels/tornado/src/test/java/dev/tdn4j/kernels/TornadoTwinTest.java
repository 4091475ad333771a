package dev.tdn4j.kernels;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.tornado.TornadoExecutor;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Program;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tornado executor against the scalar one: every operation in every shape, and its derivatives. */
class TornadoTwinTest {

    private static final TornadoExecutor TORNADO = new TornadoExecutor();

    private static final int ITEMS = 33;

    @ParameterizedTest
    @CsvSource({"1", "3", "24"})
    void results(int channels) {
        for (OperationCase operation : OperationCases.all(channels)) {
            agree(operation + ", " + channels + " channels", operation.program(), 0, ITEMS);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "17, 1", "1, 2", "17, 2"})
    void derivatives(int channels, int order) {
        for (OperationCase operation : OperationCases.all(channels)) {
            if (operation.orders() >= order) {
                Program program = operation.derivative(order).program(operation.graph());
                agree(operation + ", derivative " + order + ", " + channels + " channels", program, order, ITEMS);
            }
        }
    }

    /** One plan for every size: nothing, one, and around every width of a group. */
    @Test
    void everySizeOfBatch() {
        for (OperationCase operation : OperationCases.all(3)) {
            if (!operation.toString().contains("product") && !operation.toString().contains("segment") && !operation.toString().contains("linear")) {
                continue;
            }
            try (Plan right = new ScalarExecutor().compile(operation.program()); Plan plan = TORNADO.compile(operation.program())) {
                for (int items : new int[] {100, 0, 1, 257, 16}) {
                    compare(operation.toString(), operation.program(), 0, items, right, plan);
                }
            }
        }
    }

    private static void agree(String name, Program program, int order, int items) {
        try (Plan right = new ScalarExecutor().compile(program); Plan plan = TORNADO.compile(program)) {
            compare(name, program, order, items, right, plan);
        }
    }

    private static void compare(String name, Program program, int order, int items, Plan right, Plan plan) {
        Binding batch = RandomBatch.ofSize(items, 7);
        Map<String, float[]> data = Twins.data(program, batch, 3);
        Twins.compare(
                name, Tolerances.FLOAT, program, batch, order, Twins.run(right, program, batch, data),
                Twins.run(plan, program, batch, data));
    }
}
