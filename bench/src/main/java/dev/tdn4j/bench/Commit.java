package dev.tdn4j.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The commit that these classes were built from, as far as git tells. */
final class Commit {

    private static final String UNKNOWN = "unknown";

    private Commit() {}

    /** The hash, with {@code -dirty} behind it if files differ from it; {@code unknown} outside a repository. */
    static String here() {
        try {
            // The folder of the classes lies in the repository wherever the program was started.
            Path classes = Path.of(Commit.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory((classes.toFile().isDirectory() ? classes : classes.getParent()).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String line = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !line.isEmpty() ? line : UNKNOWN;
        } catch (IOException | URISyntaxException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
