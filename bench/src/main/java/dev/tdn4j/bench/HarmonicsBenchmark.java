package dev.tdn4j.bench;

import dev.tdn4j.bench.HarmonicsCase.Buffers;
import dev.tdn4j.bench.HarmonicsCase.Layout;
import dev.tdn4j.bench.HarmonicsCase.Type;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Spherical harmonics of n directions: time of a call for all. {@link HarmonicsYardstick} sets them beside C. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx3g"})
public class HarmonicsBenchmark {

    /** VECTOR are the kernels; SCALAR is the recursion of the task graph, in double, values in rows only. */
    @Param({"VECTOR", "SCALAR"})
    public String implementation;

    /** The order of the numbers. */
    @Param
    public Layout layout;

    /** The type of the numbers. */
    @Param
    public Type type;

    /** Whether with gradients. */
    @Param({"false", "true"})
    public boolean gradients;

    /** The largest degree. */
    @Param({"1", "2", "3", "4", "6", "8", "10"})
    public int lmax;

    /** The number of vectors. */
    @Param({"10000", "100000"})
    public int n;

    private Runnable call;

    /**
     * Draws the vectors.
     *
     * @throws IllegalArgumentException for a combination that does not exist
     */
    @Setup(Level.Trial)
    public void prepare() {
        HarmonicsCase harmonics = new HarmonicsCase(type, layout, gradients, lmax, n);
        Buffers buffers = Buffers.of(type, lmax, n, gradients);
        if (implementation.equals("VECTOR")) {
            call = harmonics.call(buffers);
        } else if (layout == Layout.ROWS && type == Type.DOUBLE && !gradients) {
            call = () -> scalar(buffers.doubles()[0], buffers.doubles()[4]);
        } else {
            throw new IllegalArgumentException("SCALAR has values in rows of doubles only");
        }
    }

    private void scalar(double[] vectors, double[] values) {
        for (int v = 0; v < n; v++) {
            double x = vectors[3 * v], y = vectors[3 * v + 1], z = vectors[3 * v + 2];
            double inverse = 1 / Math.sqrt(x * x + y * y + z * z);
            SolidHarmonics.values(lmax, x * inverse, y * inverse, z * inverse, values, v * (lmax + 1) * (lmax + 1));
        }
    }

    /** All n vectors. */
    @Benchmark
    public void harmonics() {
        call.run();
    }
}
