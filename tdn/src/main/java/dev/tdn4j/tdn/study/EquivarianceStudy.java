package dev.tdn4j.tdn.study;

import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.ExactRank;
import dev.tdn4j.cpdecomp.bounds.ErrorBounds;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.report.Axis;
import dev.tdn4j.tdn.report.Mark;
import dev.tdn4j.tdn.report.Plot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How far energies and forces are from equivariance under random rotations, beside the error of one tensor product and its
 * bounds, against the rank (the first of the “next checks” of arXiv 2507.01131). In double, so that what is seen at exact
 * ranks is rounding of the factors alone.
 */
public final class EquivarianceStudy implements Study {

    /** Of the samples and maximisations of one product's error. */
    private static final int SAMPLES = 1000, STARTS = 16;

    private final StudyTraining training;
    private final TdnConfig shape;
    private final List<Integer> ranks;
    private final boolean trained;
    private final int rotations;
    private final List<Long> seeds;
    private final Map<String, Object> settings;

    /**
     * Prepares the study.
     *
     * @param training how networks are trained and on what; the molecules of its test set are turned
     * @param shape the network, whose rank is replaced
     * @param ranks the ranks; one at which exact factors are known, or a larger one, stands for the exact tensor
     * @param trained whether the network is trained at every rank; else its parameters are as drawn
     * @param rotations how many
     * @param seeds at least one
     * @param settings what training and network depend on
     */
    public EquivarianceStudy(
            StudyTraining training,
            TdnConfig shape,
            List<Integer> ranks,
            boolean trained,
            int rotations,
            List<Long> seeds,
            Map<String, Object> settings) {
        this.training = training;
        this.shape = shape;
        this.ranks = List.copyOf(new TreeSet<>(ranks));
        this.trained = trained;
        this.rotations = rotations;
        this.seeds = List.copyOf(seeds);
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("ranks", this.ranks);
        this.settings.put("trained", trained);
        this.settings.put("rotations", rotations);
        this.settings.put("seeds", this.seeds);
    }

    /**
     * Ranks from a half of 7L to the smallest exact one, each √2 times the one before, and 7L².
     *
     * @param lmax L, 1..6
     * @return at least two
     */
    public static List<Integer> usualRanks(int lmax) {
        int exact = ExactRank.of(lmax);
        TreeSet<Integer> ranks = new TreeSet<>(List.of(exact, Math.min(exact, RankChoice.QUADRATIC.rank(lmax))));
        for (double rank = RankChoice.LINEAR.rank(lmax) / 2.0; rank < exact; rank *= Math.sqrt(2)) {
            ranks.add((int) Math.round(rank));
        }
        return List.copyOf(ranks);
    }

    @Override
    public String name() {
        return "equivariance";
    }

    @Override
    public Map<String, Object> settings() {
        return settings;
    }

    private static String key(int rank, long seed) {
        return "R" + rank + "-seed" + seed;
    }

    @Override
    public List<String> keys() {
        return seeds.stream().flatMap(seed -> ranks.stream().map(rank -> key(rank, seed))).toList();
    }

    @Override
    public Optional<Map<String, Object>> row(String key, StudyWork work) throws IOException {
        for (long seed : seeds) {
            for (int rank : ranks) {
                if (key.equals(key(rank, seed))) {
                    return row(rank, seed, key, work);
                }
            }
        }
        throw new IllegalArgumentException(key);
    }

