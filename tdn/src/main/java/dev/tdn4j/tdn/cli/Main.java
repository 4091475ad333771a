package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.tensor.work.WorkPool;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code tdn4j}. */
@Command(
        name = "tdn4j",
        description = "Tensor Decomposition Networks: fast equivariant potentials for molecules and crystals.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {
            InfoCommand.class,
            DescribeCommand.class,
            CouplingCommand.class,
            HarmonicsCommand.class,
            WignerCommand.class,
            DemoCommand.class,
            FactorsCommand.class,
            BoundsCommand.class,
            RanksCommand.class,
            ScalingCommand.class,
            InvarianceCommand.class,
            StudyCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            MdCommand.class,
            ConvertCommand.class,
            ImportPublishedCommand.class
        })
public final class Main implements Runnable {

    private static final String DEBUG = "--debug";

    @Spec
    private CommandSpec spec;

    @Option(names = DEBUG, description = "Show the stack trace of a failure.", scope = ScopeType.INHERIT)
    private boolean debug;

    private Main() {}

    /**
     * Runs one command and ends the program with its exit code.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    /**
     * Runs one command.
     *
     * @param out for results
     * @param err for everything else
     * @param arguments the command and its arguments
     * @return 0 for success, 2 for a mistake of the user, 1 for one of ours
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler((e, args) -> report(e, err, Arrays.asList(args)))
                .setExecutionExceptionHandler((e, command, parsed) -> report(e, err, parsed.originalArgs()));
        return commandLine.execute(arguments);
    }

    private static int execute(ParseResult parsed) {
        try {
            checkProperties();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // Set by the user, though not on our command line; checked once for all commands.
            throw new ParameterException(parsed.commandSpec().commandLine(), e.getMessage(), e);
        }
        return new RunLast().execute(parsed);
    }

    private static void checkProperties() {
        WorkPool.defaultThreads();
        if (System.getProperty(Executors.PROPERTY) != null) {
            Executors.preferred();
        }
        if (System.getProperty(Lanes.PROPERTY) != null) {
            try {
                Lanes.pad(0);
            } catch (ExceptionInInitializerError e) {
                throw new IllegalArgumentException(e.getCause().getMessage(), e);
            }
        }
    }

    private static int report(Exception e, PrintWriter err, List<String> arguments) {
        Failure failure = Failure.of(e);
        err.println(failure.line());
        // Looked up here because what cannot be parsed sets no option.
        if (arguments.contains(DEBUG)) {
            e.printStackTrace(err);
        }
        return failure.exitCode();
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
