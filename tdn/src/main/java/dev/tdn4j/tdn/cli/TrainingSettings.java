package dev.tdn4j.tdn.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.model.Architecture;
import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.Preset;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.settings.RecordSettings;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The network's shape and the way of training, from defaults, a JSON file, and options that override both. */
final class TrainingSettings {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "What settings of the network are where nothing else says: physical (the default), convolution or paper.")
    private Preset preset;

    @Option(
            names = "--config",
            paramLabel = "F",
            description = "JSON file with settings of the network and of training; docs/training.md lists them.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, as it could stand in the file of --config; may be repeated.")
    private Map<String, String> set = Map.of();

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

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the first parameters, the order of structures, the validation set and dropout.")
    private Long seed;

    /**
     * What the settings come to.
     *
     * @param config the network's shape
     * @param options the way of training
     */
    record Resolved(TdnConfig config, TrainingOptions options) {}

    Resolved resolve() throws IOException {
        return resolve(TdnConfig.physical(), TrainingOptions.standard(), Set.of());
    }

    /**
     * The same from other defaults.
     *
     * @param network of the network, where no preset is given
     * @param training of training
     * @param fixed settings that are not the user's to choose
     */
    Resolved resolve(TdnConfig network, TrainingOptions training, Set<String> fixed) throws IOException {
        requireOneEnd();
        String where = config == null ? "the options" : config.toString();
        Map<String, Object> given = new LinkedHashMap<>();
        if (config != null) {
            given.putAll(ConfigFile.read(config));
        }
        set.forEach((key, text) -> given.put(key, value(text)));
        options(fixed).forEach((key, value) -> {
            if (value != null) {
                given.put(key, value);
            }
        });
        given.keySet().stream().filter(fixed::contains).findFirst().ifPresent(key -> {
            throw new UserException(where + ": " + key + " is not to be set here: the study chooses it itself");
        });
        ConfigFile.Parts parts = ConfigFile.parts(given, where);
        TdnConfig base = preset == null ? network : UserValue.config(preset, degree(parts.network()));
        TdnConfig shape = ConfigJson.fromMap(base, parts.network(), where);
        TrainingOptions options = RecordSettings.with(training, parts.training(), where);
        if (options.dropout() > 0 && shape.architecture() == Architecture.CONVOLUTION) {
            throw new UserException(where + ": dropout is of attention weights, of which architecture convolution has none: leave it out");
        }
        return new Resolved(shape, options);
    }

    /** Presets differ in more than the degree: the paper's rank follows it. A value that is no degree is refused later. */
    private int degree(Map<String, Object> network) {
        return network.get("lmax") instanceof Integer degree && degree >= 0 && degree <= UserValue.LARGEST_NETWORK_DEGREE
                ? degree
                : preset.usualDegree();
    }

    /** Options override the file; null for those that are not given. */
    private Map<String, Object> options(Set<String> fixed) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("lmax", lmax);
        options.put("channels", channels);
        options.put("layers", layers);
        options.put("cutoff", cutoff);
        options.put("epochs", epochs);
        // A number of epochs on the command line ends what a file would end by time.
        options.put("minutes", minutes == null && epochs != null && !fixed.contains("minutes") ? Double.valueOf(0) : minutes);
        options.put("batchSize", batchSize);
        options.put("learningRate", learningRate);
        options.put("energyWeight", energyWeight);
        options.put("forceWeight", forceWeight);
        options.put("trainOnFixed", trainFixed ? Boolean.TRUE : null);
        options.put("seed", seed);
        return options;
    }

    private void requireOneEnd() {
        if (minutes != null && !(minutes > 0)) {
            throw new UserException("--minutes must be positive, but is " + minutes);
        }
        if (minutes != null && epochs != null) {
            throw new UserException("--minutes and --epochs both say when training ends: give one of them");
        }
    }

    /** A number, true or false, or else a word. */
    private static Object value(String text) {
        try {
            return JSON.std.anyFrom(text);
        } catch (IOException e) {
            return text;
        }
    }
}