    private Optional<Map<String, Object>> row(int rank, long seed, String key, StudyWork work) throws IOException {
        TdnConfig config = shape.with("rank", rank >= ExactRank.of(shape.lmax()) ? 0 : rank);
        Optional<Model> model = trained
                ? training.train(config, seed, key, work, 0.8).map(StudyTraining.Trained::model)
                : Optional.of(training.untrained(config, seed));
        if (model.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("lmax", shape.lmax());
        row.put("rank", rank);
        row.put("seed", seed);
        addProduct(row, model.get().products());
        work.progress(0.85);
        // Not the exact tensor that stands for exact factors, but the factors with their rounding.
        SharedProduct products = model.get().products();
        Model ofFactors = new Model(
                model.get().config(),
                new SharedProduct(products.factors().orElseThrow().toCoupling(), products.provenance(), products.relativeError()),
                model.get().parameters(),
                model.get().references());
        try (NeuralPotential potential = new NeuralPotential(ofFactors, new ScalarExecutor())) {
            RotationError error = RotationError.of(
                    potential, training.test(), rotations, seed, share -> work.progress(0.85 + 0.15 * share));
            row.put("forceEquivarianceError", error.force());
            row.put("energyEquivarianceError", 1000 * error.energy());
        }
        return Optional.of(row);
    }

    private void addProduct(Map<String, Object> row, SharedProduct product) {
        Decomposition factors = new Decomposition(
                shape.paths(), product.factors().orElseThrow(), product.relativeError(), 0, Decomposition.ALS, product.provenance());
        ErrorBounds bounds = ErrorBounds.of(factors, SAMPLES, STARTS, 1);
        row.put("relativeError", product.relativeError());
        row.put("equivarianceBound", bounds.residualBound());
        row.put("spectralBound", bounds.spectralBound());
        row.put("worstFound", bounds.worstFound());
        row.put("rootMeanSquare", bounds.rootMeanSquare());
    }

    @Override
    public StudyFindings findings(Map<String, Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        for (int rank : ranks) {
            List<Map<String, Object>> found = rows(rank, rows);
            List<Map<String, Object>> first = found.stream().limit(1).toList();
            lines.add(List.of(
                    Integer.toString(rank),
                    Sample.of(first, "relativeError").text("%.1e"),
                    Sample.of(first, "equivarianceBound").text("%.1e"),
                    Sample.of(first, "worstFound").text("%.1e"),
                    Sample.of(first, "rootMeanSquare").text("%.1e"),
                    Sample.of(found, "forceEquivarianceError").text("%.1e"),
                    Sample.of(found, "energyEquivarianceError").text("%.1e")));
        }
        StudyTable table = new StudyTable("One product and the whole network", List.of(
                "rank", "error of factors", "bound 2‖M−M̂‖", "worst product found", "RMS of a product",
                "change of forces", "change of energies, meV/atom"), lines);
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put("forces", forces(rows));
        plots.put("energies", new Plot("Energies under rotations, L = " + shape.lmax(), Axis.log(rankLabel(rows)), Axis.log("RMS change (meV/atom)"))
                .with("change of energies", shown(), curve("energyEquivarianceError", rows), Mark.LINE_AND_POINTS));
        return new StudyFindings("Equivariance against the rank", ("A network at L = %d with %s parameters, %d random rotations of the %d molecules "
                + "of the test set, in double. The change of forces is √(Σ‖F(Rx) − R F(x)‖² / Σ‖F‖²); errors and bounds of a product are of "
                + "‖ε‖/(‖x‖‖y‖) (for a whole network no bound is known). Mean and standard deviation over %d seed(s).")
                .formatted(shape.lmax(), trained ? "trained" : "random", rotations, training.test().size(), seeds.size()),
                List.of(table), plots);
    }

    private List<Map<String, Object>> rows(int rank, Map<String, Map<String, Object>> rows) {
        return seeds.stream().map(seed -> rows.get(key(rank, seed))).filter(row -> row != null).toList();
    }

    private Plot forces(Map<String, Map<String, Object>> rows) {
        return new Plot("Forces under rotations and one product, L = " + shape.lmax(), Axis.log(rankLabel(rows)), Axis.log("relative error"))
                .with("product: bound 2‖M−M̂‖", shown(), curve("equivarianceBound", rows), Mark.DASHES)
                .with("product: worst found", shown(), curve("worstFound", rows), Mark.LINE)
                .with("product: RMS", shown(), curve("rootMeanSquare", rows), Mark.LINE)
                .with("network: change of forces", shown(), curve("forceEquivarianceError", rows), Mark.LINE_AND_POINTS);
    }

    /** Exact ranks have no place on a logarithmic axis beside the others: the label names them. */
    private double[] shown() {
        return ranks.stream().filter(rank -> rank < ExactRank.of(shape.lmax())).mapToDouble(r -> r).toArray();
    }

    private double[] curve(String column, Map<String, Map<String, Object>> rows) {
        return ranks.stream()
                .filter(rank -> rank < ExactRank.of(shape.lmax()))
                .mapToDouble(rank -> Sample.of(rows(rank, rows), column).mean())
                .toArray();
    }

    private String rankLabel(Map<String, Map<String, Object>> rows) {
        StringBuilder label = new StringBuilder("rank");
        for (int rank : ranks) {
            if (rank >= ExactRank.of(shape.lmax())) {
                label.append(" (exact at ").append(rank).append(", where forces change by ")
                        .append(Sample.of(rows(rank, rows), "forceEquivarianceError").text("%.0e")).append(')');
            }
        }
        return label.toString();
    }
}
