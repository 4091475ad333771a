package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ExtendedXyzReader;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.study.ConservationStudy;
import dev.tdn4j.tdn.study.ConservationStudy.Dynamics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j study conservation}: total energies of several models side by side. */
@Command(
        name = "conservation",
        description = {
            "Run dynamics at constant energy with several models from one start: drift, excursion, total energies in one picture.",
            "Without --model, with four networks that it trains: exact factors and rank 7L², conservative and direct forces."
        })
final class ConservationStudyCommand implements Callable<Integer> {

    private static final int USUAL_DEGREE = 3;
    private static final int LARGEST_DEGREE = 6;

    @Option(names = "--model", paramLabel = "NAME=FILE", description = "A model, and what it is called; may be repeated.")
    private Map<String, Path> models = new LinkedHashMap<>();

    @Option(names = "--structure", paramLabel = "F", description = "Where to start: the first frame of a file. Default: ethanol.")
    private Path structure;

    @Option(names = "--steps", defaultValue = "20000", paramLabel = "N", description = "Number of steps. Default: 20000.")
    private long steps;

    @Option(names = "--timestep", defaultValue = "0.5", paramLabel = "FS", description = "Time step, fs. Default: 0.5.")
    private double timestep;

    @Option(names = "--temperature", defaultValue = "300", paramLabel = "K", description = "Of the first velocities. Default: 300.")
    private double temperature;

    @Option(names = "--velocity-seed", defaultValue = "1", paramLabel = "S", description = "Seed of the first velocities. Default: 1.")
    private long velocitySeed;

    @Mixin
    private StudyTrainingOptions training;

    @Mixin
    private StudyOptions study;

    @Mixin
    private JsonOption json;

    @Mixin
    private ExecutorOption executor;

    @Override
    public Integer call() throws IOException {
        requirePositive("--steps", steps);
        requirePositive("--timestep", timestep);
        if (!(temperature >= 0 && temperature < 1e6)) {
            throw new UserException("--temperature must be at least 0 and below 1000000, but is " + temperature);
        }
        Dynamics dynamics = new Dynamics(start(), temperature, velocitySeed, timestep, steps);
        return study.run(models.isEmpty() ? trained(dynamics) : given(dynamics), _ -> true, json);
    }

    private ConservationStudy given(Dynamics dynamics) throws IOException {
        for (Path file : models.values()) {
            // Found out now, not after the dynamics of those before.
            ModelFile.read(file);
        }
        return ConservationStudy.ofModels(models, dynamics, Executors.preferred());
    }

    private ConservationStudy trained(Dynamics dynamics) throws IOException {
        StudyTrainingOptions.Resolved resolved =
                training.resolve(USUAL_DEGREE, Set.of("rank", "factors", "evenPaths", "pathGroups", "forces"));
        UserValue.within("--lmax", resolved.shape().lmax(), 1, LARGEST_DEGREE);
        if (resolved.seeds().size() > 1) {
            throw new UserException("--seeds: every model runs once, from one training: name one seed, not " + resolved.seeds());
        }
        return ConservationStudy.ofTraining(
                resolved.training(), resolved.shape(), resolved.seeds().getFirst(), dynamics, resolved.settings());
    }

    private Structure start() throws IOException {
        if (structure == null) {
            return DemoData.read("xtb_ethanol_500K_test").getFirst().withoutLabels();
        }
        try (ExtendedXyzReader reader = ExtendedXyz.open(structure)) {
            if (!reader.hasNext()) {
                throw new DataException(structure + " holds no structure");
            }
            return reader.next().withoutLabels();
        }
    }

    private static void requirePositive(String option, double value) {
        if (!(value > 0 && value < 1e12)) {
            throw new UserException(option + " must be positive, but is " + value);
        }
    }
}
