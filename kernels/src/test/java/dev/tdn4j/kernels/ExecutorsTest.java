package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.kernels.vector.VectorExecutor;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutorsTest {

    private final String before = System.getProperty(Executors.PROPERTY);

    @AfterEach
    void restore() {
        force(before);
    }

    private static void force(String name) {
        if (name == null) {
            System.clearProperty(Executors.PROPERTY);
        } else {
            System.setProperty(Executors.PROPERTY, name);
        }
    }

    @Test
    void bothAreHere() {
        assertTrue(Executors.available().keySet().containsAll(Set.of("scalar", "vector")), Executors.missing()::toString);
        assertEquals(Set.of("tornado"), Executors.missing().keySet());
        assertInstanceOf(ScalarExecutor.class, Executors.named("scalar"));
        assertInstanceOf(VectorExecutor.class, Executors.named("vector"));
        Executors.available().forEach((name, executor) -> assertEquals(name, executor.name()));
    }

    @Test
    void vectorIsPreferred() {
        force(null);
        assertEquals("vector", Executors.preferred().name());
    }

    @Test
    void thePropertyForcesOne() {
        for (String name : Set.of("scalar", "vector")) {
            force(name);
            assertEquals(name, Executors.preferred().name());
        }
    }

    @Test
    void aNameThatIsNotThereIsExplained() {
        force("abacus");
        String message = assertThrows(NoSuchElementException.class, Executors::preferred).getMessage();
        assertTrue(message.startsWith("executor abacus is not available (it is not installed); there are "), message);
        assertTrue(message.contains("scalar") && message.contains("vector"), message);
    }

    @Test
    void theOneForGpusSaysHowToGetIt() {
        String message = assertThrows(NoSuchElementException.class, () -> Executors.named("tornado:opencl:0")).getMessage();
        assertTrue(message.startsWith("executor tornado is not available (the GPU module is not in this build"), message);
        assertTrue(message.contains("docs/tornado.md"), message);
    }

    @Test
    void anExecutorWithoutDevicesRefusesOne() {
        String message = assertThrows(NoSuchElementException.class, () -> Executors.named("scalar:0")).getMessage();
        assertEquals("executor scalar:0: the executor scalar has no devices to choose from", message);
        assertEquals(List.of(), Executors.named("vector").devices());
    }

    @Test
    void descriptionsSayWhatRuns() {
        String vector = Executors.named("vector").description();
        assertTrue(vector.contains(Lanes.WIDTH * Float.SIZE + " bits"), vector);
        assertTrue(Executors.named("scalar").description().contains("double"));
    }
}
