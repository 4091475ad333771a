package dev.tdn4j.kernels;

import dev.tdn4j.tensor.graph.Program;

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
     * Prepares a program for running. The plan may be bound to batches of any sizes.
     *
     * @param program the program
     * @return a plan, for one thread at a time
     */
    Plan compile(Program program);
}
