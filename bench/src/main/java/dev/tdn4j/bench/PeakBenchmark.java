package dev.tdn4j.bench;

import dev.tdn4j.kernels.machine.CeilingLoops;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the machine can do: fused multiply-adds on registers alone, in independent chains. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx1g"})
public class PeakBenchmark {

    private static final int STEPS = 1000;

    /** Operands the compiler cannot know; their product is tiny beside 1, so that sums stay ordinary numbers. */
    private float x = 0x1p-10f;

    private float y = 0x1p-11f;

    /**
     * A thousand steps of sixteen chains, as a matrix product's sums are made.
     *
     * @param work the counter
     * @return the sum of the chains
     */
    @Benchmark
    public float peak(GemmBenchmark.Work work) {
        work.flops += (long) CeilingLoops.floatOperations() * STEPS;
        return CeilingLoops.floatChains(STEPS, x, y);
    }
}
