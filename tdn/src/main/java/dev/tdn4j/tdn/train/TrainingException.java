package dev.tdn4j.tdn.train;

/** Training cannot go on; the message says why and what may help. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message one line
     */
    public TrainingException(String message) {
        super(message);
    }
}
