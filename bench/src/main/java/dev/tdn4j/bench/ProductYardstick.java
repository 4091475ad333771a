package dev.tdn4j.bench;

import dev.tdn4j.kernels.machine.Ceilings;
import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ChannelMode;
import dev.tdn4j.kernels.products.ProductKernel;
import dev.tdn4j.kernels.products.TensorProduct;
import dev.tdn4j.kernels.products.WeightMode;
import dev.tdn4j.tdn.scaling.Spread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Our tensor products beside the C yardstick, in turn within one run: medians over rounds, spread, and the ratio to the
 * best C of the same mode. Arguments: the file of the report and the largest degrees, such as {@code report.json 1 2 3};
 * the property {@value #PROPERTY} names the folder that holds the built yardstick ({@code yard-gcc-float-L1} and so on).
 */
public final class ProductYardstick {

    private static final String PROPERTY = "tdn4j.yardstick";
    private static final int ROUNDS = 5, SAMPLES = 1000, CHANNELS = 64;
    private static final long WARM_UP = 2_000_000_000L, ROUND = 300_000_000L;

    /** A mode of the product, and the rows of the yardstick that compute it. */
    private enum Case {
        SHARED(ChannelMode.UVU, WeightMode.NONE, List.of("sparse_shared_nnz", "pre_scalar", "pre_dense", "pre_v16", "pre_v16t"), List.of(Algorithm.SPARSE, Algorithm.MATRIX, Algorithm.EDGE_ALIGNED)),
        OWN(ChannelMode.UUU, WeightMode.NONE, List.of("sparse_uuu_pair"), List.of(Algorithm.SPARSE)),
        WEIGHTED(ChannelMode.UVU, WeightMode.PER_PATH, List.of("uvu_w"), List.of(Algorithm.SPARSE, Algorithm.MATRIX));

        private final ChannelMode mode;
        private final WeightMode weights;
        private final List<String> rows;
        private final List<Algorithm> algorithms;

        Case(ChannelMode mode, WeightMode weights, List<String> rows, List<Algorithm> algorithms) {
            this.mode = mode;
            this.weights = weights;
            this.rows = rows;
            this.algorithms = algorithms;
        }
    }

    private ProductYardstick() {}

    /**
     * Runs the comparison.
     *
     * @param arguments the file of the report, then the largest degrees
     * @throws IOException if a yardstick cannot be run, or the report not be written
     * @throws InterruptedException if interrupted while one runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String folder = System.getProperty(PROPERTY);
        if (folder == null || arguments.length < 2) {
            System.err.println("usage: -D" + PROPERTY + "=FOLDER_OF_THE_BUILT_YARDSTICK ... ProductYardstick REPORT.json DEGREE...");
            System.exit(2);
        }
        System.out.println("lmax,mode,implementation,median ns,least,most,C / ours");
        BenchReport report = new BenchReport(Ceilings.measure());
        for (String degree : Arrays.asList(arguments).subList(1, arguments.length)) {
            compare(Path.of(folder), Integer.parseInt(degree), report);
        }
        report.write(Path.of(arguments[0]));
    }

    private static void compare(Path folder, int lmax, BenchReport report) throws IOException, InterruptedException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        Map<Case, Map<String, Runnable>> ours = new LinkedHashMap<>();
        for (Case c : Case.values()) {
            Map<String, Runnable> kernels = new LinkedHashMap<>();
            for (Algorithm algorithm : c.algorithms) {
                kernels.put(algorithm.toString(), forward(ProductProblems.product(algorithm, lmax, c.mode, c.weights, CHANNELS)));
            }
            kernels.values().forEach(kernel -> nanoseconds(kernel, WARM_UP));
            ours.put(c, kernels);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (String compiler : List.of("gcc", "clang-19")) {
                Path program = folder.resolve("yard-" + compiler + "-float-L" + lmax);
                if (Files.isExecutable(program)) {
                    yardstick(program, compiler, times);
                }
            }
            for (Case c : Case.values()) {
                ours.get(c).forEach((name, kernel) ->
                        add(times, c + "," + name, nanoseconds(kernel, ROUND) / SAMPLES / CHANNELS));
            }
        }
        print(lmax, times, report);
    }

    private static void print(int lmax, Map<String, List<Double>> times, BenchReport report) {
        for (Case c : Case.values()) {
            double best = times.keySet().stream()
                    .filter(key -> key.startsWith(c + ",C "))
                    .mapToDouble(key -> median(times.get(key)))
                    .min()
                    .orElse(Double.NaN);
            times.forEach((key, values) -> {
                if (key.startsWith(c + ",")) {
                    double middle = median(values);
                    System.out.printf("%d,%s,%.3f,%.3f,%.3f,%.2f%n", lmax, key, middle,
                            values.stream().min(Double::compare).orElseThrow(),
                            values.stream().max(Double::compare).orElseThrow(), best / middle);
                    report.add(BenchRow.time("ProductYardstick", parameters(lmax, c, key), spread(values), "ns/sample/channel")
                            .withShare(best / middle, "speed of the best C in the same mode"));
                }
            });
        }
    }

    private static Map<String, String> parameters(int lmax, Case c, String key) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("lmax", Integer.toString(lmax));
        parameters.put("mode", c.toString());
        parameters.put("implementation", key.substring(key.indexOf(',') + 1));
        return parameters;
    }

    private static Spread spread(List<Double> values) {
        return Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Runnable forward(ProductKernel kernel) {
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

    /** The mean time of a call over so many nanoseconds. */
    private static double nanoseconds(Runnable call, long duration) {
        long begin = System.nanoTime(), now;
        int calls = 0;
        do {
            call.run();
            calls++;
            now = System.nanoTime();
        } while (now - begin < duration);
        return (now - begin) / (double) calls;
    }

    /** Runs one yardstick on one thread and keeps its medians under the mode that its row computes. */
    private static void yardstick(Path program, String compiler, Map<String, List<Double>> times)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(program + " failed: " + output);
        }
        for (String line : output.lines().toList()) {
            for (Case c : Case.values()) {
                for (String row : c.rows) {
                    if (line.startsWith(row + ",") || line.startsWith(row + "(")) {
                        String after = line.substring(line.indexOf("med=") + 4);
                        add(times, c + ",C " + compiler + " " + row, Double.parseDouble(after.substring(0, after.indexOf(','))));
                    }
                }
            }
        }
    }

    private static void add(Map<String, List<Double>> times, String key, double value) {
        times.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
