package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.invariant.InvariantSearch;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the resource files of the {@link Catalogue}: computes the factors at the paper's ranks, takes in those that
 * searches found, and writes the index.
 *
 * <pre>
 * CatalogueBuilder FOLDER quadratic LMAX…     factors of rank 7L², all and even paths
 * CatalogueBuilder FOLDER quadrature LMAX…    the factors of Quadrature, all and even paths
 * CatalogueBuilder FOLDER matrix LMAX…        those of SpinMatrices
 * CatalogueBuilder FOLDER attempt L:PATHS:RANK:TOLERANCE:SEED…  one random start each, such as 4:all:220:1e-12:1
 * CatalogueBuilder FOLDER orbits L:PATHS:RANK:GROUP:SEED…  one start in orbits each, such as 4:all:216:Th:39
 * CatalogueBuilder FOLDER import FILE…        files of factors, as a cache keeps them, or the safetensors of searches;
 *                                             the better of two of one rank stays
 * CatalogueBuilder FOLDER index               the index alone
 * </pre>
 *
 * <p>What is kept of a tensor is the paper's rank and the smallest rank within each of a few tolerances.
 */
public final class CatalogueBuilder {

    /** Factors further than this from exact are rounded to float: that moves their error in the fourth digit at most. */
    private static final double ROUNDED_ABOVE = 1e-4;

    private static final double POLISHED_BELOW = 1e-9;
    /** Nearer than this polishing gains nothing, and takes from factors with symmetries the equal entries that pack well. */
    private static final double POLISHED_ABOVE = 1e-13;

    /** For each of these, the smallest rank within it is kept. */
    private static final List<Double> TOLERANCES = List.of(1e-1, 1e-2, 1e-3, 1e-6, CatalogueEntry.EXACT);

    /** More starts would hardly end lower. */
    private static final int STARTS = 4;

    private final Path folder;

    private CatalogueBuilder(Path folder) {
        this.folder = folder;
    }

    /**
     * Changes the catalogue's folder.
     *
     * @param arguments the folder, {@code src/main/resources/dev/tdn4j/cpdecomp/catalogue}, and what to do
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("name the catalogue's folder, then quadratic, quadrature, matrix, attempt, orbits, import or index");
        }
        CatalogueBuilder builder = new CatalogueBuilder(Files.createDirectories(Path.of(arguments[0])));
        List<String> rest = List.of(arguments).subList(2, arguments.length);
        switch (arguments[1]) {
            case "quadratic" -> {
                for (String lmax : rest) {
                    builder.quadratic(Integer.parseInt(lmax));
                }
            }
            case "quadrature" -> {
                for (String lmax : rest) {
                    builder.take(Quadrature.all(Integer.parseInt(lmax)));
                    builder.take(Quadrature.even(Integer.parseInt(lmax)));
                }
            }
            case "matrix" -> {
                for (String lmax : rest) {
                    builder.take(SpinMatrices.all(Integer.parseInt(lmax)));
                }
            }
            case "attempt" -> {
                for (String words : rest) {
                    builder.attempt(words.split(":"));
                }
            }
            case "orbits" -> {
                for (String words : rest) {
                    builder.take(inOrbits(words.split(":")));
                }
            }
            case "import" -> {
                for (String file : rest) {
                    builder.take(read(Path.of(file)));
                }
            }
            case "index" -> { }
            default -> throw new IllegalArgumentException("quadratic, quadrature, matrix, attempt, orbits, import or index, not " + arguments[1]);
        }
        builder.index();
    }

    /** At the paper's ranks the even paths are exact or nearly so; all paths end near the errors that options know. */
    private void quadratic(int lmax) throws IOException {
        int rank = RankSchedule.QUADRATIC.rank(lmax);
        CouplingSpec all = CouplingSpec.all(lmax);
        take(bestOfStarts(all, rank, AlsOptions.suiting(all, rank, 0).acceptableError()));
        take(bestOfStarts(CouplingSpec.even(lmax), rank, CatalogueEntry.EXACT));
    }

    private void attempt(String[] words) throws IOException {
        CouplingSpec spec = spec(words);
        RankGoal goal = RankGoal.relativeError(Double.parseDouble(words[3]));
        take(start(spec, Integer.parseInt(words[2]), goal, Long.parseLong(words[4])));
    }

    private static CouplingSpec spec(String[] words) {
        int lmax = Integer.parseInt(words[0]);
        return words[1].equals("even") ? CouplingSpec.even(lmax) : CouplingSpec.all(lmax);
    }

    private static Decomposition inOrbits(String[] words) throws IOException {
        long begin = System.nanoTime();
        CouplingSpec spec = spec(words);
        int most = Integer.parseInt(words[2]);
        InvariantSearch.Attempt end = InvariantSearch.of(spec)
                .flatMap(search -> search.start(words[3], most, new SplittableRandom(Long.parseLong(words[4])), () -> false))
                .orElseThrow(() -> new IOException("no orbits of " + most + " terms: " + String.join(":", words)));
        String origin = "orbits of " + words[3] + ", at most " + most + " terms, seed " + words[4];
        return new Decomposition(
                spec, end.factors(), end.relativeError(), (System.nanoTime() - begin) / 1e9, Decomposition.ALS, origin);
    }

