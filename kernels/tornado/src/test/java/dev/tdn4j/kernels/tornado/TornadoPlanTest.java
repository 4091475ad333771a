package dev.tdn4j.kernels.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Elementary;
import dev.tdn4j.tensor.graph.Graph;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TornadoPlanTest {

    private static final TornadoExecutor TORNADO = new TornadoExecutor();

    /** y = exp(x) + p. */
    private static Program program() {
        Graph graph = new Graph();
        Type type = new Type(Space.NODES, 2, 3);
        return Program.of(graph, Map.of(
                "y", graph.add(graph.apply(Elementary.EXP, graph.input("x", type)), graph.parameter("p", type.in(Space.ONE)))));
    }

    private static float[] run(Plan plan, int nodes, float p) {
        float[] parameter = new float[6];
        Arrays.fill(parameter, p);
        plan.bind(new Binding().size(Space.NODES, nodes));
        plan.set("x", new float[6 * nodes]);
        plan.set("p", parameter);
        plan.run();
        float[] y = new float[6 * nodes];
        plan.get("y", y);
        return y;
    }

    private static float[] filled(int nodes, float value) {
        float[] filled = new float[6 * nodes];
        Arrays.fill(filled, value);
        return filled;
    }

    @Test
    void theSecondRunCompilesNothing() {
        SessionPool pool = new SessionPool(new Devices().usual().device());
        TornadoPlan plan = new TornadoPlan(program(), Preparation.prepare(program(), ProductForm.ENTRIES), pool);
        assertArrayEquals(filled(100, 3), run(plan, 100, 2));
        int compiled = plan.compiled();
        assertTrue(compiled > 0);
        assertArrayEquals(filled(100, 3), run(plan, 100, 2));
        assertArrayEquals(filled(99, 6), run(plan, 99, 5), "another size with room in the same layout, another parameter");
        assertArrayEquals(filled(40, 6), run(plan, 40, 5), "another layout");
        assertArrayEquals(filled(1, 6), run(plan, 1, 5));
        assertEquals(compiled, plan.compiled());
        assertEquals(1, pool.opened());
        plan.close();
        TornadoPlan next = new TornadoPlan(program(), Preparation.prepare(program(), ProductForm.ENTRIES), pool);
        assertArrayEquals(filled(7, 1.5f), run(next, 7, 0.5f));
        assertEquals(compiled, next.compiled(), "a plan takes over what another compiled");
        next.close();
    }

    @Test
    void growingKeepsParameters() {
        try (Plan plan = TORNADO.compile(program())) {
            run(plan, 10, 2);
            plan.bind(new Binding().size(Space.NODES, 30000));
            plan.set("x", new float[6 * 30000]);
            plan.run();
            float[] y = new float[6 * 30000];
            plan.get("y", y);
            assertArrayEquals(filled(30000, 3), y);
        }
    }

    @Test
    void sizesAreRoundedUpByAQuarterAtMost() {
        for (int size = 0; size < 100_000; size += 1 + size / 50) {
            int rounded = Sizes.rounded(size);
            assertTrue(rounded >= size && rounded <= Math.max(16, 1.25 * size + 1), size + " → " + rounded);
            assertEquals(rounded, Sizes.rounded(rounded));
        }
    }

    @Test
    void silentBailOutIsRefused() {
        System.setProperty("tornado.recover.bailout", "True");
        try {
            String message = assertThrows(DeviceException.class, Settings::apply).getMessage();
            assertTrue(message.contains("tornado.recover.bailout"), message);
        } finally {
            System.clearProperty("tornado.recover.bailout");
            Settings.apply();
        }
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> TORNADO.on("abacus:3")).getMessage();
        assertTrue(message.startsWith("there is no device abacus:3, but [") && message.contains(":0"), message);
        assertEquals(TORNADO.description(), TORNADO.on("0").description());
    }

    @Test
    void aBatchThatIsTooLargeIsRefusedInASentence() {
        try (Plan plan = TORNADO.compile(program())) {
            String message = assertThrows(DeviceException.class, () -> plan.bind(new Binding().size(Space.NODES, 300_000_000))).getMessage();
            assertTrue(message.contains("use smaller batches"), message);
        }
    }

    /** A plan whose device is lost at the first run. */
    private static final class Lost implements Plan {
        @Override
        public void bind(Binding binding) {}

        @Override
        public void set(String name, double[] data) {}

        @Override
        public void set(String name, float[] data) {}

        @Override
        public void run() {
            throw new DeviceException("lost");
        }

        @Override
        public void get(String name, double[] into) {}

        @Override
        public void get(String name, float[] into) {}

        @Override
        public void close() {}
    }

    @Test
    void onRequestTheProcessorGoesOn() {
        try (Plan plan = new FallbackPlan(new Lost(), program())) {
            assertArrayEquals(filled(5, 3), run(plan, 5, 2));
            assertArrayEquals(filled(6, 4), run(plan, 6, 3));
        }
    }
}
