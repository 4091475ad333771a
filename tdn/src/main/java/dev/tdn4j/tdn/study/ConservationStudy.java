package dev.tdn4j.tdn.study;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Drift;
import dev.tdn4j.tdn.md.MaxwellBoltzmann;
import dev.tdn4j.tdn.model.ForceKind;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.report.Axis;
import dev.tdn4j.tdn.report.Mark;
import dev.tdn4j.tdn.report.Plot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How well models conserve energy: dynamics without a thermostat from one start, total energies side by side (the second of
 * the “next checks” of arXiv 2507.01131). Models are given, or trained here: factors that are exact or of the paper's rank
 * 7L², forces that are the gradient of the energy or come from a head of their own.
 */
public final class ConservationStudy implements Study {

    private static final int MOST_SAMPLES = 2000;
    private static final double FS_PER_PS = 1000;
    private static final double MEV = 1000;

    /**
     * The dynamics that all models run.
     *
     * @param start the atoms
     * @param temperature of the first velocities, K
     * @param seed of them
     * @param timestep fs
     * @param steps how many
     */
    public record Dynamics(Structure start, double temperature, long seed, double timestep, long steps) {}

    /** Where a model comes from. */
    @FunctionalInterface
    private interface Origin {

        /** The model, or nothing if its training is to stop; and its force RMSE on a test set, or NaN. */
        Optional<Found> model(String key, StudyWork work) throws IOException;
    }

    private record Found(Model model, double forceRmse) {}

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Map<String, Object> settings;
    private final Dynamics dynamics;
    private final Executor executor;

    private ConservationStudy(Dynamics dynamics, Executor executor, Map<String, Object> settings) {
        this.dynamics = dynamics;
        this.executor = executor;
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("start", dynamics.start.source());
        this.settings.put("temperature", dynamics.temperature);
        this.settings.put("velocitySeed", dynamics.seed);
        this.settings.put("timestep", dynamics.timestep);
        this.settings.put("steps", dynamics.steps);
    }

    /**
     * A study of models that are there.
     *
     * @param models their files by the name that tables and pictures give them
     * @param dynamics what they run
     * @param executor what runs them
     * @return the study
     */
    public static ConservationStudy ofModels(Map<String, Path> models, Dynamics dynamics, Executor executor) {
        List<String> files = models.entrySet().stream().map(m -> m.getKey() + "=" + m.getValue()).toList();
        ConservationStudy study = new ConservationStudy(dynamics, executor, Map.of("models", files));
        models.forEach((name, file) ->
                study.origins.put(name, (_, _) -> Optional.of(new Found(ModelFile.read(file), Double.NaN))));
        return study;
    }

    /**
     * A study of networks that are trained in the same way: four, or two where the paper's rank is exact.
     *
     * @param training how and on what
     * @param shape the network, whose rank and kind of forces are replaced
     * @param seed of the trainings
     * @param dynamics what they run
     * @param settings what training and network depend on
     * @return the study
     */
    public static ConservationStudy ofTraining(
            StudyTraining training, TdnConfig shape, long seed, Dynamics dynamics, Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("seed", seed);
        ConservationStudy study = new ConservationStudy(dynamics, training.executor(), all);
        for (ForceKind forces : List.of(ForceKind.GRADIENT, ForceKind.DIRECT)) {
            for (RankChoice choice : choices(shape.lmax())) {
                int rank = choice == RankChoice.EXACT ? 0 : choice.rank(shape.lmax());
                String name = choice.title() + (forces == ForceKind.GRADIENT ? ", conservative" : ", direct");
                TdnConfig config = shape.with("rank", rank).with("forces", forces);
                study.origins.put(name, (key, work) -> training.train(config, seed, key, work, 0.5)
                        .map(trained -> new Found(trained.model(), trained.errors().forceRmse())));
            }
        }
        return study;
    }

    /** At L = 2 the paper's rank is exact. */
    private static List<RankChoice> choices(int lmax) {
        return RankChoice.QUADRATIC.rank(lmax) < RankChoice.EXACT.rank(lmax)
                ? List.of(RankChoice.EXACT, RankChoice.QUADRATIC)
                : List.of(RankChoice.EXACT);
    }

    @Override
    public String name() {
        return "conservation";
    }

    @Override
    public Map<String, Object> settings() {
        return settings;
    }

