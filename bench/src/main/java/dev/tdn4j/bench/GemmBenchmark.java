package dev.tdn4j.bench;

import dev.tdn4j.kernels.vector.Dots;
import dev.tdn4j.kernels.vector.Gemm;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Matrix products at the shapes of the network. The counter {@code flops} is printed per microsecond: 160 000 of them
 * are 160 GFLOP/s. {@link PeakBenchmark} has the same counter, and the ratio is the share of the peak.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx1g"})
public class GemmBenchmark {

    /** Rows × columns × depth of C = A·B; a T after it has A transposed and adds to C, as weight gradients do. */
    @Param({
        "144x64x64", "1000x64x64", "1000x128x128", "1000x256x256", "1000x32x64", "1000x16x64", "9x64x9", "4x64x4",
        "16x64x16", "25x64x25", "64x64x144T"
    })
    public String shape;

    private int rows;
    private int columns;
    private int depth;
    private boolean transposed;
    private float[] a;
    private float[] b;
    private float[] c;

    /** Counts floating-point operations. */
    @State(Scope.Thread)
    @AuxCounters
    public static class Work {
        /** Operations so far, a fused multiply-add being two. */
        public long flops;
    }

    /** Fills the matrices. */
    @Setup
    public void fill() {
        transposed = shape.endsWith("T");
        String[] sizes = shape.replace("T", "").split("x");
        rows = Integer.parseInt(sizes[0]);
        columns = Integer.parseInt(sizes[1]);
        depth = Integer.parseInt(sizes[2]);
        a = random(1, rows * depth);
        b = random(2, depth * columns);
        c = random(3, rows * columns);
        // Both branches must have been seen, as they will have been in an application.
        for (int i = 0; i < 20_000; i++) {
            Gemm.multiply(a, 0, 1, 4, b, 0, columns, c, 0, columns, 4 + i % 3, Math.min(64, columns), 4, i % 2 == 0);
        }
    }

    /**
     * C = A·B, or C += Aᵀ·B.
     *
     * @param work the counter
     * @return C
     */
    @Benchmark
    public float[] multiply(Work work) {
        work.flops += 2L * rows * columns * depth;
        Gemm.multiply(a, 0, transposed ? 1 : depth, transposed ? rows : 1, b, 0, columns, c, 0, columns, rows, columns,
                depth, transposed);
        return c;
    }

    static float[] random(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextDouble(-1, 1) * 0x1p-10f;
        }
        return x;
    }

    /** The outer products of rows that make the gradient of an edge's matrix. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx1g"})
    public static class DotsBenchmark {

        /** Rows of each matrix. */
        @Param({"4", "9", "16", "25"})
        public int rows;

        private float[] a;
        private float[] b;
        private float[] out;

        /** Fills the matrices. */
        @Setup
        public void fill() {
            a = random(1, rows * 64);
            b = random(2, rows * 64);
            out = new float[rows * rows];
        }

        /**
         * All products of rows of length 64.
         *
         * @param work the counter
         * @return the products
         */
        @Benchmark
        public float[] multiply(Work work) {
            work.flops += 2L * rows * rows * 64;
            Dots.multiply(a, 0, 64, rows, b, 0, 64, rows, 64, out, 0, rows, 1, false);
            return out;
        }
    }
}
