package dev.tdn4j.kernels;

import dev.tdn4j.tensor.graph.Binding;

/**
 * A program ready to run. Entries of inputs and outputs are ordered [item][row][channel] without padding, whatever the
 * executor's own layout. Inputs keep their data until they are set again or, for those whose size changes, until the next
 * {@link #bind}. Parameters that stay are best set once: executors may keep from run to run what comes of parameters alone.
 * Not safe for use by several threads at once.
 */
public interface Plan extends AutoCloseable {

    /**
     * Sets the sizes and indices of the batches to come.
     *
     * @param binding sizes and indices of every space that the program uses
     */
    void bind(Binding binding);

    /**
     * Sets an input or parameter.
     *
     * @param name its name; one that the program does not use is ignored
     * @param data its entries
     * @throws IllegalArgumentException if their number does not fit the type and the binding
     */
    void set(String name, double[] data);

    /**
     * Sets an input or parameter.
     *
     * @param name its name; one that the program does not use is ignored
     * @param data its entries
     * @throws IllegalArgumentException if their number does not fit the type and the binding
     */
    void set(String name, float[] data);

    /**
     * Computes every output.
     *
     * @throws IllegalStateException if nothing is bound, or an input was not set
     */
    void run();

    /**
     * Reads an output of the last run.
     *
     * @param name its name
     * @param into where to put its entries
     * @throws IllegalArgumentException if there is no such output or the array's length is not its size
     */
    void get(String name, double[] into);

    /**
     * Reads an output of the last run.
     *
     * @param name its name
     * @param into where to put its entries
     * @throws IllegalArgumentException if there is no such output or the array's length is not its size
     */
    void get(String name, float[] into);

    /** Frees what the plan holds. */
    @Override
    void close();
}
