package dev.tdn4j.tdn.md;

/** What looks on while atoms move. */
@FunctionalInterface
public interface Observer {

    /**
     * Called at the start and then at every step of the interval that the observer was given.
     *
     * @param dynamics the dynamics, between two steps
     */
    void observe(MolecularDynamics dynamics);
}
