package dev.tdn4j.cpdecomp;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Where each operating system keeps what can be computed again. */
final class CacheFolder {

    private static final String NAME = "tdn4j";

    private CacheFolder() {}

    static Path standard() {
        return of(System::getProperty, System::getenv);
    }

    static Path of(UnaryOperator<String> property, UnaryOperator<String> environment) {
        String chosen = property.apply(FactorCache.FOLDER_PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            try {
                return Path.of(chosen);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(
                        "the property " + FactorCache.FOLDER_PROPERTY + " names no folder: " + e.getMessage(), e);
            }
        }
        Path home = Path.of(property.apply("user.home"));
        String system = property.apply("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return absolute(environment.apply("LOCALAPPDATA"), home.resolve("AppData", "Local")).resolve(NAME);
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library", "Caches", NAME);
        }
        return absolute(environment.apply("XDG_CACHE_HOME"), home.resolve(".cache")).resolve(NAME);
    }

    /** The XDG rules say to ignore relative paths. */
    private static Path absolute(String named, Path otherwise) {
        try {
            return named != null && Path.of(named).isAbsolute() ? Path.of(named) : otherwise;
        } catch (InvalidPathException e) {
            return otherwise;
        }
    }
}
