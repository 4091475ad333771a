package dev.tdn4j.bench;

import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.kernels.products.Neighbourhood;
import dev.tdn4j.kernels.products.TensorProduct;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** Convolutions that sum over neighbours, 1000 atoms in three dimensions and 64 channels: time a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx3g"})
public class ConvolutionBenchmark {

    private static final int CHANNELS = 64;

    /** The algorithm. */
    @Param({"MATRIX", "EDGE_ALIGNED", "CP", "SPIN"})
    public Algorithm algorithm;

    /** Which paths; spin matrices have all. */
    @Param({"even", "all"})
    public String paths;

    /** The largest degree. */
    @Param({"2", "3", "4", "5", "6", "7", "8"})
    public int lmax;

    /** The neighbours of an atom. */
    @Param({"19", "60"})
    public int degree;

    private ConvolutionKernel kernel;
    private Neighbourhood graph;
    private Neighbourhood reversed;
    private float[] x;
    private float[] y;
    private float[] w;
    private float[] gradOut;
    private float[] out;
    private float[] gradX;

    /** Makes the kernel and its arguments. */
    @Setup
    public void prepare() {
        kernel = ProductProblems.convolution(algorithm, lmax, paths.equals("even"), CHANNELS);
        graph = ProductProblems.lattice(10, degree);
        reversed = graph.reversed();
        TensorProduct product = kernel.product();
        SplittableRandom random = new SplittableRandom(1);
        x = ProductProblems.random(random, graph.nodes() * product.xLength());
        y = ProductProblems.harmonics(random, product.yLength(), graph.edges());
        w = ProductProblems.random(random, graph.edges() * product.rowLength());
        gradOut = ProductProblems.random(random, graph.nodes() * product.outLength());
        out = new float[gradOut.length];
        gradX = new float[x.length];
    }

    /**
     * The convolution.
     *
     * @return the result
     */
    @Benchmark
    public float[] forward() {
        kernel.forward(graph, x, y, w, out);
        return out;
    }

    /**
     * The adjoint in x.
     *
     * @return the gradient
     */
    @Benchmark
    public float[] gradX() {
        kernel.gradX(reversed, gradOut, y, w, gradX);
        return gradX;
    }
}
