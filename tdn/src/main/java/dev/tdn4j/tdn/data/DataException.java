package dev.tdn4j.tdn.data;

/**
 * A mistake in a user's data. Its message is one line that names what is wrong, where (file, line, value) and how to
 * mend it, fit to be shown as it is.
 */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A mistake.
     *
     * @param message one line: what, where, and how to mend it
     */
    public DataException(String message) {
        super(message);
    }

    /**
     * A mistake that showed itself as another exception.
     *
     * @param message one line: what, where, and how to mend it
     * @param cause what was caught
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
