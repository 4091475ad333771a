package dev.tdn4j.kernels;

import dev.tdn4j.tensor.graph.Program;
import java.util.List;

/** Runs task graphs. Executors are services: {@link Executors} finds them. */
public interface Executor {

    /**
     * The name by which the executor is chosen.
     *
     * @return for example {@code scalar} or {@code vector}
     */
    String name();

    /**
     * What it computes in and on, for people.
     *
     * @return one line
     */
    String description();

    /**
     * The devices that it can run on besides the processor.
     *
     * @return a name and a description each, none for an executor that computes on the processor
     */
    default List<String> devices() {
        return List.of();
    }

    /**
     * This executor on a device of its choice.
     *
     * @param device a name as {@link #devices} has it, or its number there
     * @return an executor of the same name
     * @throws IllegalArgumentException if there is no such device
     */
    default Executor on(String device) {
        throw new IllegalArgumentException("the executor " + name() + " has no devices to choose from");
    }

    /**
     * Prepares a program for running. The plan may be bound to batches of any sizes.
     *
     * @param program the program
     * @return a plan, for one thread at a time
     */
    Plan compile(Program program);
}
