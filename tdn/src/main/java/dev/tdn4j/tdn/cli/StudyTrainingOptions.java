package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.settings.RecordSettings;
import dev.tdn4j.tdn.study.StudyTraining;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the networks of a study learn, and how: the shipped ethanol molecules and a network small enough for minutes, or others. */
final class StudyTrainingOptions {

    private static final String ETHANOL = "ethanol";

    /** Smaller than the default network, so that a training takes a minute or less on two cores. */
    private static final int CHANNELS = 16, LAYERS = 2, EPOCHS = 30, TRAINED_ON = 300;

    @Option(names = "--train", paramLabel = "F", description = "Training set; default: the ethanol molecules of the demo.")
    private Path train;

    @Option(names = "--test", paramLabel = "F", description = "Test set; default: the independent trajectory of the demo.")
    private Path test;

    @Option(names = "--structures", paramLabel = "N", description = "The first N structures of the training set are learned from; 0 for all (default: ${DEFAULT-VALUE}).")
    private int structures = TRAINED_ON;

    @Option(names = "--test-structures", paramLabel = "N", description = "The first N structures of the test set are tested on; 0 for all (default: ${DEFAULT-VALUE}).")
    private int testStructures = 0;

    @Option(names = "--seeds", split = ",", defaultValue = "1", paramLabel = "S", description = "Seeds with commas between: each trains every network once. Default: 1.")
    private List<Long> seeds;

    @Mixin
    private DataSetOptions format;

    @Mixin
    private TrainingSettings settings;

    /**
     * What a study trains.
     *
     * @param training data and options
     * @param shape the network
     * @param seeds each different
     * @param settings all of it, for the study's folder
     */
    record Resolved(StudyTraining training, TdnConfig shape, List<Long> seeds, Map<String, Object> settings) {}

    /**
     * Reads data and settings.
     *
     * @param lmax the largest degree where none is asked for
     * @param varied settings that the study chooses itself
     */
    Resolved resolve(int lmax, Set<String> varied) throws IOException {
        if ((train == null) != (test == null)) {
            throw new UserException("--train and --test go together: networks are tested on what they have not seen");
        }
        if (structures < 0 || testStructures < 0) {
            throw new UserException("--structures and --test-structures must be positive, or 0 for all");
        }
        if (new HashSet<>(seeds).size() < seeds.size()) {
            throw new UserException("--seeds names a seed twice: " + seeds);
        }
        Set<String> fixed = new HashSet<>(varied);
        fixed.addAll(Set.of("seed", "minutes"));
        TrainingSettings.Resolved resolved = settings.resolve(
                TdnConfig.physical().with("lmax", lmax).with("channels", CHANNELS).with("layers", LAYERS), TrainingOptions.standard().withEpochs(EPOCHS), fixed);
        List<Structure> learned = read(train, "xtb_ethanol_500K_train", structures);
        List<Structure> tested = read(test, "xtb_ethanol_500K_test", testStructures);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("train", train == null ? ETHANOL : train.toString());
        all.put("test", test == null ? ETHANOL : test.toString());
        all.put("structures", learned.size());
        all.put("testStructures", tested.size());
        all.putAll(ConfigJson.toMap(resolved.config()));
        all.putAll(RecordSettings.toMap(resolved.options()));
        all.keySet().removeAll(fixed);
        return new Resolved(
                new StudyTraining(learned, tested, resolved.options(), Executors.preferred()), resolved.config(), seeds, all);
    }

    private List<Structure> read(Path file, String shipped, int most) throws IOException {
        if (file == null) {
            return first(DemoData.read(shipped), most);
        }
        try (DataSet set = format.open(file)) {
            return first(set, most);
        }
    }

    private static List<Structure> first(List<Structure> structures, int most) {
        return new ArrayList<>(most == 0 ? structures : structures.subList(0, Math.min(most, structures.size())));
    }
}
