package dev.tdn4j.bench;

import dev.tdn4j.kernels.machine.CeilingLoops;
import dev.tdn4j.kernels.machine.Ceilings;
import dev.tdn4j.kernels.vector.Gemm;
import dev.tdn4j.kernels.vector.PackedMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Our matrix products beside a BLAS, in turn within one run, on one thread: medians over rounds and spread in GFLOP/s,
 * shares of the peak of fused multiply-adds measured in the same rounds, and the ratio to the BLAS. Arguments: rounds,
 * then shapes as {@link GemmBenchmark} has them, rows × columns × depth, with a T where A is transposed and C added to.
 *
 * <p>The property {@value #BLAS} names a program that takes shapes as arguments and prints lines such as
 * {@code sgemm,144x64x64,med=150.1,min=149.0,max=151.2}; other lines are passed on.
 */
public final class GemmYardstick {

    private static final String BLAS = "tdn4j.blas", PEAK = "peak";
    private static final int BATCHES = 15, STEPS = 2000;
    private static final long BATCH = 3_000_000L;

    /** The peak's sums are kept here, so that they must be computed. */
    private static volatile float sink;

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    private GemmYardstick() {}

    /**
     * Runs the comparison.
     *
     * @param arguments rounds and shapes
     * @throws IOException if the program cannot be run
     * @throws InterruptedException if interrupted while it runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("arguments: ROUNDS SHAPE ..., such as 3 144x64x64 64x64x144T; -D" + BLAS + "=PROGRAM for a BLAS");
            System.exit(2);
        }
        new GemmYardstick().run(Integer.parseInt(arguments[0]), Stream.of(arguments).skip(1).toList());
    }

    private void run(int rounds, List<String> shapes) throws IOException, InterruptedException {
        Ceilings.writeBandwidth(1 << 20); // compiles the loops of the ceilings
        Map<String, Runnable> calls = new LinkedHashMap<>();
        Map<String, Double> operations = new LinkedHashMap<>();
        calls.put(PEAK, () -> sink = CeilingLoops.floatChains(STEPS, 0x1p-10f, 0x1p-11f));
        operations.put(PEAK, (double) STEPS * CeilingLoops.floatOperations());
        for (String shape : shapes) {
            Problem problem = Problem.of(shape);
            calls.put(shape + ",in place", problem::inPlace);
            calls.put(shape + ",packed", problem::packed);
            operations.put(shape + ",in place", problem.operations());
            operations.put(shape + ",packed", problem.operations());
        }
        for (int i = 0; i < 40; i++) {
            calls.forEach((name, call) -> rate(call, 1));
        }
        for (int round = 0; round < rounds; round++) {
            blas(shapes);
            calls.forEach((name, call) -> {
                for (int batch = 0; batch < BATCHES; batch++) {
                    add(name, rate(call, operations.get(name)));
                }
            });
        }
        print();
    }

    private record Problem(
            int rows, int columns, int depth, boolean transposed, float[] a, float[] b, PackedMatrix weights, float[] c) {

        static Problem of(String shape) {
            String[] sizes = shape.replace("T", "").split("x");
            int rows = Integer.parseInt(sizes[0]), columns = Integer.parseInt(sizes[1]), depth = Integer.parseInt(sizes[2]);
            float[] b = GemmBenchmark.random(2, depth * columns);
            // As the weights of a network are: in one large array.
            PackedMatrix packed = new PackedMatrix(
                    depth, columns, new float[Math.max(1 << 20, 2 * depth * columns)], PackedMatrix.ALIGNED);
            packed.set(b, 0, columns, 1);
            return new Problem(rows, columns, depth, shape.endsWith("T"), GemmBenchmark.random(1, rows * depth), b, packed,
                    new float[rows * columns]);
        }

        double operations() {
            return 2.0 * rows * columns * depth;
        }

        void inPlace() {
            Gemm.multiply(a, 0, transposed ? 1 : depth, transposed ? rows : 1, b, 0, columns, c, 0, columns, rows, columns,
                    depth, transposed);
        }

        void packed() {
            Gemm.multiply(a, 0, transposed ? 1 : depth, transposed ? rows : 1, weights, c, 0, columns, rows, transposed);
        }
    }

    private void print() {
        double peak = median(rates.get(PEAK));
        System.out.println("shape,weights,median GFLOP/s,least,most,share of the peak,BLAS GFLOP/s,ours / BLAS");
        rates.forEach((name, values) -> {
            List<Double> blas = rates.get(name.split(",")[0] + ",BLAS");
            if (!name.endsWith(",BLAS")) {
                System.out.printf(Locale.ROOT, "%s%s,%.1f,%.1f,%.1f,%.2f,%.1f,%.2f%n", name, name.equals(PEAK) ? "," : "",
                        median(values), values.stream().min(Double::compare).orElseThrow(),
                        values.stream().max(Double::compare).orElseThrow(), median(values) / peak,
                        blas == null ? Double.NaN : median(blas), blas == null ? Double.NaN : median(values) / median(blas));
            }
        });
    }

    /** Operations a nanosecond. */
    private static double rate(Runnable call, double operations) {
        long begin = System.nanoTime(), now;
        int calls = 0;
        do {
            call.run();
            calls++;
            now = System.nanoTime();
        } while (now - begin < BATCH);
        return operations * calls / (now - begin);
    }

    private void blas(List<String> shapes) throws IOException, InterruptedException {
        if (System.getProperty(BLAS) == null) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(System.getProperty(BLAS)));
        command.addAll(shapes);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("OPENBLAS_CORETYPE");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed: " + output);
        }
        for (String line : output.lines().toList()) {
            int at = line.indexOf(",med=");
            if (at < 0) {
                System.err.println(line);
            } else {
                String after = line.substring(at + 5);
                add(line.substring(line.indexOf(',') + 1, at) + ",BLAS", Double.parseDouble(after.substring(0, after.indexOf(','))));
            }
        }
    }

    private void add(String name, double rate) {
        rates.computeIfAbsent(name, k -> new ArrayList<>()).add(rate);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
