package dev.tdn4j.tdn.cli;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CatalogueEntry.PathSet;
import dev.tdn4j.cpdecomp.Conditioning;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.cpdecomp.RankGoal;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.cpdecomp.RankSearch;
import dev.tdn4j.cpdecomp.SearchBudget;
import dev.tdn4j.cpdecomp.ToleranceNotReached;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tdn4j factors}: CP factors of the tensor product. */
@Command(
        name = "factors",
        description = "Compute the CP factors of the tensor product of degrees 0..L, or load them if they are shipped or were computed before.")
final class FactorsCommand implements Callable<Integer> {

    /** Samples of the equivariance error. */
    private static final int SAMPLES = 1000;

    /** Minutes that a search may take by default: factors up to L = 4 come in seconds, larger ones in minutes. */
    private static final double MINUTES = 2;

    private static final double MINUTES_ABOVE_DEGREE_FOUR = 10;
    private static final double MOST_MINUTES = 10_000;

    /** At most one of the ways to say how many terms. */
    private static final class RankChoice {

        @Option(names = "--rank", paramLabel = "R", description = "The number of rank-one terms.")
        private Integer rank;

        @Option(names = "--schedule", description = "The rank as the paper's code sets it: ${COMPLETION-CANDIDATES}. Default: quadratic.")
        private RankSchedule schedule;

        @Option(names = "--tolerance", paramLabel = "T", description = "Search the smallest rank whose relative error is at most this.")
        private Double tolerance;

        @Option(
                names = "--equivariance-tolerance",
                paramLabel = "E",
                description = "The same for the mean equivariance error, relative to the product: the root of the mean of |D(R)M(x,y) - M(D(R)x,D(R)y)|² over that of |M(x,y)|², x, y normal and R uniform.")
        private Double equivarianceTolerance;
    }

    @Spec
    private CommandSpec command;

    @Option(names = "--lmax", paramLabel = "L", description = "Largest degree.")
    private Integer lmax;

    @ArgGroup
    private RankChoice choice = new RankChoice();

    @Option(names = "--minutes", paramLabel = "M", description = "The time that a search may take. Default: 2 up to L = 4, 10 above.")
    private Double minutes;

    @Option(names = "--plot", paramLabel = "FILE", description = "Where to draw the error that a search saw at every rank, as SVG.")
    private Path plot;

    @Option(names = "--method", defaultValue = "als", description = "${COMPLETION-CANDIDATES}. Default: als.")
    private FactorMethod method;

    @Option(
            names = "--paths",
            defaultValue = "all",
            description = "all; even: those that keep mirror images alike; or a list such as 000,011,112 or 0,0,0;1,1,2. Default: all.")
    private String paths;

    @Option(names = "--seed", defaultValue = "0", description = "Where random starts come from. Default: 0.")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write A, B, C as safetensors.")
    private Path out;

