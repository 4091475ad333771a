package dev.tdn4j.tdn.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tdn4j study}: the comparisons of the paper and of its open questions, one command each. */
@Command(
        name = "study",
        description = "Compare networks, one study a command. Rows are kept in a folder as they are found: after Ctrl-C the same "
                + "command goes on.",
        subcommands = {
            RanksStudyCommand.class,
            EquivarianceStudyCommand.class,
            SharingStudyCommand.class,
            ConservationStudyCommand.class,
            ThroughputStudyCommand.class
        })
final class StudyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Without a study: says which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
