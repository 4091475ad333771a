package dev.tdn4j.bench;

import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ChannelMode;
import dev.tdn4j.kernels.products.ProductKernel;
import dev.tdn4j.kernels.products.TensorProduct;
import dev.tdn4j.kernels.products.WeightMode;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tensor products of 1000 samples and 64 channels by every algorithm, forward and adjoints: time a sample and channel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ProductBenchmark.SAMPLES * ProductBenchmark.CHANNELS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx2g"})
public class ProductBenchmark {

    static final int SAMPLES = 1000;
    static final int CHANNELS = 64;

    /** The algorithm; one that cannot compute the product ends its run with the reason. */
    @Param({"DENSE", "SPARSE", "MATRIX", "EDGE_ALIGNED", "CP", "SPIN"})
    public Algorithm algorithm;

    /** Whether channels share y. */
    @Param({"UVU", "UUU"})
    public ChannelMode mode;

    /** The weights. */
    @Param({"NONE", "PER_PATH"})
    public WeightMode weights;

    /** The largest degree. */
    @Param({"1", "2", "3", "4", "5", "6", "7", "8"})
    public int lmax;

    private ProductKernel kernel;
    private float[] x;
    private float[] y;
    private float[] w;
    private float[] gradOut;
    private float[] out;
    private float[] gradX;
    private float[] gradY;

    /** Makes the kernel and its arguments. */
    @Setup
    public void prepare() {
        kernel = ProductProblems.product(algorithm, lmax, mode, weights, CHANNELS);
        TensorProduct product = kernel.product();
        SplittableRandom random = new SplittableRandom(1);
        x = ProductProblems.random(random, SAMPLES * product.xLength());
        y = mode == ChannelMode.UVU
                ? ProductProblems.harmonics(random, product.yLength(), SAMPLES)
                : ProductProblems.random(random, SAMPLES * product.yLength());
        w = weights == WeightMode.NONE ? null : ProductProblems.random(random, SAMPLES * product.weightLength());
        gradOut = ProductProblems.random(random, SAMPLES * product.outLength());
        out = new float[gradOut.length];
        gradX = new float[x.length];
        gradY = new float[y.length];
    }

    /**
     * The product.
     *
     * @return the result
     */
    @Benchmark
    public float[] forward() {
        kernel.forward(SAMPLES, x, y, w, out);
        return out;
    }

    /**
     * The adjoint in x.
     *
     * @return the gradient
     */
    @Benchmark
    public float[] gradX() {
        kernel.gradX(SAMPLES, gradOut, y, w, gradX);
        return gradX;
    }

    /**
     * The adjoint in y.
     *
     * @return the gradient
     */
    @Benchmark
    public float[] gradY() {
        kernel.gradY(SAMPLES, x, gradOut, w, gradY);
        return gradY;
    }
}
