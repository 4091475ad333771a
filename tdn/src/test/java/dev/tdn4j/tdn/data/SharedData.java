package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shared data files, which not every machine has. */
public final class SharedData {

    private SharedData() {}

    /** A file of the folder that {@code tdn4j.shared} names; without it the calling test is skipped, visibly. */
    public static Path file(String name) {
        String shared = System.getProperty("tdn4j.shared", "");
        Path file = Path.of(shared, "data", name);
        assumeTrue(!shared.isEmpty() && Files.isRegularFile(file), "skipped: there is no shared data file " + file);
        return file;
    }
}
