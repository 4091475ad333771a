package dev.tdn4j.cpdecomp;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Factors that are computed once: looked up in the {@link Catalogue} shipped with the library, then in a folder, else computed and
 * written there. The key holds everything that determines them. A file is believed only if its checksum is right and its
 * factors have the residual that it claims; any other is named in a warning and replaced. A folder that cannot be used
 * costs a warning, not the result.
 */
public final class FactorCache {

    /** The system property that names the folder in place of the customary one. */
    public static final String FOLDER_PROPERTY = "tdn4j.cache";

    /** How the name of a file of best factors begins. */
    private static final Pattern BEST_NAME = Pattern.compile(".+-R(\\d{1,9})-best-");

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
     * Factors for all paths with weight 1, exact to 1e-12: shipped for L = 1..4.
     *
     * @param lmax the largest degree L, 0..6
     * @param listener called every few steps if they must be computed
     * @return factors of rank {@link ExactRank#of}
     * @throws IllegalArgumentException if no exact rank is known
     */
    public Decomposition exact(int lmax, Consumer<AlsProgress> listener) {
        CouplingSpec spec = CouplingSpec.all(lmax);
        return decompose(spec, AlsOptions.suiting(spec, ExactRank.of(lmax), 0), listener);
    }

    /**
     * Factors from the library, the folder or, where neither has them, from {@link Decomposition#compute}. The library's
     * stand for the options that suit the tensor, with seed 0: they are as good or better, and the same on every machine.
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
            store(FactorKey.fileName(product, options), FactorKey.of(product, options), computed);
            return computed;
        });
    }

    /**
     * All factors of a tensor that are shipped or that searches kept in the folder, to begin a {@link RankSearch} from.
     *
     * @param product which tensor
     * @return the factors, in no particular order
     */
    public List<Decomposition> known(Product product) {
        List<Decomposition> known = new ArrayList<>(product instanceof CouplingSpec spec ? Catalogue.find(spec) : List.of());
        if (!Files.isDirectory(folder)) {
            return known;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + FactorKey.bestSuffix(product))) {
            for (Path file : files) {
                rank(file).ifPresent(rank -> load(file, FactorKey.best(product, rank), product, rank).ifPresent(known::add));
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            log.log(Level.WARNING, "the folder {0} cannot be searched for known factors: {1}", folder, e);
        }
        return known;
    }

    /** The rank in the name of a file of best factors. */
    private static OptionalInt rank(Path file) {
        Matcher name = BEST_NAME.matcher(file.getFileName().toString());
        return name.lookingAt() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }

    /**
     * Keeps the factors that a search found, unless better ones of their rank are there.
     *
     * @param found the factors
     */
    public void keep(Decomposition found) {
        Product product = found.product();
        String key = FactorKey.best(product, found.rank());
        Path file = folder.resolve(FactorKey.bestFileName(product, found.rank()));
        boolean better = Stream.concat(
                        shipped(product, found.rank()).stream(), load(file, key, product, found.rank()).stream())
                .allMatch(d -> found.relativeError() < d.relativeError());
        if (better) {
            store(file.getFileName().toString(), key, found);
        }
    }

    private static Optional<Decomposition> shipped(Product product, AlsOptions options) {
        boolean suiting = product instanceof CouplingSpec spec && options.equals(AlsOptions.suiting(spec, options.rank(), 0));
        return suiting ? shipped(product, options.rank()) : Optional.empty();
    }

    private static Optional<Decomposition> shipped(Product product, int rank) {
        return product instanceof CouplingSpec spec ? Catalogue.find(spec, rank) : Optional.empty();
    }

    private Optional<Decomposition> load(Product product, AlsOptions options) {
        return load(folder.resolve(FactorKey.fileName(product, options)), FactorKey.of(product, options), product, options.rank());
    }

    private Optional<Decomposition> load(Path file, String key, Product product, int rank) {
        try (InputStream in = Files.newInputStream(file)) {
            int most = (int) Math.min(Integer.MAX_VALUE - 8, FactorFile.longest(product, key, rank));
            return Optional.of(FactorFile.readVerified(in.readNBytes(most), key, product));
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
    private void store(String name, String key, Decomposition decomposition) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "factors", ".tmp");
            try {
                Files.write(part, FactorFile.write(key, decomposition));
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
