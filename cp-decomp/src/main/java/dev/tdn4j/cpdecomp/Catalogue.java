package dev.tdn4j.cpdecomp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The factors that are shipped with the library: all and even paths, L = 1..6, at the paper's ranks, and the best known of
 * the smallest exact ranks and those between. Loading one compares its checksum; that its residual is as stated is a test
 * of the build.
 */
public final class Catalogue {

    /** The resource with one line an entry, beside the files. */
    static final String INDEX = "index.tsv";

    private static final String FOLDER = "catalogue/";

    private static final class Holder {
        private static final List<CatalogueEntry> ENTRIES = readIndex();
    }

    private Catalogue() {}

    /**
     * What is shipped.
     *
     * @return the entries by L, paths, weights and rank
     */
    public static List<CatalogueEntry> entries() {
        return Holder.ENTRIES;
    }

    /**
     * The shipped factors of a tensor at a rank.
     *
     * @param spec which tensor
     * @param rank R
     * @return the factors, if there are any
     */
    public static Optional<Decomposition> find(CouplingSpec spec, int rank) {
        return candidates(spec).stream()
                .filter(entry -> entry.rank() == rank)
                .map(Catalogue::load)
                .filter(d -> d.spec().equals(spec))
                .findFirst();
    }

    /**
     * All shipped factors of a tensor.
     *
     * @param spec which tensor
     * @return the factors by ascending rank
     */
    public static List<Decomposition> find(CouplingSpec spec) {
        return candidates(spec).stream().map(Catalogue::load).filter(d -> d.spec().equals(spec)).toList();
    }

    /**
     * The shipped exact factors of a tensor with the smallest rank.
     *
     * @param spec which tensor
     * @return the entry, if there is one
     */
    public static Optional<CatalogueEntry> smallestExact(CouplingSpec spec) {
        return candidates(spec).stream()
                .filter(CatalogueEntry::isExact)
                .filter(entry -> entry.unitWeights() && entry.paths() != CatalogueEntry.PathSet.OTHER || load(entry).spec().equals(spec))
                .findFirst();
    }

    /**
     * The shipped factors of a method that gives the paths weights of their own: exact, of the smallest rank.
     *
     * @param method the method's name, as {@link Quadrature#METHOD}
     * @param paths which paths
     * @param lmax the largest degree L
     * @return the factors, if there are any
     */
    public static Optional<Decomposition> find(String method, CatalogueEntry.PathSet paths, int lmax) {
        return entries().stream()
                .filter(e -> e.method().equals(method) && e.paths() == paths && e.lmax() == lmax && !e.unitWeights() && e.isExact())
                .findFirst()
                .map(Catalogue::load);
    }

    /** Entries come by ascending rank. */
    private static List<CatalogueEntry> candidates(CouplingSpec spec) {
        CatalogueEntry.PathSet paths = CatalogueEntry.PathSet.of(spec);
        boolean unit = spec.weights().stream().allMatch(w -> w == 1);
        return entries().stream()
                .filter(e -> e.lmax() == spec.lmax() && e.paths() == paths && e.unitWeights() == unit)
                .toList();
    }

    /**
     * The factors of an entry.
     *
     * @param entry one of {@link #entries}
     * @return its factors, weights and origin
     * @throws IllegalStateException if the resource is missing or damaged, as no released artifact's is
     */
    public static Decomposition load(CatalogueEntry entry) {
        try {
            return FactorFile.read(resource(entry.file())).decomposition();
        } catch (FactorFile.Invalid e) {
            throw new IllegalStateException("the shipped file " + entry.file() + " " + e.getMessage(), e);
        }
    }

    private static List<CatalogueEntry> readIndex() {
        return new String(resource(INDEX), StandardCharsets.UTF_8).lines().map(CatalogueEntry::parse).toList();
    }

    static byte[] resource(String name) {
        try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the catalogue of factors lacks " + name + ": the library's jar is not whole");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue's " + name + " cannot be read", e);
        }
    }
}
