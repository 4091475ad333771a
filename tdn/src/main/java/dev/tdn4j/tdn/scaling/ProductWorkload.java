package dev.tdn4j.tdn.scaling;

import dev.tdn4j.kernels.products.ChannelMode;
import dev.tdn4j.kernels.products.ProductKernel;
import dev.tdn4j.kernels.products.TensorProduct;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Products of so many samples that x, y and the output take about as much room at every degree. */
final class ProductWorkload {

    /** Within a second-level cache, and so far beyond the first that its level is the same at every degree. */
    static final int BYTES = 1 << 20;

    /** Samples come in multiples of what kernels take at once, lest a part of a batch costs as much as a whole one. */
    private static final int BATCH = 32;

    private ProductWorkload() {}

    /**
     * Prepares a product and its adjoints.
     *
     * @throws IllegalArgumentException if there is no such kernel; the message says why
     */
    static Workload of(Subject subject, int lmax) {
        ProductKernel kernel = Kernels.product(subject, lmax);
        TensorProduct product = kernel.product();
        int samples = samples(product);
        SplittableRandom random = new SplittableRandom(1);
        float[] x = Workload.random(random, samples * product.xLength());
        float[] y = product.mode() == ChannelMode.UVU
                ? Workload.harmonics(random, lmax, samples)
                : Workload.random(random, samples * product.yLength());
        float[] gradOut = Workload.random(random, samples * product.outLength());
        float[] out = new float[gradOut.length], gradX = new float[x.length], gradY = new float[y.length];
        Map<Direction, Runnable> calls = new EnumMap<>(Direction.class);
        calls.put(Direction.FORWARD, () -> kernel.forward(samples, x, y, null, out));
        calls.put(Direction.GRAD_X, () -> kernel.gradX(samples, gradOut, y, null, gradX));
        calls.put(Direction.GRAD_Y, () -> kernel.gradY(samples, x, gradOut, null, gradY));
        return new Workload((double) samples * product.channels(), calls);
    }

    private static int samples(TensorProduct product) {
        int bytes = Float.BYTES * (product.xLength() + product.yLength() + product.outLength());
        return Math.max(1, Math.round((float) BYTES / bytes / BATCH)) * BATCH;
    }
}
