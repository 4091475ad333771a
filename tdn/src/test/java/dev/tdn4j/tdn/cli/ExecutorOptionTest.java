package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.kernels.vector.Lanes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The choice of the executor, as {@code info} shows it. */
class ExecutorOptionTest {

    private String before;

    @BeforeEach
    void choosesNothing() {
        before = System.clearProperty(Executors.PROPERTY);
    }

    @AfterEach
    void choosesWhatItDidBefore() {
        if (before == null) {
            System.clearProperty(Executors.PROPERTY);
        } else {
            System.setProperty(Executors.PROPERTY, before);
        }
    }

    @Test
    void theVectorExecutorIsPreferred() throws IOException {
        Map<String, Object> results = Program.json("info");
        assertEquals("vector", results.get("executor"));
        assertEquals(Executors.available().keySet(), ((Map<?, ?>) results.get("executors")).keySet());
        assertEquals(Executors.missing(), results.get("missing"));
        assertEquals(Lanes.WIDTH * Float.SIZE, results.get("vectorBits"));
        Map<?, ?> device = (Map<?, ?>) ((List<?>) results.get("devices")).getFirst();
        assertEquals("cpu", device.get("kind"));
    }

    @Test
    void theOptionForcesAnother() throws IOException {
        assertEquals("scalar", Program.json("info", "--executor=scalar").get("executor"));
    }

    @Test
    void anUnknownOneIsNamed() {
        Program.assertRefused("executor abacus is not available", "info", "--executor=abacus");
        System.setProperty(Executors.PROPERTY, "abacus");
        Program.assertRefused("executor abacus is not available", "coupling", "--l1=1", "--l2=1", "--l3=1");
    }
}
