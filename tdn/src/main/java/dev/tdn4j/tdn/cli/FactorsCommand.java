package dev.tdn4j.tdn.cli;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.EquivarianceError;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.cpdecomp.RankSearch;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tdn4j factors}: CP factors of the tensor product. */
@Command(
        name = "factors",
        description = "Compute the CP factors of the tensor product of degrees 0..L, or load them if they were computed before.")
final class FactorsCommand implements Callable<Integer> {

    /** Samples of the equivariance error. */
    private static final int SAMPLES = 1000;

    /** Exact factors end between 1e-14 and 1e-12, so that smaller errors would be a matter of luck. */
    private static final double LEAST_TOLERANCE = 1e-12;

    /** How factors are found. */
    private enum Method {
        ALS,
        QUADRATURE
    }

    /** Which paths the product has. */
    private enum Paths {
        ALL(CouplingSpec::all),
        EVEN(CouplingSpec::even);

        private final Function<Integer, CouplingSpec> spec;

        Paths(Function<Integer, CouplingSpec> spec) {
            this.spec = spec;
        }
    }

    /** At most one of the three ways to say how many terms. */
    private static final class RankChoice {

        @Option(names = "--rank", paramLabel = "R", description = "The number of rank-one terms.")
        private Integer rank;

        @Option(names = "--schedule", description = "The rank as the paper's code sets it: ${COMPLETION-CANDIDATES}. Default: quadratic.")
        private RankSchedule schedule;

        @Option(names = "--tolerance", paramLabel = "T", description = "Search the smallest rank whose relative error is at most this.")
        private Double tolerance;
    }

    @Spec
    private CommandSpec command;

    @Option(names = "--lmax", required = true, paramLabel = "L", description = "Largest degree.")
    private int lmax;

    @ArgGroup
    private RankChoice choice = new RankChoice();

    @Option(names = "--method", defaultValue = "als", description = "${COMPLETION-CANDIDATES}. Default: als.")
    private Method method;

    @Option(names = "--paths", defaultValue = "all", description = "${COMPLETION-CANDIDATES}: even ones keep mirror images alike. Default: all.")
    private Paths paths;

    @Option(names = "--seed", defaultValue = "0", description = "Where random starts come from. Default: 0.")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write A, B, C as safetensors.")
    private Path out;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        UserValue.within("--lmax", lmax, 0, UserValue.LARGEST_NETWORK_DEGREE);
        checkOut();
        Decomposition found = method == Method.QUADRATURE ? quadrature() : als();
        Map<String, Object> results = describe(found);
        if (out != null) {
            write(results, found);
            results.put("file", out.toString());
        }
        json.print(results, text -> results.forEach((key, value) -> text.printf("%-18s %s%n", key, value)));
        return 0;
    }

    private Decomposition als() {
        return choice.tolerance == null ? decompose() : search();
    }

    private Decomposition quadrature() {
        if (choice.rank != null || choice.schedule != null || choice.tolerance != null) {
            throw new UserException("--method quadrature has a rank of its own: leave out --rank, --schedule and --tolerance");
        }
        return paths == Paths.EVEN ? Quadrature.even(lmax) : Quadrature.all(lmax);
    }

    /** Before the work, not after it. */
    private void checkOut() {
        if (out == null) {
            return;
        }
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
            throw new UserException("--out: cannot write " + out + ": name a file in a folder that exists");
        }
    }

    private Decomposition decompose() {
        CouplingSpec spec = paths.spec.apply(lmax);
        AlsOptions options = AlsOptions.suiting(spec, rank(), seed);
        try (FactorProgress progress = progress(options.rank())) {
            return cache().decompose(spec, options, progress);
        }
    }

    private int rank() {
        if (choice.rank != null) {
            int n = Degrees.components(lmax);
            return UserValue.within("--rank", choice.rank, 1, n * n);
        }
        RankSchedule schedule = choice.schedule == null ? RankSchedule.QUADRATIC : choice.schedule;
        try {
            return schedule.rank(lmax);
        } catch (IllegalArgumentException e) {
            throw new UserException("--schedule: " + e.getMessage(), e);
        }
    }

    private static FactorCache cache() {
        try {
            return FactorCache.standard();
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private Decomposition search() {
        double tolerance = choice.tolerance;
        if (!(tolerance >= LEAST_TOLERANCE && tolerance < 1)) {
            throw new UserException("--tolerance must be at least " + LEAST_TOLERANCE + " and below 1, but is " + tolerance);
        }
        CouplingSpec spec = paths.spec.apply(lmax);
        try (FactorProgress progress = new FactorProgress(command.commandLine().getErr(), "search")) {
            return RankSearch.smallest(cache(), spec, tolerance, seed, progress, this::tell);
        }
    }

    private void tell(Decomposition trial) {
        String verdict = trial.relativeError() <= choice.tolerance ? "enough" : "too few";
        PrintWriter err = command.commandLine().getErr();
        err.printf("rank %d: relative error %.3e, %s%n", trial.rank(), trial.relativeError(), verdict);
        err.flush();
    }

    private FactorProgress progress(int rank) {
        return new FactorProgress(command.commandLine().getErr(), "rank " + rank);
    }

    private Map<String, Object> describe(Decomposition found) {
        List<Double> weights = found.spec().weights();
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("lmax", lmax);
        results.put("rank", found.rank());
        results.put("relativeError", found.relativeError());
        results.put("method", found.method());
        results.put("seconds", found.seconds());
        results.put("paths", UserValue.name(paths));
        results.put("seed", seed);
        results.put("smallestPathWeight", Collections.min(weights));
        results.put("largestPathWeight", Collections.max(weights));
        results.put("equivarianceError", EquivarianceError.sampled(found.factors(), SAMPLES, seed));
        results.put("equivarianceBound", EquivarianceError.bound(found.spec(), found.relativeError(), found.factors()));
        return results;
    }

    private void write(Map<String, Object> provenance, Decomposition found) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "tdn4j-factors");
        metadata.put("version", "1");
        metadata.put("algorithm_version", String.valueOf(Als.VERSION));
        metadata.put("convention", "M_ijk = sum_r A_ir B_jr C_kr; components l*l + l + m in the order of e3nn");
        metadata.put("path_weights", weights(found.spec()));
        provenance.forEach((key, value) -> metadata.put(key, value.toString()));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Factors factors = found.factors();
        for (int axis = 0; axis < 3; axis++) {
            tensors.put("ABC".substring(axis, axis + 1), Tensor.ofDoubles(factors.matrix(axis), factors.size(axis), factors.rank()));
        }
        new Safetensors(metadata, tensors).write(out);
    }

    /** Every path with its weight: "l1,l2,l3:w" with spaces between. */
    private static String weights(CouplingSpec spec) {
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < spec.paths().size(); p++) {
            CouplingPath path = spec.paths().get(p);
            text.append(p == 0 ? "" : " ").append(path.l1()).append(',').append(path.l2()).append(',').append(path.l3());
            text.append(':').append(spec.weights().get(p));
        }
        return text.toString();
    }
}
