package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.ExactRank;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.study.EquivarianceStudy;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j study equivariance}: what random rotations change in energies and forces, against the rank. */
@Command(
        name = "equivariance",
        description = "Turn molecules at random: the change of energies and forces against the rank, beside one product's error and bound.")
final class EquivarianceStudyCommand implements Callable<Integer> {

    private static final int USUAL_DEGREE = 3;
    private static final int LARGEST_DEGREE = 6;

    @Option(names = "--ranks", split = ",", paramLabel = "R", description = "Ranks with commas between. Default: from half of 7L to the exact one.")
    private List<Integer> ranks;

    @Option(names = "--random", description = "Parameters as drawn, instead of training the network at every rank.")
    private boolean random;

    @Option(names = "--rotations", defaultValue = "200", paramLabel = "N", description = "Rotations of each network. Default: 200.")
    private int rotations;

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
        UserValue.within("--rotations", rotations, 1, 1_000_000);
        StudyTrainingOptions.Resolved resolved = training.resolve(USUAL_DEGREE, Set.of("rank", "factors", "evenPaths", "pathGroups"));
        int lmax = UserValue.within("--lmax", resolved.shape().lmax(), 1, LARGEST_DEGREE);
        int exact = ExactRank.of(lmax);
        List<Integer> chosen = ranks == null ? EquivarianceStudy.usualRanks(lmax) : ranks;
        chosen.forEach(rank -> UserValue.within("--ranks", rank, 1, exact));
        for (Structure structure : resolved.training().test()) {
            if (structure.isPeriodic()) {
                throw new UserException("--test: " + structure.source() + " is periodic: only molecules can be turned");
            }
        }
        return study.run(
                new EquivarianceStudy(
                        resolved.training(), resolved.shape(), chosen, !random, rotations, resolved.seeds(), resolved.settings()),
                _ -> true, json);
    }
}
