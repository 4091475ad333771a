package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.data.Structure;
import java.util.List;

/** Training cannot go on; the message says why and what may help. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Structure> structures;

    /**
     * An exception.
     *
     * @param message one line
     * @param structures the batch that training failed at
     */
    public TrainingException(String message, List<Structure> structures) {
        super(message);
        this.structures = List.copyOf(structures);
    }

    /**
     * What training failed at.
     *
     * @return the structures of the batch
     */
    public List<Structure> structures() {
        return structures;
    }
}
