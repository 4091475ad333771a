package dev.tdn4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ChannelMode;
import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.kernels.products.Neighbourhood;
import dev.tdn4j.kernels.products.ProductKernel;
import dev.tdn4j.kernels.products.TensorProduct;
import dev.tdn4j.kernels.products.WeightMode;
import dev.tdn4j.kernels.vector.Dots;
import dev.tdn4j.kernels.vector.Gemm;
import dev.tdn4j.kernels.vector.LaneSums;
import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.kernels.vector.VectorMath;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** Compiled kernels allocate nothing: if they do, the compiler has given up on keeping vectors in registers. */
class AllocationTest {

    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(120);

    @Test
    void gemmStopsAllocating() {
        float[] x = new float[100_000];
        float[] y = new float[100_000];
        stopsAllocating("Gemm", () -> {
            for (int rows = 1; rows <= 13; rows++) {
                Gemm.multiply(x, 0, 9, 1, x, 0, 7 * Lanes.WIDTH, y, 0, 7 * Lanes.WIDTH, rows, 7 * Lanes.WIDTH, 9,
                        rows % 2 == 0);
            }
            Gemm.multiply(x, 0, 9, 1, x, 0, 7 * Lanes.WIDTH, y, 0, 7 * Lanes.WIDTH, 60, 7 * Lanes.WIDTH, 9, true);
        });
    }

    @Test
    void sumsStopAllocating() {
        float[] x = new float[10_000];
        float[] y = new float[10_000];
        stopsAllocating("Dots and LaneSums", () -> {
            Dots.multiply(x, 0, 64, 9, x, 0, 64, 9, 60, y, 0, 9, 1, false);
            Dots.multiply(x, 0, 64, 16, x, 0, 64, 16, 64, y, 0, 1, 16, true);
            LaneSums.rowSums(x, 0, 64, 100, 50, y, 0, 1);
        });
    }

    @Test
    void productsStopAllocating() {
        float[] x = new float[200_000];
        float[] y = new float[200_000];
        float[] w = new float[200_000];
        float[] out = new float[200_000];
        for (ChannelMode mode : ChannelMode.values()) {
            for (WeightMode weights : List.of(WeightMode.NONE, WeightMode.PER_CHANNEL, WeightMode.PER_PATH)) {
                TensorProduct product = new TensorProduct(CouplingTensor.all(3), mode, weights, 4 * Lanes.WIDTH);
                ProductKernel kernel = ProductKernel.of(product, mode == ChannelMode.UVU ? Algorithm.MATRIX : Algorithm.SPARSE);
                stopsAllocating(mode + " " + weights, () -> {
                    kernel.forward(20, x, y, w, out);
                    kernel.gradX(20, x, y, w, out);
                    kernel.gradY(20, x, y, w, out);
                });
            }
        }
    }

    @Test
    void alignedEdgesStopAllocating() {
        TensorProduct product = new TensorProduct(CouplingTensor.all(4), ChannelMode.UVU, WeightMode.PER_CHANNEL, 4 * Lanes.WIDTH);
        ProductKernel kernel = ProductKernel.of(product, Algorithm.EDGE_ALIGNED);
        ConvolutionKernel convolution = ConvolutionKernel.of(product, Algorithm.EDGE_ALIGNED);
        Neighbourhood graph = ProductProblems.lattice(3, 19);
        float[] x = new float[graph.edges() * product.xLength()], out = new float[x.length];
        float[] y = ProductProblems.harmonics(new SplittableRandom(1), product.yLength(), graph.edges());
        float[] w = new float[graph.edges() * product.rowLength()];
        stopsAllocating("aligned edges", () -> {
            kernel.forward(20, x, y, w, out);
            kernel.gradX(20, x, y, w, out);
            convolution.forward(graph, x, y, w, out);
            convolution.gradX(graph, x, y, w, out);
        });
    }

    /** The longest of the functions, each in a loop of its own. */
    @Test
    void functionsStopAllocating() {
        float[] x = new float[4 * Lanes.WIDTH];
        float[] y = new float[4 * Lanes.WIDTH];
        stopsAllocating("siluThird", () -> {
            for (int i = 0; i < x.length; i += Lanes.WIDTH) {
                VectorMath.siluThird(FloatVector.fromArray(Lanes.FLOATS, x, i)).intoArray(y, i);
            }
        });
        stopsAllocating("tanh", () -> {
            for (int i = 0; i < x.length; i += Lanes.WIDTH) {
                VectorMath.tanh(FloatVector.fromArray(Lanes.FLOATS, x, i)).intoArray(y, i);
            }
        });
        stopsAllocating("log", () -> {
            for (int i = 0; i < x.length; i += Lanes.WIDTH) {
                VectorMath.log(FloatVector.fromArray(Lanes.FLOATS, x, i)).intoArray(y, i);
            }
        });
    }

    /** Calls until a hundred calls in a row allocate nothing, as they do once compiled. */
    private static void stopsAllocating(String name, Runnable kernel) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long allocated = Long.MAX_VALUE;
        while (allocated > 0 && System.nanoTime() - start < DEADLINE) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < 100; call++) {
                kernel.run();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated by 100 calls of " + name);
    }
}