    @Option(names = "--list", description = "List the factors that are shipped, and compute nothing.")
    private boolean list;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        if (list) {
            CatalogueTable.print(json);
            return 0;
        }
        if (lmax == null) {
            throw new UserException("Missing required option: '--lmax=L'");
        }
        UserValue.within("--lmax", lmax, 0, UserValue.LARGEST_NETWORK_DEGREE);
        CouplingSpec spec = PathList.spec(paths, lmax);
        checkFile("--out", out);
        checkFile("--plot", plot);
        checkSearchOptions();
        Map<String, Object> results = isSearch() ? search(spec) : describe(decompose(spec));
        json.print(results, text -> results.forEach((key, value) -> text.printf("%-18s %s%n", key, value)));
        return 0;
    }

    private boolean isSearch() {
        return choice.tolerance != null || choice.equivarianceTolerance != null;
    }

    private void checkSearchOptions() {
        if (method != FactorMethod.ALS && (choice.rank != null || choice.schedule != null || isSearch())) {
            throw new UserException("--method %s has a rank of its own: leave out --rank, --schedule and --tolerance"
                    .formatted(UserValue.name(method)));
        }
        if (!isSearch() && (minutes != null || plot != null)) {
            throw new UserException((minutes != null ? "--minutes" : "--plot") + " belongs to a search: give --tolerance too");
        }
        if (minutes != null && !(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new UserException("--minutes must be above 0 and at most " + MOST_MINUTES + ", but is " + minutes);
        }
    }

    private Decomposition decompose(CouplingSpec spec) {
        if (method == FactorMethod.ALS) {
            return als(spec);
        }
        try {
            return method.closedForm(PathSet.of(spec), lmax);
        } catch (IllegalArgumentException e) {
            throw new UserException("--method " + UserValue.name(method) + " with these --paths: " + e.getMessage(), e);
        }
    }

    private Decomposition als(CouplingSpec spec) {
        AlsOptions options = AlsOptions.suiting(spec, rank(), seed);
        try (FactorProgress progress = new FactorProgress(command.commandLine().getErr(), "rank " + options.rank())) {
            return cache().decompose(spec, options, progress);
        }
    }

    /** Before the work, not after it. */
    private static void checkFile(String option, Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new UserException(option + ": cannot write " + file + ": name a file in a folder that exists");
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

    private Map<String, Object> search(CouplingSpec spec) throws IOException {
        RankGoal goal = goal();
        double most = minutes != null ? minutes : lmax <= 4 ? MINUTES : MINUTES_ABOVE_DEGREE_FOUR;
        FactorCache cache = cache();
        long begin = System.nanoTime();
        RankSearch.Result result;
        try (RankSearchMonitor monitor = new RankSearchMonitor(command.commandLine().getErr())) {
            Duration budget = Duration.ofNanos(Math.round(most * 60e9));
            result = RankSearch.smallest(spec, goal, seed, SearchBudget.of(budget), cache.known(spec), monitor);
        } catch (ToleranceNotReached e) {
            throw new UserException(
                    e.getMessage() + "; give the search more --minutes or a larger tolerance, or take exact factors with --method quadrature", e);
        }
        cache.keep(result.found());
        Map<String, Object> results = describe(result.found());
        results.put("seconds", (System.nanoTime() - begin) / 1e9);
        TradeOff tradeOff = new TradeOff(goal, result);
        tradeOff.describe(results);
        tradeOff.tell(command.commandLine().getErr());
        if (plot != null) {
            tradeOff.plot(lmax).write(plot);
            results.put("plot", plot.toString());
        }
        return results;
    }

    private RankGoal goal() {
        boolean relative = choice.tolerance != null;
        double tolerance = relative ? choice.tolerance : choice.equivarianceTolerance;
        try {
            return relative ? RankGoal.relativeError(tolerance) : RankGoal.equivariance(tolerance);
        } catch (IllegalArgumentException e) {
            String option = relative ? "--tolerance" : "--equivariance-tolerance";
            throw new UserException(option + " must be at least " + RankGoal.LEAST + " and below 1, but is " + tolerance, e);
        }
    }

    private Map<String, Object> describe(Decomposition found) throws IOException {
        Conditioning conditioning = Conditioning.of(found.factors(), found.spec());
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("lmax", lmax);
        results.put("rank", found.rank());
        results.put("relativeError", found.relativeError());
        results.put("method", found.method());
        results.put("seconds", found.seconds());
        results.put("paths", paths);
        results.put("seed", seed);
        results.put("smallestPathWeight", conditioning.smallestWeight());
        results.put("largestPathWeight", conditioning.largestWeight());
        results.put("largestEntry", conditioning.largestEntry());
        results.put("condition", conditioning.condition());
        results.put("equivarianceError", EquivarianceError.sampled(found.factors(), SAMPLES, seed));
        results.put("equivarianceBound", EquivarianceError.bound(found.spec(), found.relativeError(), found.factors()));
        if (out != null) {
            write(results, found);
            results.put("file", out.toString());
        }
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
