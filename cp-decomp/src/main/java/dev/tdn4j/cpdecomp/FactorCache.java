package dev.tdn4j.cpdecomp;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Factors that are computed once: looked up among those shipped with the library, then in a folder, else computed and
 * written there. The key holds everything that determines them. A file is believed only if its checksum is right and its
 * factors have the residual that it claims; any other is named in a warning and replaced. A folder that cannot be used
 * costs a warning, not the result.
 */
public final class FactorCache {

    /** The system property that names the folder in place of the customary one. */
    public static final String FOLDER_PROPERTY = "tdn4j.cache";

    private final Path folder;
    private final Logger log;

    /**
     * A cache in a folder.
     *
     * @param folder made when first needed
     */
    public FactorCache(Path folder) {
        this(folder, System.getLogger(FactorCache.class.getName()));
    }

    /** For tests that read the warnings. */
    FactorCache(Path folder, Logger log) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.log = log;
    }

    /**
     * The cache in the user's customary folder: the property {@value #FOLDER_PROPERTY} if set, else {@code
     * %LOCALAPPDATA%\tdn4j} on Windows, {@code ~/Library/Caches/tdn4j} on macOS, and {@code $XDG_CACHE_HOME/tdn4j} or
     * {@code ~/.cache/tdn4j} elsewhere.
     *
     * @return the cache
     * @throws IllegalArgumentException if the property does not name a path
     */
    public static FactorCache standard() {
        return new FactorCache(CacheFolder.standard());
    }

    /**
     * Where the files lie.
     *
     * @return the folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * Factors for all paths with weight 1, exact to 1e-12: shipped for L = 1, 2, 3.
     *
     * @param lmax the largest degree L, 0..3
     * @param listener called every few steps if they must be computed
     * @return factors of rank {@link ExactRank#of}, seed 0
     * @throws IllegalArgumentException if no exact rank is known
     */
    public Decomposition exact(int lmax, Consumer<AlsProgress> listener) {
        CouplingSpec spec = CouplingSpec.all(lmax);
        return decompose(spec, AlsOptions.suiting(spec, ExactRank.of(lmax), 0), listener);
    }

    /**
     * Factors from the library, the folder or, where neither has them, from {@link Decomposition#compute}.
     *
     * @param product which tensor
     * @param options rank, seed and stopping rules
     * @param listener called every few steps if they must be computed
     * @return the factors; {@code seconds} is the time of the original computation
     * @throws IllegalArgumentException if the tensor is zero, its paths are wrong, or the rank is above
     *     {@link Product#largestRank}
     */
    public Decomposition decompose(Product product, AlsOptions options, Consumer<AlsProgress> listener) {
        return shipped(product, options).or(() -> load(product, options)).orElseGet(() -> {
            Decomposition computed = Decomposition.compute(product, options, listener);
            store(computed, options);
            return computed;
        });
    }

    private Optional<Decomposition> shipped(Product product, AlsOptions options) {
        String name = FactorFile.name(product, options);
        try (InputStream in = FactorCache.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(FactorFile.read(in.readAllBytes(), product, options));
        } catch (IOException | FactorFile.Invalid e) {
            log.log(Level.WARNING, "the shipped factors {0} are not used: the file {1}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Decomposition> load(Product product, AlsOptions options) {
        Path file = folder.resolve(FactorFile.name(product, options));
        try (InputStream in = Files.newInputStream(file)) {
            int most = (int) Math.min(Integer.MAX_VALUE - 8, FactorFile.longest(product, options));
            return Optional.of(FactorFile.read(in.readNBytes(most), product, options));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | SecurityException e) {
            log.log(Level.WARNING, "the factors in {0} cannot be read and are computed again: {1}", file, e);
        } catch (FactorFile.Invalid e) {
            log.log(Level.WARNING, "the factors in {0} are computed again: the file {1}", file, e.getMessage());
        }
        return Optional.empty();
    }

    /** Writes beside the file and moves, so that no reader ever sees half of it. */
    private void store(Decomposition decomposition, AlsOptions options) {
        Path file = folder.resolve(FactorFile.name(decomposition.product(), options));
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "factors", ".tmp");
            try {
                Files.write(part, FactorFile.write(decomposition, options));
                move(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | SecurityException e) {
            log.log(Level.WARNING, "the factors cannot be kept in {0}, so they will be computed again next time: {1}", file, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