    private static Decomposition bestOfStarts(CouplingSpec spec, int rank, double tolerance) {
        RankGoal goal = RankGoal.relativeError(Math.max(tolerance, RankGoal.LEAST));
        Decomposition best = null;
        for (int seed = 0; seed < STARTS && (best == null || best.relativeError() > goal.tolerance()); seed++) {
            Decomposition next = start(spec, rank, goal, seed);
            best = best == null || next.relativeError() < best.relativeError() ? next : best;
        }
        return best;
    }

    private static Decomposition start(CouplingSpec spec, int rank, RankGoal goal, long seed) {
        long begin = System.nanoTime();
        RankAttempt.End end = RankAttempt.random(spec, spec.tensor(), goal, rank, seed, () -> false, _ -> {});
        String origin = "version " + Als.VERSION + ", one start to " + goal.tolerance() + ", seed " + seed;
        return new Decomposition(
                spec, end.factors(), end.relativeError(), (System.nanoTime() - begin) / 1e9, Decomposition.ALS, origin);
    }

    private static Decomposition read(Path file) throws IOException {
        try {
            Decomposition d = file.toString().endsWith(".safetensors")
                    ? foundBySearch(file)
                    : FactorFile.read(Files.readAllBytes(file)).decomposition();
            FactorFile.verify(d);
            return d;
        } catch (FactorFile.Invalid e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    /** Safetensors A, B, C of n×R and one weight a path, of all paths or of the even ones, whichever are as many. */
    private static Decomposition foundBySearch(Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        double[][] matrices = Stream.of("A", "B", "C").map(name -> stored.tensors().get(name).doubles()).toArray(double[][]::new);
        long[] shape = stored.tensors().get("A").shape();
        List<Double> weights = Arrays.stream(stored.tensors().get("weights").doubles()).boxed().toList();
        int lmax = Degrees.lmax((int) shape[0]);
        List<CouplingPath> paths = Stream.of(CouplingPath.all(lmax), CouplingPath.even(lmax))
                .filter(candidates -> candidates.size() == weights.size())
                .findFirst()
                .orElseThrow(() -> new IOException(file + " has weights of neither all nor the even paths"));
        CouplingSpec spec = new CouplingSpec(lmax, paths, weights);
        Factors factors = new Factors((int) shape[1], matrices[0], matrices[1], matrices[2]);
        double seconds = Double.parseDouble(stored.metadata().getOrDefault("seconds", "0"));
        String origin = "search " + stored.metadata().get("problem") + ", trial " + stored.metadata().get("trial");
        double error = Als.relativeError(spec.tensor(), factors);
        return new Decomposition(spec, factors, error, seconds, Decomposition.ALS, origin);
    }

    private void take(Decomposition made) throws IOException {
        Decomposition d = made.relativeError() > ROUNDED_ABOVE ? with(made, rounded(made.factors()))
                : isWorthPolishing(made) ? with(made, RankAttempt.polished(made.spec().tensor(), made.factors()))
                : made;
        CatalogueEntry entry = CatalogueEntry.of(d);
        Path file = folder.resolve(entry.file());
        // Of two that are exact the older stays: its origin may have been written down elsewhere.
        if (Files.exists(file) && read(file).relativeError() <= Math.max(d.relativeError(), CatalogueEntry.EXACT)) {
            System.out.printf("%s: the error stays %.2e%n", entry.file(), read(file).relativeError());
            return;
        }
        Files.write(file, FactorFile.write("", d));
        System.out.printf("%s: relative error %.2e, %d bytes%n", entry.file(), d.relativeError(), Files.size(file));
    }

    private static boolean isWorthPolishing(Decomposition made) {
        return made.method().equals(Decomposition.ALS) && made.relativeError() > POLISHED_ABOVE && made.relativeError() < POLISHED_BELOW;
    }

    private static Decomposition with(Decomposition d, Factors factors) {
        double error = Als.relativeError(d.spec().tensor(), factors);
        return new Decomposition(d.spec(), factors, error, d.seconds(), d.method(), d.origin());
    }

    private static Factors rounded(Factors factors) {
        double[][] matrices = IntStream.range(0, 3).mapToObj(axis -> toFloat(factors.matrix(axis))).toArray(double[][]::new);
        return new Factors(factors.rank(), matrices[0], matrices[1], matrices[2]);
    }

    private static double[] toFloat(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(t -> (float) values[t]).toArray();
    }

    private void index() throws IOException {
        List<CatalogueEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".factors")).toList()) {
                entries.add(CatalogueEntry.of(read(file)));
            }
        }
        entries.sort(Comparator.comparingInt(CatalogueEntry::lmax)
                .thenComparing(CatalogueEntry::paths)
                .thenComparing(CatalogueEntry::unitWeights, Comparator.reverseOrder())
                .thenComparingInt(CatalogueEntry::rank));
        List<CatalogueEntry> kept = entries.stream().filter(entry -> isOfUse(entry, entries)).toList();
        for (CatalogueEntry entry : entries) {
            if (!kept.contains(entry)) {
                Files.delete(folder.resolve(entry.file()));
            }
        }
        String text = kept.stream().map(CatalogueEntry::line).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve(Catalogue.INDEX), text);
    }

    private static boolean isOfUse(CatalogueEntry entry, List<CatalogueEntry> all) {
        return entry.unitWeights() && entry.rank() == RankSchedule.QUADRATIC.rank(entry.lmax())
                || TOLERANCES.stream().anyMatch(tolerance -> entry.relativeError() <= tolerance
                        && all.stream().noneMatch(other -> other.replaces(entry, tolerance)));
    }
}
