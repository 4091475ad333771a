package dev.tdn4j.tdn.study;

import dev.tdn4j.cpdecomp.groups.PathGroups;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.PathSharing;
import dev.tdn4j.tdn.model.RadialWeights;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.report.Axis;
import dev.tdn4j.tdn.report.Mark;
import dev.tdn4j.tdn.report.Plot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How much accuracy it costs that paths share a radial weight, from one weight for all paths (path-weight sharing, arXiv
 * 2507.01131) to one for every path, and where between them it comes back. Groupings are by rule, or learned: a network
 * with a weight for every path is trained, the paths whose weights became most alike are merged ({@link LearnedGroups}),
 * and the network is trained again from the start with these groups.
 */
public final class SharingStudy implements Study {

    private static final List<String> RULES = List.of("parity", "input", "edge", "output");
    private static final String LEARNED = "learned";

    /** Molecules on whose edges learned weights are compared. */
    private static final int COMPARED_ON = 10;

    private final StudyTraining training;
    private final TdnConfig shape;
    private final List<Integer> learned;
    private final List<Long> seeds;
    private final Map<String, Object> settings;

    /** A grouping: a name of {@link PathSharing}, or {@code learned} with the number of groups. */
    private record Grouping(String name, int learned) {

        String title() {
            return learned > 0 ? name + "-" + learned : name;
        }
    }

    /**
     * Prepares the study.
     *
     * @param training how networks are trained and on what
     * @param shape the network, whose groups of paths are replaced
     * @param learned how many groups learned groupings have
     * @param seeds at least one
     * @param settings what training and network depend on
     * @throws IllegalArgumentException if a number of groups is not between 2 and one less than the paths
     */
    public SharingStudy(
            StudyTraining training, TdnConfig shape, List<Integer> learned, List<Long> seeds, Map<String, Object> settings) {
        int paths = shape.paths().paths().size();
        for (int groups : learned) {
            if (groups < 2 || groups >= paths) {
                throw new IllegalArgumentException(
                        "%d paths make 2 to %d learned groups, not %d".formatted(paths, paths - 1, groups));
            }
        }
        this.training = training;
        this.shape = shape;
        this.learned = List.copyOf(new TreeSet<>(learned));
        this.seeds = List.copyOf(seeds);
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("groups", this.learned);
        this.settings.put("seeds", this.seeds);
    }

    @Override
    public String name() {
        return "sharing";
    }

    @Override
    public Map<String, Object> settings() {
        return settings;
    }

    /** The ends come first, since learned groups need one of them. */
    private List<Grouping> groupings() {
        List<Grouping> groupings = new ArrayList<>();
        groupings.add(new Grouping(PathSharing.SHARED, 0));
        groupings.add(new Grouping(PathSharing.PATH, 0));
        learned.forEach(groups -> groupings.add(new Grouping(LEARNED, groups)));
        RULES.stream()
                .filter(rule -> size(rule) > 1)
                .forEach(rule -> groupings.add(new Grouping(rule, 0)));
        return groupings;
    }

    private int size(String name) {
        return PathSharing.groups(name, shape.paths()).size();
    }

    private static String key(Grouping grouping, long seed) {
        return grouping.title() + "-seed" + seed;
    }

    @Override
    public List<String> keys() {
        return seeds.stream().flatMap(seed -> groupings().stream().map(grouping -> key(grouping, seed))).toList();
    }

    @Override
    public Optional<Map<String, Object>> row(String key, StudyWork work) throws IOException {
        for (long seed : seeds) {
            for (Grouping grouping : groupings()) {
                if (key.equals(key(grouping, seed))) {
                    return row(grouping, seed, key, work);
                }
            }
        }
        throw new IllegalArgumentException(key);
    }

    private Optional<Map<String, Object>> row(Grouping grouping, long seed, String key, StudyWork work) throws IOException {
        String groups = grouping.learned > 0 ? learnedGroups(grouping.learned, seed, work) : grouping.name;
        Optional<StudyTraining.Trained> trained = training.train(shape.with("pathGroups", groups), seed, key, work, 1);
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        Model model = trained.get().model();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("grouping", grouping.title());
        row.put("groups", model.config().groups().size());
        row.put("pathGroups", groups);
        row.put("seed", seed);
        row.put("parameters", model.parameters().count());
        row.put("forceRmse", trained.get().errors().forceRmse());
        row.put("forceMae", trained.get().errors().forceMae());
        row.put("energyMae", trained.get().errors().energyMae());
        return Optional.of(row);
    }

