package dev.tdn4j.tdn.cli;

import java.io.Serial;

/** A mistake that the user can mend. The message is one line that names what is wrong, where, and how to mend it. */
public final class UserException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * A mistake.
     *
     * @param message one line: what is wrong, where (file, line, value), and how to mend it
     */
    public UserException(String message) {
        super(message);
    }

    /**
     * A mistake that something else was the first to notice.
     *
     * @param message one line: what is wrong, where (file, line, value), and how to mend it
     * @param cause who noticed, for {@code --debug}
     */
    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
