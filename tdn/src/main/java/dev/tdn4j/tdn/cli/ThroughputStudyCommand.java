package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.study.NetworkVariant;
import dev.tdn4j.tdn.study.ThroughputStudy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j study throughput}: structures a second of TDN, Equiformer and what lies between them. */
@Command(
        name = "throughput",
        description = "Time TDN, Equiformer and TDN without its parts against the largest degree (the paper's Tables 4 and 7). "
                + "Wants an idle machine.")
final class ThroughputStudyCommand implements Callable<Integer> {

    private static final int LARGEST_DEGREE = 6;
    private static final int MOST_CHANNELS = 1024, MOST_LAYERS = 32, MOST_STRUCTURES = 1024, LONGEST_WARM_UP = 3600;

    /** Attention heads of the networks, of which each has as many channels. */
    private static final int HEADS = 4;

    @Option(names = "--degrees", split = ",", defaultValue = "1,2,3", paramLabel = "L", description = "Largest degrees with commas between, 1 to 6. Default: 1,2,3.")
    private List<Integer> degrees;

    @Option(
            names = "--networks",
            split = ",",
            defaultValue = "equiformer,tdn,without_cp,without_sharing,without_shared_linears",
            paramLabel = "NAME",
            description = "Networks with commas between: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<NetworkVariant> networks;

    @Option(names = "--channels", defaultValue = "256", paramLabel = "N", description = "Channels, a multiple of 4. Default: 256, the paper's.")
    private int channels;

    @Option(names = "--layers", defaultValue = "6", paramLabel = "N", description = "Blocks. Default: 6, the paper's.")
    private int layers;

    @Option(names = "--structures", defaultValue = "1", paramLabel = "N", description = "Structures at once. Default: 1.")
    private int structures;

    @Option(names = "--warm-up", defaultValue = "15", paramLabel = "SECONDS", description = "Time for the compiler before each row. Default: 15.")
    private int warmUp;

    @Mixin
    private StudyOptions study;

    @Mixin
    private JsonOption json;

    @Mixin
    private ExecutorOption executor;

    @Override
    public Integer call() throws IOException {
        degrees.forEach(lmax -> UserValue.within("--degrees", lmax, 1, LARGEST_DEGREE));
        UserValue.within("--channels", channels, HEADS, MOST_CHANNELS);
        if (channels % HEADS != 0) {
            throw new UserException("--channels must be a multiple of " + HEADS + ", but is " + channels);
        }
        UserValue.within("--layers", layers, 1, MOST_LAYERS);
        UserValue.within("--structures", structures, 1, MOST_STRUCTURES);
        UserValue.within("--warm-up", warmUp, 0, LONGEST_WARM_UP);
        ThroughputStudy throughput = new ThroughputStudy(
                Executors.preferred(), networks, degrees, channels, layers, structures, warmUp);
        return study.run(throughput, key -> true, json);
    }
}
