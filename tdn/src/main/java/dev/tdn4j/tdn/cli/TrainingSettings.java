package dev.tdn4j.tdn.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The network's shape and the way of training, from defaults, a JSON file, and options that override both. */
final class TrainingSettings {

    @Option(
            names = "--config",
            paramLabel = "F",
            description = "JSON file with the network's settings: lmax, channels, layers, cutoff, radialBasis, heads, evenPaths, rank.")
    private Path config;

    @Option(names = "--lmax", paramLabel = "L", description = "Largest degree.")
    private Integer lmax;

    @Option(names = "--channels", paramLabel = "C", description = "Channels of a feature.")
    private Integer channels;

    @Option(names = "--layers", paramLabel = "N", description = "Number of blocks.")
    private Integer layers;

    @Option(names = "--cutoff", paramLabel = "R", description = "Cutoff, Å.")
    private Double cutoff;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training set.")
    private Integer epochs;

    @Option(names = "--minutes", paramLabel = "N", description = "Train for so long instead of a number of epochs.")
    private Double minutes;

    @Option(names = "--batch-size", paramLabel = "N", description = "Structures a step.")
    private Integer batchSize;

    @Option(names = "--learning-rate", paramLabel = "R", description = "Largest learning rate.")
    private Double learningRate;

    @Option(names = "--energy-weight", paramLabel = "W", description = "Weight of energies in the loss.")
    private Double energyWeight;

    @Option(names = "--force-weight", paramLabel = "W", description = "Weight of forces in the loss.")
    private Double forceWeight;

    @Option(names = "--train-fixed", description = "Learn the forces on atoms marked fixed too.")
    private boolean trainFixed;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first parameters and of the order of structures.")
    private Long seed;

    /**
     * What the settings come to.
     *
     * @param config the network's shape
     * @param options the way of training
     */
    record Resolved(TdnConfig config, TrainingOptions options) {}

    Resolved resolve() throws IOException {
        Map<String, Object> shape = new LinkedHashMap<>();
        if (config != null) {
            shape.putAll(read(config));
        }
        override(shape, "lmax", lmax);
        override(shape, "channels", channels);
        override(shape, "layers", layers);
        override(shape, "cutoff", cutoff);
        try {
            return new Resolved(ConfigJson.fromMap(shape, config == null ? "the options" : config.toString()), options());
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private static Map<String, Object> read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException e) {
            throw new UserException(file + " is not a JSON object: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private static void override(Map<String, Object> shape, String key, Object value) {
        if (value != null) {
            shape.put(key, value);
        }
    }

    private TrainingOptions options() {
        if (minutes != null && !(minutes > 0)) {
            throw new UserException("--minutes must be positive, but is " + minutes);
        }
        if (minutes != null && epochs != null) {
            throw new UserException("--minutes and --epochs both say when training ends: give one of them");
        }
        TrainingOptions standard = TrainingOptions.standard();
        return new TrainingOptions(
                or(epochs, standard.epochs()),
                or(minutes, 0.0),
                or(batchSize, standard.batchSize()),
                or(learningRate, standard.learningRate()),
                standard.warmUpSteps(),
                standard.weightDecay(),
                standard.averageDecay(),
                standard.clipNorm(),
                or(energyWeight, standard.energyWeight()),
                or(forceWeight, standard.forceWeight()),
                trainFixed,
                or(seed, standard.seed()));
    }

    private static <T> T or(T given, T standard) {
        return given != null ? given : standard;
    }
}
