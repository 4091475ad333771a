package dev.tdn4j.kernels.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.vector.Lanes;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void describesWhatRunsThis() {
        Machine machine = Machine.here();
        assertFalse(machine.processor().isBlank());
        assertEquals(1, machine.processor().lines().count());
        assertTrue(machine.cores() >= 1);
        assertEquals(32 * Lanes.WIDTH, machine.vectorBits());
        assertTrue(machine.toString().contains(Runtime.version().toString()), machine::toString);
        assertEquals(List.of("processor", "cores", "system", "jdk", "vectorBits"), List.copyOf(machine.values().keySet()));
    }
}
