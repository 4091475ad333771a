package dev.tdn4j.bench;

import dev.tdn4j.kernels.machine.Ceilings;
import dev.tdn4j.tdn.scaling.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** JMH with a report: the first argument is its file, all others are JMH's own. */
public final class Benchmarks {

    /** The counter of floating-point operations, see {@link GemmBenchmark.Work}. */
    private static final String COUNTER = "flops";

    private static final double PER_SECOND_TO_GIGA = 1e-9;

    private Benchmarks() {}

    /**
     * Runs benchmarks and writes a report.
     *
     * @param arguments the file of the report, then JMH's options, such as {@code GemmBenchmark -p shape=144x64x64}
     * @throws IOException if the report cannot be written
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        if (arguments.length == 0 || !arguments[0].endsWith(".json")) {
            System.err.println("usage: Benchmarks REPORT.json [JMH options]; -h as the only option lists them");
            System.exit(2);
        }
        try {
            run(Path.of(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (CommandLineOptionException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    static void run(Path file, String... options) throws IOException, RunnerException, CommandLineOptionException {
        CommandLineOptions parsed = new CommandLineOptions(options);
        if (parsed.shouldHelp()) {
            parsed.showHelp();
            return;
        }
        BenchReport report = new BenchReport(Ceilings.measure());
        System.out.println(report.ceilings());
        for (RunResult result : new Runner(parsed).run()) {
            report.add(row(result, report.ceilings().floatPeak()));
        }
        report.write(file);
        System.out.println("report: " + file);
    }

    private static BenchRow row(RunResult result, double peak) {
        Map<String, String> parameters = new LinkedHashMap<>();
        result.getParams().getParamsKeys().forEach(key -> parameters.put(key, result.getParams().getParam(key)));
        String name = result.getParams().getBenchmark();
        Mode mode = result.getParams().getMode();
        Spread measured = Spread.of(result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray());
        BenchRow row = new BenchRow(name.substring(name.lastIndexOf("bench.") + 6), parameters, measured,
                result.getPrimaryResult().getScoreUnit(),
                mode == Mode.Throughput ? BenchRow.Better.LARGER : BenchRow.Better.SMALLER, OptionalDouble.empty(), "");
        return rate(result).stream()
                .mapToObj(rate -> row.withShare(rate / peak, "FMA peak of one thread"))
                .findFirst()
                .orElse(row);
    }

    /** GFLOP/s, if the benchmark counts operations: median over iterations. */
    private static OptionalDouble rate(RunResult result) {
        double perUnit = 1e9 / result.getParams().getTimeUnit().toNanos(1);
        double[] rates = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getSecondaryResults().get(COUNTER))
                .filter(Objects::nonNull)
                .mapToDouble(counter -> counter.getScore())
                .toArray();
        return rates.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Spread.of(rates).median() * perUnit * PER_SECOND_TO_GIGA);
    }
}
