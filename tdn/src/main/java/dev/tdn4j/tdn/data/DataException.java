package dev.tdn4j.tdn.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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

    /**
     * The mistake of naming a file that cannot be written.
     *
     * @param file the file
     * @param e what the attempt ended in
     * @return a mistake that names the file and the reason
     */
    public static DataException unwritable(Path file, IOException e) {
        String reason = switch (e) {
            case NoSuchFileException none -> "its folder does not exist";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage();
        };
        return new DataException("cannot write " + file + ": " + reason + "; choose another place", e);
    }
}
