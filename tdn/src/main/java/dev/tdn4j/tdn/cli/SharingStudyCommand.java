package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.study.SharingStudy;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j study sharing}: from one weight for all paths to one for every path. */
@Command(
        name = "sharing",
        description = "Train the same network with its paths in groups that share a weight: one group, by parity and degrees, learned, "
                + "none: where the accuracy comes back that sharing costs.")
final class SharingStudyCommand implements Callable<Integer> {

    private static final int USUAL_DEGREE = 2;

    @Option(names = "--groups", split = ",", defaultValue = "2,4,8", paramLabel = "G", description = "Numbers of learned groups with commas between. Default: 2,4,8.")
    private List<Integer> groups;

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
        StudyTrainingOptions.Resolved resolved = training.resolve(USUAL_DEGREE, Set.of("rank", "factors", "pathGroups"));
        UserValue.within("--lmax", resolved.shape().lmax(), 1, UserValue.LARGEST_NETWORK_DEGREE);
        SharingStudy sharing;
        try {
            sharing = new SharingStudy(
                    resolved.training(), resolved.shape(), groups, resolved.seeds(), resolved.settings());
        } catch (IllegalArgumentException e) {
            throw new UserException("--groups: " + e.getMessage(), e);
        }
        return study.run(sharing, _ -> true, json);
    }
}
