package dev.tdn4j.bench;

import com.sun.management.ThreadMXBean;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.cpdecomp.SpinMatrices;
import dev.tdn4j.kernels.products.ChannelMode;
import dev.tdn4j.kernels.products.ProductKernel;
import dev.tdn4j.kernels.products.ProductPlanner;
import dev.tdn4j.kernels.products.ProductPlanner.Candidate;
import dev.tdn4j.kernels.products.SpinForm;
import dev.tdn4j.kernels.products.TensorProduct;
import dev.tdn4j.kernels.products.WeightMode;
import dev.tdn4j.tdn.scaling.Spread;
import dev.tdn4j.tensor.Coupling;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What {@link ProductPlanner} chooses by its cost model, beside the times of all candidates: degrees 0 to 8, every mode, 16, 64
 * and 128 channels. Arguments: the file of the rows, and after how many seconds to stop: rows that the file has already are
 * not measured again, so that calling once more goes on. Prints the worst ratio of the choice to the fastest candidate over
 * all rows of the file.
 */
public final class PlannerGrid {

    private static final int LMAX = 8, ROUNDS = 7, SAMPLES = 64;
    private static final long WARM_UP = 200_000_000L, LONGEST_WARM_UP = 3_000_000_000L, ROUND = 8_000_000L;

    /** Candidates that the model finds so many times as expensive as its choice are not timed. */
    private static final double HOPELESS = 6;

    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A place in the grid. */
    private record Problem(int lmax, boolean spin, ChannelMode mode, WeightMode weights, int channels) {

        String name() {
            return "%d,%s,%s,%s,%d".formatted(lmax, spin ? "spin" : "all", mode, weights, channels);
        }

        ProductPlanner planner(Map<String, Coupling> couplings) {
            SpinForm form = spin ? SpinForm.of(SpinMatrices.matrices(lmax)) : null;
            Coupling coupling = couplings.computeIfAbsent(
                    lmax + " " + spin, key -> spin ? form.coupling() : Quadrature.all(lmax).coupling());
            ProductPlanner planner = new ProductPlanner(new TensorProduct(coupling, mode, weights, channels), form, false);
            return mode == ChannelMode.UVU ? planner.forHarmonics() : planner;
        }
    }

    private PlannerGrid() {}

    /**
     * Measures what is missing.
     *
     * @param arguments the file and the seconds
     * @throws IOException if the file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: PlannerGrid ROWS.csv SECONDS");
            System.exit(2);
        }
        Path file = Path.of(arguments[0]);
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        Set<String> done = new HashSet<>();
        if (Files.exists(file)) {
            done.addAll(Files.readAllLines(file));
        }
        Map<String, Coupling> couplings = new LinkedHashMap<>();
        for (Problem problem : problems()) {
            if (done.stream().noneMatch(line -> line.startsWith(problem.name() + ",")) && System.nanoTime() < end) {
                Files.write(file, measure(problem, couplings), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
        summary(Files.readAllLines(file));
    }

    private static List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (int lmax = 0; lmax <= LMAX; lmax++) {
            for (int channels : new int[] {16, 64, 128}) {
                for (ChannelMode mode : ChannelMode.values()) {
                    problems.add(new Problem(lmax, false, mode, WeightMode.NONE, channels));
                    problems.add(new Problem(lmax, false, mode, WeightMode.PER_PATH, channels));
                    if (lmax % 2 == 0 && lmax > 0) {
                        problems.add(new Problem(lmax, true, mode, WeightMode.NONE, channels));
                    }
                }
            }
        }
        return problems;
    }

    /** A line a candidate: the problem, the algorithm, whether it was chosen, its cost, its time and the ratio to the fastest. */
    private static List<String> measure(Problem problem, Map<String, Coupling> couplings) {
        ProductPlanner planner = problem.planner(couplings);
        List<Candidate> candidates = planner.candidates();
        double limit = HOPELESS * candidates.getFirst().cost();
        List<Candidate> timed = candidates.stream().filter(c -> c.cost() <= limit).toList();
        List<Runnable> calls = timed.stream().map(c -> call(planner.kernel(c.algorithm()))).toList();
        calls.forEach(PlannerGrid::warmUp);
        double[][] times = new double[timed.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int c = 0; c < times.length; c++) {
                times[c][round] = nanoseconds(calls.get(c), ROUND) / SAMPLES / problem.channels;
            }
        }
        List<Spread> spreads = Arrays.stream(times).map(Spread::of).toList();
        double best = spreads.stream().mapToDouble(Spread::median).min().orElseThrow();
        List<String> lines = new ArrayList<>();
        for (int c = 0; c < timed.size(); c++) {
            Spread s = spreads.get(c);
            lines.add("%s,%s,%s,%.4g,%.4g,%.4g,%.4g,%.3f".formatted(problem.name(), timed.get(c).algorithm(), c == 0 ? "chosen" : "",
                    timed.get(c).cost(), s.median(), s.low(), s.high(), s.median() / best));
        }
        return lines;
    }

    private static Runnable call(ProductKernel kernel) {
        TensorProduct product = kernel.product();
        SplittableRandom random = new SplittableRandom(1);
        float[] x = ProductProblems.random(random, SAMPLES * product.xLength());
        float[] y = product.mode() == ChannelMode.UVU
                ? ProductProblems.harmonics(random, product.yLength(), SAMPLES)
                : ProductProblems.random(random, SAMPLES * product.yLength());
        float[] w = product.weights() == WeightMode.NONE ? null : ProductProblems.random(random, SAMPLES * product.weightLength());
        float[] out = new float[SAMPLES * product.outLength()];
        return () -> kernel.forward(SAMPLES, x, y, w, out);
    }

    /** Kernels that are compiled allocate nothing. */
    private static void warmUp(Runnable call) {
        long begin = System.nanoTime(), before;
        do {
            nanoseconds(call, WARM_UP);
            before = THREADS.getCurrentThreadAllocatedBytes();
            call.run();
        } while (THREADS.getCurrentThreadAllocatedBytes() > before && System.nanoTime() - begin < LONGEST_WARM_UP);
    }

    private static double nanoseconds(Runnable call, long duration) {
        call.run();
        long begin = System.nanoTime(), now;
        int calls = 0;
        do {
            call.run();
            calls++;
            now = System.nanoTime();
        } while (now - begin < duration);
        return (now - begin) / (double) calls;
    }

    private static void summary(List<String> lines) {
        System.out.println("lmax,coupling,mode,weights,channels,algorithm,choice,cost,median ns,low,high,to the fastest");
        lines.forEach(System.out::println);
        double worst = 0, product = 1;
        int rows = 0, within = 0;
        for (String line : lines) {
            String[] fields = line.split(",");
            if (fields[6].equals("chosen")) {
                double ratio = Double.parseDouble(fields[11]);
                worst = Math.max(worst, ratio);
                product *= ratio;
                rows++;
                within += ratio <= 1.1 ? 1 : 0;
            }
        }
        System.out.printf("%d problems: choice within 1.1 of the fastest in %d, worst %.3f, geometric mean %.3f%n",
                rows, within, worst, Math.pow(product, 1.0 / Math.max(1, rows)));
    }
}
