package dev.tdn4j.tdn.md;

import dev.tdn4j.tdn.data.Structure;

/** What gives atoms their energy and forces. */
@FunctionalInterface
public interface Potential {

    /**
     * Evaluates a structure.
     *
     * @param structure atoms in or outside a cell; labels that it may carry do not matter
     * @return energy and forces
     */
    Evaluation evaluate(Structure structure);
}
