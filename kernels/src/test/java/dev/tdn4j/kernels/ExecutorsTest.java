package dev.tdn4j.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.kernels.vector.VectorExecutor;
import java.util.Map;
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
        assertEquals(Map.of(), Executors.missing());
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
    void descriptionsSayWhatRuns() {
        String vector = Executors.named("vector").description();
        assertTrue(vector.contains(Lanes.WIDTH * Float.SIZE + " bits"), vector);
        assertTrue(Executors.named("scalar").description().contains("double"));
    }
}
