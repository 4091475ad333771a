package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.ExactRank;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.cpdecomp.bounds.ErrorBounds;
import dev.tdn4j.tdn.report.Figures;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tdn.report.PlotGrid;
import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tdn4j bounds}: errors of equivariance and their bounds against the rank. */
@Command(
        name = "bounds",
        description = "Compare the equivariance error of products of many ranks, sampled and at its worst, with its bounds.")
final class BoundsCommand implements Callable<Integer> {

    private static final int LARGEST_DEGREE = 6;
    private static final int SAMPLES = 1000;
    /** More starts of the maximisation change its result in the second digit at most. */
    private static final int STARTS = 64;
    /** Of the fit; enough for curves that fall. */
    private static final int FITS = 2;
    /** By default from the paper's rank 7L² down by factors of √2, or by 1 where there are so few. */
    private static final int DEFAULT_RANKS = 8;

    @Spec
    private CommandSpec command;

    @Option(names = "--lmax", required = true, split = ",", paramLabel = "L", description = "Largest degree, 1 to 6; several make several panels. To 4 it takes minutes.")
    private List<Integer> degrees;

    @Option(names = "--ranks", split = ",", paramLabel = "R", description = "Ranks to compare. Default: from the paper's 7L² down, and an exact one.")
    private List<Integer> ranks;

    @Option(names = "--seed", defaultValue = "0", description = "Where random starts and samples come from. Default: 0.")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE.svg", description = "Where to write the picture.")
    private Path out;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        check();
        List<Plot> plots = new ArrayList<>();
        List<BoundsRow> all = new ArrayList<>();
        for (int lmax : degrees) {
            List<BoundsRow> rows = rows(lmax);
            plots.add(plot(lmax, rows));
            all.addAll(rows);
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("samples", SAMPLES);
        results.put("starts", STARTS);
        results.put("seed", seed);
        results.put("rows", all.stream().map(BoundsRow::values).toList());
        if (out != null) {
            new PlotGrid(plots, Math.min(2, plots.size())).write(out);
            results.put("file", out.toString());
        }
        json.print(results, text -> {
            text.println(BoundsRow.header());
            all.forEach(text::println);
        });
        return 0;
    }

    private void check() {
        degrees.forEach(lmax -> UserValue.within("--lmax", lmax, 1, LARGEST_DEGREE));
        if (ranks != null && degrees.size() > 1) {
            throw new UserException("--ranks goes with one degree only, but --lmax names " + degrees.size());
        }
        int n = Degrees.components(degrees.getFirst());
        if (ranks != null) {
            ranks.forEach(rank -> UserValue.within("--ranks", rank, 1, n * n));
        }
        if (out != null) {
            Path folder = out.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
                throw new UserException("--out: cannot write " + out + ": name a file in a folder that exists");
            }
        }
    }

    private List<BoundsRow> rows(int lmax) {
        List<BoundsRow> rows = new ArrayList<>();
        List<Integer> wanted = ranks == null ? defaultRanks(lmax) : List.copyOf(new TreeSet<>(ranks));
        for (int r = 0; r < wanted.size(); r++) {
            String task = "L = %d, rank %d (%d of %d)".formatted(lmax, wanted.get(r), r + 1, wanted.size());
            rows.add(row(fitted(lmax, wanted.get(r), task)));
        }
        // At L = 2 the paper's own rank is exact.
        if (ranks == null && rows.stream().noneMatch(BoundsRow::isExact)) {
            rows.add(row(exact(lmax)));
        }
        return rows;
    }

    private static List<Integer> defaultRanks(int lmax) {
        TreeSet<Integer> ranks = new TreeSet<>();
        int most = RankSchedule.QUADRATIC.rank(lmax);
        for (int r = 0; r < DEFAULT_RANKS; r++) {
            ranks.add(most <= DEFAULT_RANKS ? Math.max(1, most - r) : (int) Math.round(most / Math.pow(2, r / 2.0)));
        }
        return List.copyOf(ranks);
    }

    private Decomposition fitted(int lmax, int rank, String task) {
        AlsOptions options = new AlsOptions(rank, seed, AlsOptions.ROUNDING, 1e-12, FITS);
        try (FactorProgress progress = new FactorProgress(command.commandLine().getErr(), task)) {
            return cache().decompose(CouplingSpec.all(lmax), options, progress);
        }
    }

    private Decomposition exact(int lmax) {
        if (!ExactRank.isKnown(lmax)) {
            return Quadrature.all(lmax);
        }
        try (FactorProgress progress = new FactorProgress(command.commandLine().getErr(), "L = " + lmax + ", exact")) {
            return cache().exact(lmax, progress);
        }
    }

    private static FactorCache cache() {
        try {
            return FactorCache.standard();
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private BoundsRow row(Decomposition factors) {
        BoundsRow row = new BoundsRow(factors, ErrorBounds.of(factors, SAMPLES, STARTS, seed));
        PrintWriter err = command.commandLine().getErr();
        err.printf("L = %d, rank %d: worst case %.2e%n", factors.lmax(), factors.rank(), row.bounds().worstFound());
        err.flush();
        return row;
    }

    private static Plot plot(int lmax, List<BoundsRow> rows) {
        List<BoundsRow> shown = rows.stream().filter(row -> !row.isExact()).toList();
        Map<String, double[]> always = new LinkedHashMap<>();
        always.put("theorem 3.1", curve(shown, ErrorBounds::theorem31));
        always.put("core of √R", curve(shown, ErrorBounds::squareCore));
        always.put("two modes", curve(shown, ErrorBounds::twoModes));
        Map<String, double[]> measured = new LinkedHashMap<>();
        measured.put("residual, 2‖E‖", curve(shown, ErrorBounds::residualBound));
        measured.put("spectral, 2σ₁", curve(shown, ErrorBounds::spectralBound));
        Map<String, double[]> found = new LinkedHashMap<>();
        found.put("worst case found", curve(shown, ErrorBounds::worstFound));
        found.put("largest of " + SAMPLES, curve(shown, ErrorBounds::sampledMax));
        found.put("RMS", curve(shown, ErrorBounds::rootMeanSquare));
        double[] at = shown.stream().mapToDouble(row -> row.factors().rank()).toArray();
        return Figures.errorBounds("Equivariance error and its bounds, L = " + lmax, exactRanks(rows), at, always, measured, found);
    }

    /** Exact factors have no place on a logarithmic axis beside the others. */
    private static String exactRanks(List<BoundsRow> rows) {
        return rows.stream()
                .filter(BoundsRow::isExact)
                .map(row -> " (exact at %d, where the worst found is %.0e)".formatted(row.factors().rank(), row.bounds().worstFound()))
                .collect(Collectors.joining("", "rank", ""));
    }

    private static double[] curve(List<BoundsRow> rows, ToDoubleFunction<ErrorBounds> value) {
        return rows.stream().mapToDouble(row -> value.applyAsDouble(row.bounds())).toArray();
    }
}
