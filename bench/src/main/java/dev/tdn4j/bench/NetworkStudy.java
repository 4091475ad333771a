package dev.tdn4j.bench;

import dev.tdn4j.kernels.machine.CeilingLoops;
import dev.tdn4j.kernels.machine.Machine;
import dev.tdn4j.kernels.vector.Profile;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.ForceKind;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tensor.work.WorkPool;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whole networks: structures a second, and the share of the machine's peak of fused multiply-adds that their useful
 * arithmetic takes, on one thread and on all. The peak is measured in the same run, right before each row.
 *
 * <pre>java … dev.tdn4j.bench.NetworkStudy [--profile] [--structures N] [--warm-up SECONDS] [CASE …]</pre>
 *
 * <p>Cases are {@code paper-L}, {@code paper-gradient-L}, {@code medium-L} with L = 1, 2, 3, {@code small} and
 * {@code large}; without any, all of them. With {@code --profile} a table follows of where the time goes, on one thread.
 */
public final class NetworkStudy {

    private static final int ROUNDS = 15;
    private static final int WARM_UP = 20;
    private static final int LISTED = 25;
    private static final int CHAIN_STEPS = 2_000_000;

    private static volatile float sink;

    private NetworkStudy() {}

    /**
     * Runs the study.
     *
     * @param arguments the options and the cases
     */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        int structures = option(words, "--structures", 1);
        int warmUp = option(words, "--warm-up", WARM_UP);
        List<String> named = words.stream().filter(word -> word.matches("(paper|medium|small|large).*")).toList();
        List<String> cases = named.isEmpty()
                ? List.of("paper-1", "paper-2", "paper-3", "paper-gradient-1", "medium-1", "medium-2", "medium-3", "small", "large")
                : named;
        System.out.println(Machine.here());
        System.out.printf(
                "%-32s %7s %10s %26s %12s %10s %10s %8s%n", "case", "threads", "GFMA each", "ms a batch, median (range)",
                "structures/s", "GFLOP/s", "peak", "share");
        for (String name : cases) {
            NetworkCase network = parse(name, structures);
            if (words.contains("--profile")) {
                profile(network, warmUp);
            } else {
                run(network, warmUp, 1);
                run(network, warmUp, WorkPool.defaultThreads());
            }
        }
    }

    private static int option(List<String> words, String name, int otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(words.get(at + 1));
    }

    private static NetworkCase parse(String name, int structures) {
        if (name.equals("large") || name.equals("small")) {
            return name.equals("large") ? NetworkCase.large() : NetworkCase.small();
        }
        int lmax = name.charAt(name.length() - 1) - '0';
        return name.startsWith("medium")
                ? NetworkCase.medium(lmax, structures)
                : NetworkCase.paper(lmax, name.contains("gradient") ? ForceKind.GRADIENT : ForceKind.DIRECT, structures);
    }

    private static void run(NetworkCase network, int warmUp, int threads) {
        List<AtomGraph> graphs = network.graphs();
        double operations = 2.0 * network.multiplyAdds(graphs);
        try (WorkPool pool = new WorkPool(threads);
                NeuralPotential potential = network.potential(new VectorExecutor(pool))) {
            warmUp(potential, graphs, warmUp);
            double peak = peak(pool, threads);
            double[] seconds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                potential.evaluate(graphs);
                seconds[round] = (System.nanoTime() - start) * 1e-9;
            }
            Arrays.sort(seconds);
            double median = seconds[ROUNDS / 2];
            System.out.printf(
                    Locale.ROOT, "%-32s %7d %10.3f %10.1f (%5.1f – %5.1f) %12.2f %10.1f %10.1f %8.2f%n", network.name(), threads,
                    operations / 2e9 / graphs.size(), median * 1e3, seconds[0] * 1e3, seconds[ROUNDS - 1] * 1e3,
                    graphs.size() / median, operations / median * 1e-9, peak * 1e-9, operations / median / peak);
        }
    }

    private static void warmUp(NeuralPotential potential, List<AtomGraph> graphs, int seconds) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < seconds * 1e9) {
            potential.evaluate(graphs);
        }
    }

    /** The best of several tries of chains of multiply-adds in registers on all threads at once, FLOP/s. */
    private static double peak(WorkPool pool, int threads) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            pool.run(threads, (chunk, worker) -> sink = CeilingLoops.floatChains(CHAIN_STEPS, 0x1p-10f, 0x1p-11f));
            double seconds = (System.nanoTime() - start) * 1e-9;
            best = Math.max(best, (double) threads * CHAIN_STEPS * CeilingLoops.floatOperations() / seconds);
        }
        return best;
    }

    private static void profile(NetworkCase network, int warmUp) {
        List<AtomGraph> graphs = network.graphs();
        Profile profile = new Profile();
        try (WorkPool pool = new WorkPool(1);
                NeuralPotential potential = network.potential(new VectorExecutor(pool, profile))) {
            warmUp(potential, graphs, warmUp);
            profile.reset();
            for (int round = 0; round < ROUNDS; round++) {
                potential.evaluate(graphs);
            }
            System.out.println(network.name());
            Map<String, Long> kinds = new TreeMap<>();
            Map<String, Long> steps = new TreeMap<>();
            for (Profile.Row row : profile.rows()) {
                kinds.merge(row.kind(), row.nanos(), Long::sum);
                steps.merge(row.kind() + " " + row.step(), row.nanos(), Long::sum);
            }
            print(kinds);
            print(steps);
        }
    }

    private static void print(Map<String, Long> nanos) {
        nanos.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(LISTED)
                .forEach(entry -> System.out.printf(
                        Locale.ROOT, "%10.2f ms  %s%n", entry.getValue() * 1e-6 / ROUNDS, entry.getKey()));
    }
}