    private String learnedGroups(int count, long seed, StudyWork work) throws IOException {
        Model free = ModelFile.read(work.file(key(new Grouping(PathSharing.PATH, 0), seed), ".model"));
        List<AtomGraph> graphs = training.training().stream()
                .limit(COMPARED_ON)
                .map(structure -> AtomGraph.of(structure, shape.cutoff()))
                .toList();
        PathGroups groups = LearnedGroups.of(shape.paths(), RadialWeights.of(free, graphs), count);
        return PathSharing.text(groups);
    }

    @Override
    public StudyFindings findings(Map<String, Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        List<Grouping> sorted = new ArrayList<>(groupings());
        sorted.sort(Comparator.comparingInt(this::size));
        for (Grouping grouping : sorted) {
            List<Map<String, Object>> found = rows(grouping, rows);
            lines.add(List.of(
                    grouping.title(), Integer.toString(size(grouping)),
                    found.isEmpty() ? "–" : found.getFirst().get("parameters").toString(),
                    Sample.of(found, "forceRmse").text("%.1f"),
                    Sample.of(found, "energyMae").text("%.2f"),
                    found.isEmpty() ? "–" : found.getFirst().get("pathGroups").toString()));
        }
        StudyTable table = new StudyTable("Groups of paths that share a weight", List.of(
                "grouping", "groups", "parameters", "force RMSE, meV/Å", "energy MAE, meV/atom", "groups of seed " + seeds.getFirst()), lines);
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put("forces", plot(rows, "Path weights and forces", "forceRmse", "force RMSE (meV/Å)"));
        plots.put("energies", plot(rows, "Path weights and energies", "energyMae", "energy MAE (meV/atom)"));
        return new StudyFindings("How much paths may share", ("The same network at L = %d, trained in the same way on %d structures for %d epochs "
                + "with its %d paths in groups, one radial weight a group and channel; tested on %d; mean and standard deviation over %d seed(s). "
                + "Learned groups merge the paths whose weights are most alike in the network with a weight for every path.")
                .formatted(shape.lmax(), training.training().size(), training.options().epochs(), size(PathSharing.PATH),
                        training.test().size(), seeds.size()), List.of(table), plots);
    }

    private int size(Grouping grouping) {
        return grouping.learned > 0 ? grouping.learned : size(grouping.name);
    }

    private List<Map<String, Object>> rows(Grouping grouping, Map<String, Map<String, Object>> rows) {
        return seeds.stream().map(seed -> rows.get(key(grouping, seed))).filter(row -> row != null).toList();
    }

    private Plot plot(Map<String, Map<String, Object>> rows, String title, String column, String label) {
        List<Grouping> curve = new ArrayList<>(List.of(new Grouping(PathSharing.SHARED, 0)));
        learned.forEach(groups -> curve.add(new Grouping(LEARNED, groups)));
        curve.add(new Grouping(PathSharing.PATH, 0));
        Plot plot = new Plot(title, Axis.log("groups of paths, each with a weight of its own"), Axis.linear(label))
                .with("none, learned, all", sizes(curve), means(curve, column, rows), Mark.LINE_AND_POINTS);
        for (Grouping grouping : groupings()) {
            if (RULES.contains(grouping.name)) {
                plot = plot.with("by " + grouping.name, sizes(List.of(grouping)), means(List.of(grouping), column, rows), Mark.POINTS);
            }
        }
        return plot;
    }

    private double[] sizes(List<Grouping> groupings) {
        return groupings.stream().mapToDouble(this::size).toArray();
    }

    private double[] means(List<Grouping> groupings, String column, Map<String, Map<String, Object>> rows) {
        return groupings.stream().mapToDouble(grouping -> Sample.of(rows(grouping, rows), column).mean()).toArray();
    }
}
