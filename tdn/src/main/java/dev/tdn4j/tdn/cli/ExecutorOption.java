package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import java.util.NoSuchElementException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --executor} of every command that runs task graphs. */
final class ExecutorOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Takes effect while arguments are parsed, hence before anything asks for the preferred executor. */
    @Option(
            names = "--executor",
            paramLabel = "NAME",
            description = "What runs the network: vector (fast), scalar (plain loops in double precision), or tornado[:DEVICE] (a GPU).")
    private void select(String name) {
        try {
            Executors.named(name);
            System.setProperty(Executors.PROPERTY, name);
        } catch (NoSuchElementException e) {
            throw new ParameterException(command.commandLine(), "--executor: " + e.getMessage(), e);
        }
    }

    /** Read by the executors that run on devices. */
    @Option(names = "--fallback", description = "Go on with the vector executor, with a warning, if a device fails.")
    private void fallBack(boolean fallBack) {
        System.setProperty(Executors.FALLBACK, Boolean.toString(fallBack));
    }
}
