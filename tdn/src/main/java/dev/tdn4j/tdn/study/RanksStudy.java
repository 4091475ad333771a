package dev.tdn4j.tdn.study;

import dev.tdn4j.cpdecomp.ExactRank;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.report.Axis;
import dev.tdn4j.tdn.report.Mark;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.graph.ByFactors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rank of the factors against accuracy, equivariance and speed (arXiv 2507.01131, table 8). The same network is trained
 * in the same way at every rank and seed. Ranks at which the factors are exact define one and the same network, which is
 * trained once; they differ in speed alone, and only where products are computed through the factors.
 */
public final class RanksStudy implements Study {

    private static final String ACCURACY = "accuracy-", SPEED = "speed-";

    /** Rotations for the change of forces; each molecule of the test set is turned in turn. */
    private static final int ROTATIONS = 50;

    private final StudyTraining training;
    private final TdnConfig shape;
    private final List<Integer> degrees;
    private final List<RankChoice> choices;
    private final List<Long> seeds;
    private final Map<String, Object> settings;

    /** A network, and the rank that its factors have or 0 if they are exact. */
    private record Point(int lmax, int rank) {}

    /**
     * Prepares the study.
     *
     * @param training how networks are trained and on what
     * @param shape the network, whose degree and rank are replaced
     * @param degrees the largest degrees L, 1..6
     * @param choices the ranks
     * @param seeds at least one
     * @param settings what training and network depend on
     */
    public RanksStudy(
            StudyTraining training,
            TdnConfig shape,
            List<Integer> degrees,
            List<RankChoice> choices,
            List<Long> seeds,
            Map<String, Object> settings) {
        this.training = training;
        this.shape = shape;
        this.degrees = List.copyOf(new TreeSet<>(degrees));
        this.choices = List.copyOf(new TreeSet<>(choices));
        this.seeds = List.copyOf(seeds);
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("degrees", this.degrees);
        this.settings.put("ranks", this.choices.stream().map(RankChoice::title).toList());
        this.settings.put("seeds", this.seeds);
    }

    @Override
    public String name() {
        return "ranks";
    }

    @Override
    public Map<String, Object> settings() {
        return settings;
    }

    /**
     * Whether a row is a measurement of speed, which wants an idle machine.
     *
     * @param key the row
     * @return true for those; the others train networks
     */
    public static boolean isSpeed(String key) {
        return key.startsWith(SPEED);
    }