    @Override
    public List<String> keys() {
        return origins.keySet().stream().map(ConservationStudy::key).toList();
    }

    /** Good in file names: letters, digits and hyphens. */
    private static String key(String name) {
        return name.replace("²", "2").replaceAll("[^A-Za-z0-9.]+", "-");
    }

    @Override
    public Optional<Map<String, Object>> row(String key, StudyWork work) throws IOException {
        String name = origins.keySet().stream().filter(n -> key(n).equals(key)).findFirst().orElseThrow();
        Optional<Found> found = origins.get(name).model(key, work);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Model model = found.get().model;
        long every = Math.max(1, dynamics.steps / MOST_SAMPLES);
        EnergyRun run = new EnergyRun(
                dynamics.start, MaxwellBoltzmann.velocities(dynamics.start, dynamics.temperature, dynamics.seed),
                dynamics.timestep, dynamics.steps, every, work.file(key, ".state"));
        try (NeuralPotential potential = new NeuralPotential(model, executor)) {
            if (!run.run(potential, work, 0.5, 1)) {
                return Optional.empty();
            }
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("lmax", model.config().lmax());
        row.put("relativeError", model.products().relativeError());
        row.put("forces", model.config().forces().name().toLowerCase(Locale.ROOT));
        row.put("forceRmse", Double.isNaN(found.get().forceRmse) ? null : found.get().forceRmse);
        addEnergies(row, run);
        return Optional.of(row);
    }

    private void addEnergies(Map<String, Object> row, EnergyRun run) {
        double[] times = run.picoseconds();
        double[] totals = run.totals();
        int atoms = dynamics.start.size();
        Drift drift = Drift.of(Arrays.stream(times).map(t -> t * FS_PER_PS).toArray(), totals, atoms);
        row.put("picoseconds", run.done() * dynamics.timestep / FS_PER_PS);
        row.put("driftPerAtomPerPs", drift.perAtomPerPs());
        row.put("largestExcursion", drift.largestExcursion());
        row.put("firstTemperature", run.temperatures()[0]);
        row.put("meanTemperature", Arrays.stream(run.temperatures()).average().orElseThrow());
        row.put("end", run.end());
        row.put("times", times);
        row.put("energyChange", Arrays.stream(totals).map(e -> (e - totals[0]) / atoms * MEV).toArray());
    }

    @Override
    public StudyFindings findings(Map<String, Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        Plot linear = new Plot("Total energy at constant energy", Axis.linear("time (ps)"), Axis.linear("change (meV/atom)"));
        Plot log = new Plot("Total energy at constant energy", Axis.linear("time (ps)"), Axis.log("size of the change (meV/atom)"));
        for (Map<String, Object> row : rows.values()) {
            List<Map<String, Object>> one = List.of(row);
            lines.add(List.of(
                    row.get("name").toString(),
                    Sample.of(one, "relativeError").text("%.1e"),
                    Sample.of(one, "forceRmse").text("%.1f"),
                    Sample.of(one, "picoseconds").text("%.3g"),
                    Sample.of(one, "driftPerAtomPerPs").text("%.2g"),
                    Sample.of(one, "largestExcursion").text("%.2g"),
                    Sample.of(one, "meanTemperature").text("%.0f"),
                    row.get("end").toString()));
            double[] times = numbers(row, "times");
            double[] change = numbers(row, "energyChange");
            linear = linear.with(row.get("name").toString(), times, change, Mark.LINE);
            log = log.with(row.get("name").toString(), times, Arrays.stream(change).map(Math::abs).toArray(), Mark.LINE);
        }
        StudyTable table = new StudyTable("Conservation of energy", List.of(
                "model", "error of factors", "force RMSE, meV/Å", "time, ps", "drift, meV/atom/ps", "largest excursion, meV/atom",
                "mean temperature, K", "end"), lines);
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put("energies", linear);
        plots.put("changes", log);
        return new StudyFindings("Conservation of energy", ("Velocity Verlet, %.3g fs a step, from one start of %d atoms with velocities drawn at "
                + "%.0f K; total energies from the start on. Drift is the slope of the least-squares line.")
                .formatted(dynamics.timestep, dynamics.start.size(), dynamics.temperature), List.of(table), plots);
    }

    private static double[] numbers(Map<String, Object> row, String name) {
        return ((List<?>) row.get(name)).stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }
}
