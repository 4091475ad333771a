package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.AlignedProduct;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.PlainTensor;
import dev.tdn4j.cpdecomp.Product;
import dev.tdn4j.cpdecomp.RankProfile;
import dev.tdn4j.cpdecomp.So2Linear;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tdn4j ranks}: how many terms the CP factors of each product need. */
@Command(
        name = "ranks",
        description = {
            "Search the smallest ranks of CP factors of tensor products, for several errors, in the time given.",
            "What is found is kept, so that the next call goes on where this one ended; Ctrl-C prints what there is."
        })
final class RanksCommand implements Callable<Integer> {

    private static final int LARGEST_DEGREE = 6;
    /** The exit code of a program ended by SIGINT, by the shells' convention. */
    private static final int INTERRUPTED = 130;

    /** Name of the tensor in a file. */
    private static final String TENSOR = "M";

    /** The products that a degree defines. */
    private enum Kind {
        ALL(CouplingSpec::all),
        EVEN(CouplingSpec::even),
        ALL_FREE(null),
        EVEN_FREE(null),
        GAUNT(CouplingSpec::gaunt),
        ALIGNED(AlignedProduct::all),
        SO2(So2Linear::new);

        /** Null where the path weights are free, and with them the product. */
        private final Function<Integer, Product> product;

        Kind(Function<Integer, Product> product) {
            this.product = product;
        }
    }

    @Spec
    private CommandSpec command;

    @Option(
            names = "--lmax",
            defaultValue = "2",
            paramLabel = "L",
            description = "Largest degree: every L from 1 on is studied. Default: 2.")
    private int lmax;

    @Option(names = "--product", split = ",", paramLabel = "NAME", description = {
        "Which products, with commas between: ${COMPLETION-CANDIDATES}. Default: all of them.",
        "all, even: paths of weight 1; all_free, even_free: paths of any weights between 1/2 and 2;",
        "gaunt: products of functions on the sphere; aligned: all paths with the edge as the polar axis;",
        "so2: the most general linear map in that frame, with free weights."
    })
    private List<Kind> kinds;

    @Option(
            names = "--tensor",
            paramLabel = "FILE",
            description = "A bilinear map of your own: the tensor M, [n1, n2, n3], of a safetensors file.")
    private Path tensor;

    @Option(
            names = "--tolerances",
            split = ",",
            defaultValue = "1e-12,1e-6,1e-3",
            paramLabel = "T",
            description = "The largest relative errors, with commas between. Default: 1e-12,1e-6,1e-3.")
    private List<Double> tolerances;

    @Option(names = "--minutes", defaultValue = "5", paramLabel = "M", description = "Time for all searches together. Default: 5.")
    private double minutes;

    @Option(names = "--seed", defaultValue = "0", description = "Where random starts come from. Default: 0.")
    private long seed;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        UserValue.within("--lmax", lmax, 1, LARGEST_DEGREE);
        if (!(minutes > 0 && minutes <= 1e5)) {
            throw new UserException("--minutes must be positive and at most 100000, but is " + minutes);
        }
        FactorCache cache = cache();
        List<RankTask> tasks = tasks(cache);
        try (Interrupt interrupt = new Interrupt(() -> {})) {
            try (RankProgress progress = new RankProgress(command.commandLine().getErr(), minutes)) {
                searchAll(tasks, interrupt::happened, progress);
            }
            report(tasks, interrupt.happened());
            return interrupt.happened() ? INTERRUPTED : 0;
        }
    }

    private static FactorCache cache() {
        try {
            return FactorCache.standard();
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private List<RankTask> tasks(FactorCache cache) throws IOException {
        List<RankTask> tasks = new ArrayList<>();
        try {
            if (tensor != null) {
                tasks.add(new FixedProductRanks(tensor.getFileName().toString(), null, new RankProfile(read(), tolerances), cache, seed));
            }
            if (kinds == null) {
                kinds = tensor == null ? List.of(Kind.values()) : List.of();
            }
            for (int l = 1; l <= lmax; l++) {
                for (Kind kind : kinds) {
                    tasks.add(task(kind, l, cache));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new UserException("--tolerances: " + e.getMessage(), e);
        }
        return tasks;
    }

    private RankTask task(Kind kind, int degree, FactorCache cache) throws IOException {
        String name = UserValue.name(kind);
        return kind.product == null
                ? new FreeWeightRanks(name, degree, kind == Kind.EVEN_FREE, tolerances, cache.folder())
                : new FixedProductRanks(name, degree, new RankProfile(kind.product.apply(degree), tolerances), cache, seed);
    }

    private PlainTensor read() throws IOException {
        Map<String, Tensor> tensors = Safetensors.read(tensor).tensors();
        Tensor m = tensors.get(TENSOR);
        if (m == null) {
            throw new UserException("--tensor: " + tensor + " holds no tensor " + TENSOR + ", only " + tensors.keySet());
        }
        if (!m.dtype().isFloating()) {
            throw new UserException("--tensor: " + tensor + ": " + TENSOR + " must be F32 or F64, but is " + m.dtype());
        }
        try {
            return PlainTensor.of(m.shape(), m.doubles());
        } catch (IllegalArgumentException e) {
            throw new UserException("--tensor: " + tensor + ": " + e.getMessage(), e);
        }
    }

    /** Every search gets an equal share of the time that is left; what it does not need goes to those after it. */
    private void searchAll(List<RankTask> tasks, BooleanSupplier interrupted, RankProgress progress) throws IOException {
        int left = tasks.stream().mapToInt(task -> task.rows().size()).sum();
        for (RankTask task : tasks) {
            for (RankProfile.Row row : task.rows()) {
                long deadline = System.nanoTime() + progress.nanosLeft() / left--;
                progress.begin(task.label(), row);
                task.search(row.tolerance(), () -> interrupted.getAsBoolean() || System.nanoTime() >= deadline, progress);
                if (interrupted.getAsBoolean()) {
                    return;
                }
            }
            progress.end(task.label(), task.rows());
        }
    }

    private void report(List<RankTask> tasks, boolean interrupted) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RankTask task : tasks) {
            for (RankProfile.Row row : task.rows()) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("product", task.name());
                if (task.lmax() != null) {
                    result.put("lmax", task.lmax());
                }
                result.put("tolerance", row.tolerance());
                result.put("leastRank", row.leastRank());
                result.put("rank", row.rank());
                result.put("relativeError", row.relativeError());
                result.put("largestEntry", row.largestEntry());
                result.put("method", row.method());
                result.put("searched", row.searched());
                rows.add(result);
            }
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("rows", rows);
        results.put("seed", seed);
        results.put("minutes", minutes);
        results.put("interrupted", interrupted);
        json.print(results, out -> print(out, tasks));
    }

    private static void print(PrintWriter out, List<RankTask> tasks) {
        int width = tasks.stream().mapToInt(task -> task.label().length()).max().orElse(0);
        out.printf("%-" + width + "s", "");
        tasks.getFirst().rows().forEach(row -> out.printf("  %10s", RankProgress.power(row.tolerance())));
        out.println();
        for (RankTask task : tasks) {
            out.printf("%-" + width + "s", task.label());
            task.rows().forEach(row -> out.printf(Locale.ROOT, "  %10s", RankProgress.rank(row)));
            out.println();
        }
        out.println("The smallest rank found by relative error; ≤ where the time ended before the search did.");
    }
}
