package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.study.RankChoice;
import dev.tdn4j.tdn.study.RanksStudy;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j study ranks}: the rank of the factors against accuracy, equivariance and speed. */
@Command(
        name = "ranks",
        description = "Train the same network with factors of several ranks: accuracy, equivariance and speed (the paper's Table 8).")
final class RanksStudyCommand implements Callable<Integer> {

    private static final int LARGEST_DEGREE = 6;

    /** Which rows a call computes. */
    private enum Part {
        ALL,
        ACCURACY,
        SPEED
    }

    @Option(names = "--degrees", split = ",", defaultValue = "1,2,3", paramLabel = "L", description = "Largest degrees with commas between, 1 to 6. Default: 1,2,3.")
    private List<Integer> degrees;

    @Option(names = "--ranks", split = ",", defaultValue = "linear,quadratic,exact,full", paramLabel = "NAME",
            description = "Ranks with commas between: linear 7L, quadratic 7L² (the paper's), exact the smallest known, full (L+1)⁴. Default: all.")
    private List<RankChoice> ranks;

    @Option(names = "--only", defaultValue = "ALL", paramLabel = "PART",
            description = "What this call computes: ${COMPLETION-CANDIDATES}. Speed wants an idle machine, accuracy does not. Default: all.")
    private Part only;

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
        degrees.forEach(lmax -> UserValue.within("--degrees", lmax, 1, LARGEST_DEGREE));
        StudyTrainingOptions.Resolved resolved = training.resolve(degrees.getFirst(), Set.of("lmax", "rank", "factors", "evenPaths", "pathGroups"));
        RanksStudy ranksStudy = new RanksStudy(
                resolved.training(), resolved.shape(), degrees, ranks, resolved.seeds(), resolved.settings());
        return study.run(ranksStudy, key -> only == Part.ALL || RanksStudy.isSpeed(key) == (only == Part.SPEED), json);
    }
}
