package dev.tdn4j.bench;

import dev.tdn4j.kernels.vector.Lanes;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
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

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
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
        work.flops += 2L * 16 * FLOATS.length() * STEPS;
        FloatVector a = FloatVector.broadcast(FLOATS, x), b = FloatVector.broadcast(FLOATS, y);
        FloatVector s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a;
        FloatVector s8 = a, s9 = a, s10 = a, s11 = a, s12 = a, s13 = a, s14 = a, s15 = a;
        for (int step = 0; step < STEPS; step++) {
            s0 = a.fma(b, s0);
            s1 = a.fma(b, s1);
            s2 = a.fma(b, s2);
            s3 = a.fma(b, s3);
            s4 = a.fma(b, s4);
            s5 = a.fma(b, s5);
            s6 = a.fma(b, s6);
            s7 = a.fma(b, s7);
            s8 = a.fma(b, s8);
            s9 = a.fma(b, s9);
            s10 = a.fma(b, s10);
            s11 = a.fma(b, s11);
            s12 = a.fma(b, s12);
            s13 = a.fma(b, s13);
            s14 = a.fma(b, s14);
            s15 = a.fma(b, s15);
        }
        FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7);
        return low.add(s8).add(s9).add(s10).add(s11).add(s12).add(s13).add(s14).add(s15).lane(0);
    }
}
