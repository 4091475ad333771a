package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.train.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ParameterException;

/**
 * What ends a command early, as its user sees it.
 *
 * @param exitCode {@link #USER} or {@link #INTERNAL}
 * @param line one line for standard error
 */
record Failure(int exitCode, String line) {

    /** The exit code of a mistake that the user can mend: an argument, a file's contents, a place that cannot be written. */
    static final int USER = 2;

    /** The exit code of a mistake of ours. */
    static final int INTERNAL = 1;

    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case ParameterException e -> user(e.getMessage() + " (see tdn4j --help)");
            case UserException e -> user(e.getMessage());
            case DataException e -> user(e.getMessage());
            case TrainingException e -> user(e.getMessage());
            case UncheckedIOException e -> of(e.getCause());
            case DeviceException e -> user(e.getMessage());
            case IOException e -> user(reason(e));
            default -> new Failure(INTERNAL, oneLine("internal error: " + thrown + " (--debug shows where)"));
        };
    }

    private static Failure user(String message) {
        return new Failure(USER, oneLine(message));
    }

    /** The JDK's exceptions about files often hold the name of the file and nothing else. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException fs && fs.getReason() == null && fs.getFile() != null) {
            return fs.getFile() + ": " + switch (fs) {
                case NoSuchFileException missing -> "no such file";
                case AccessDeniedException denied -> "permission denied";
                case FileAlreadyExistsException exists -> "it exists already";
                default -> fs.getClass().getSimpleName();
            };
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String oneLine(String text) {
        return "tdn4j: " + text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