    @Override
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (long seed : seeds) {
            degrees.forEach(lmax -> points(lmax).forEach(point -> keys.add(accuracyKey(point, seed))));
        }
        degrees.forEach(lmax -> ranks(lmax).keySet().forEach(rank -> keys.add(speedKey(lmax, rank))));
        return keys;
    }

    private static String accuracyKey(Point point, long seed) {
        return ACCURACY + "L" + point.lmax + "-" + (point.rank == 0 ? "exact" : "R" + point.rank) + "-seed" + seed;
    }

    private static String speedKey(int lmax, int rank) {
        return SPEED + "L" + lmax + "-R" + rank;
    }

    /** The choices by their ranks. */
    private Map<Integer, String> ranks(int lmax) {
        Map<Integer, String> titles = new TreeMap<>();
        choices.forEach(choice -> titles.merge(choice.rank(lmax), choice.title(), (one, other) -> one + ", " + other));
        return titles;
    }

    private static Point point(int lmax, int rank) {
        return new Point(lmax, rank >= ExactRank.of(lmax) ? 0 : rank);
    }

    private List<Point> points(int lmax) {
        return ranks(lmax).keySet().stream().map(rank -> point(lmax, rank)).distinct().toList();
    }

    @Override
    public Optional<Map<String, Object>> row(String key, StudyWork work) throws IOException {
        for (int lmax : degrees) {
            for (int rank : ranks(lmax).keySet()) {
                if (key.equals(speedKey(lmax, rank))) {
                    return Optional.of(speed(lmax, rank, work));
                }
            }
            for (Point point : points(lmax)) {
                for (long seed : seeds) {
                    if (key.equals(accuracyKey(point, seed))) {
                        return accuracy(point, seed, key, work);
                    }
                }
            }
        }
        throw new IllegalArgumentException(key);
    }

    private TdnConfig config(int lmax, int rank) {
        return shape.with("lmax", lmax).with("rank", rank);
    }

    private Optional<Map<String, Object>> accuracy(Point point, long seed, String key, StudyWork work) throws IOException {
        Optional<StudyTraining.Trained> trained = training.train(config(point.lmax, point.rank), seed, key, work, 0.95);
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        Model model = trained.get().model();
        SharedProduct product = model.products();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("lmax", point.lmax);
        row.put("rank", SharedProduct.rank(model.config()));
        row.put("seed", seed);
        row.put("parameters", model.parameters().count());
        row.put("relativeError", product.relativeError());
        row.put("equivarianceBound", EquivarianceError.bound(
                model.config().paths(), product.relativeError(), product.factors().orElseThrow()));
        row.put("forceRmse", trained.get().errors().forceRmse());
        row.put("forceMae", trained.get().errors().forceMae());
        row.put("energyMae", trained.get().errors().energyMae());
        RotationError error = rotated(model, new ScalarExecutor(), share -> work.progress(0.95 + 0.05 * share));
        row.put("forceEquivarianceError", error.force());
        row.put("energyEquivarianceError", 1000 * error.energy());
        return Optional.of(row);
    }

    private RotationError rotated(Model model, Executor executor, java.util.function.DoubleConsumer progress) {
        try (NeuralPotential potential = new NeuralPotential(model, executor)) {
            return RotationError.of(potential, training.test(), ROTATIONS, 1, progress);
        }
    }

    /** At a rank that the smallest exact one would replace, the factors are still those of the rank asked for. */
    private Map<String, Object> speed(int lmax, int rank, StudyWork work) {
        Model model = training.untrained(config(lmax, rank), 1);
        Map<String, Object> row = new LinkedHashMap<>();
        int n = Degrees.components(lmax);
        row.put("lmax", lmax);
        row.put("rank", rank);
        row.put("matrixMultiplyAdds", n * n);
        row.put("factorMultiplyAdds", 2 * n * rank);
        try (NeuralPotential potential = new NeuralPotential(model, training.executor())) {
            row.put("structuresPerSecond", Speed.of(potential, training.testGraphs(shape.cutoff())));
        }
        work.progress(0.5);
        try (NeuralPotential potential = new NeuralPotential(model, training.executor(), new ByFactors())) {
            row.put("structuresPerSecondByFactors", Speed.of(potential, training.testGraphs(shape.cutoff())));
        }
        return row;
    }

    @Override
    public StudyFindings findings(Map<String, Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        for (int lmax : degrees) {
            ranks(lmax).forEach((rank, title) -> lines.add(line(lmax, rank, title, rows)));
        }
        StudyTable table = new StudyTable("Rank against accuracy, equivariance and speed", List.of(
                "L", "rank", "schedule", "error of factors", "bound 2‖M−M̂‖", "force RMSE, meV/Å", "energy MAE, meV/atom",
                "change of forces by turning", "multiply-adds by factors (matrix)", "structures/s by factors", "by matrices"), lines);
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put("accuracy", plot(rows, "Accuracy against the rank", "forceRmse", "force RMSE (meV/Å)"));
        plots.put("equivariance", plot(rows, "Equivariance against the rank", "forceEquivarianceError", "relative change of forces"));
        plots.put("tradeoff", tradeOff(rows));
        return new StudyFindings("Rank of the factors", summary(), List.of(table), plots);
    }

    private String summary() {
        return ("The same network, trained in the same way on %d structures for %d epochs, tested on %d; mean and standard deviation over "
                + "%d seed(s). Multiply-adds are of one product, an edge and channel. Programs contract the edge's harmonics first, to one "
                + "matrix an edge (by matrices), so that their speed does not depend on the rank; the published code computes every product "
                + "through the factors (by factors). Ranks of exact factors define the same network.")
                .formatted(training.training().size(), training.options().epochs(), training.test().size(), seeds.size());
    }

    private List<Map<String, Object>> accuracy(Map<String, Map<String, Object>> rows, Point point) {
        return seeds.stream().map(seed -> rows.get(accuracyKey(point, seed))).filter(row -> row != null).toList();
    }

    private List<String> line(int lmax, int rank, String title, Map<String, Map<String, Object>> rows) {
        Collection<Map<String, Object>> found = accuracy(rows, point(lmax, rank));
        Map<String, Object> speed = rows.getOrDefault(speedKey(lmax, rank), Map.of());
        int n = Degrees.components(lmax);
        return List.of(
                Integer.toString(lmax), Integer.toString(rank), title,
                Sample.of(found.stream().limit(1).toList(), "relativeError").text("%.1e"),
                Sample.of(found.stream().limit(1).toList(), "equivarianceBound").text("%.1e"),
                Sample.of(found, "forceRmse").text("%.1f"),
                Sample.of(found, "energyMae").text("%.2f"),
                Sample.of(found, "forceEquivarianceError").text("%.1e"),
                String.format(Locale.ROOT, "%d (%d)", 2 * n * rank, n * n),
                Sample.of(List.of(speed), "structuresPerSecondByFactors").text("%.0f"),
                Sample.of(List.of(speed), "structuresPerSecond").text("%.0f"));
    }

    private Plot plot(Map<String, Map<String, Object>> rows, String title, String column, String label) {
        Plot plot = new Plot(title, Axis.log("rank"), Axis.log(label));
        for (int lmax : degrees) {
            List<Integer> ranks = points(lmax).stream().map(p -> p.rank == 0 ? ExactRank.of(lmax) : p.rank).toList();
            double[] values = points(lmax).stream().mapToDouble(p -> Sample.of(accuracy(rows, p), column).mean()).toArray();
            plot = plot.with("L = " + lmax, ranks.stream().mapToDouble(r -> r).toArray(), values, Mark.LINE_AND_POINTS);
        }
        return plot;
    }

    /** What a product costs where it is computed through its factors, against what the network is worth. */
    private Plot tradeOff(Map<String, Map<String, Object>> rows) {
        Plot plot = new Plot("Accuracy against the cost of a product by factors", Axis.log("multiply-adds an edge and channel"),
                Axis.log("force RMSE (meV/Å)"));
        for (int lmax : degrees) {
            List<Integer> ranks = List.copyOf(ranks(lmax).keySet());
            int n = Degrees.components(lmax);
            plot = plot.with("L = " + lmax,
                    ranks.stream().mapToDouble(rank -> 2.0 * n * rank).toArray(),
                    ranks.stream().mapToDouble(rank -> Sample.of(accuracy(rows, point(lmax, rank)), "forceRmse").mean()).toArray(),
                    Mark.LINE_AND_POINTS);
        }
        return plot;
    }
}
