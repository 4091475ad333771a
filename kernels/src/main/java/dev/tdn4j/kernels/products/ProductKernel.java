package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;

/**
 * A tensor product by one algorithm, with its adjoints in every argument. Results overwrite what was in their arrays.
 *
 * <p>A kernel has buffers of its own: one thread at a time. Nothing is allocated once the first call has been made.
 */
public final class ProductKernel {

    /** Samples whose unweighted outputs are kept at once for the gradient of channel weights. */
    private static final int BATCH = 8;

    private final TensorProduct product;
    private final Algorithm algorithm;
    private final BilinearMap forward;
    private final BilinearMap toX;
    private final BilinearMap toY;
    private final BilinearMap paths;
    private final int weightLength;
    private float[] scratch = new float[0];

    private ProductKernel(
            TensorProduct product, Algorithm algorithm, BilinearMap forward, BilinearMap toX, BilinearMap toY,
            BilinearMap paths) {
        this.product = product;
        this.algorithm = algorithm;
        this.forward = forward;
        this.toX = toX;
        this.toY = toY;
        this.paths = paths;
        this.weightLength = product.weightLength();
    }

    /**
     * The kernel of an algorithm that needs nothing but the coupling or its factors.
     *
     * @param product what is computed
     * @param algorithm how
     * @return the kernel
     * @throws IllegalArgumentException if the algorithm cannot compute the product; the message says why
     */
    public static ProductKernel of(TensorProduct product, Algorithm algorithm) {
        return switch (algorithm) {
            case DENSE -> dense(product);
            case SPARSE -> product.mode() == ChannelMode.UVU ? nonzeros(product) : pairs(product);
            case MATRIX -> matrix(product);
            case CP, GAUNT -> cp(product, algorithm);
            case EDGE_ALIGNED -> aligned(product);
            case SPIN -> throw new IllegalArgumentException(
                    "a spin-matrix kernel needs the matrices of the components: use ProductKernel.spin");
        };
    }

    /**
     * The kernel that multiplies the matrices which components stand for.
     *
     * @param product what is computed; its coupling must be the form's
     * @param form the matrices
     * @return the kernel
     * @throws IllegalArgumentException if the coupling is not the form's, or paths have weights of their own
     */
    public static ProductKernel spin(TensorProduct product, SpinForm form) {
        refusePathWeights(product, Algorithm.SPIN);
        Couplings.checkEqual(product.coupling(), form.coupling());
        int length = product.rowLength();
        boolean shared = product.mode() == ChannelMode.UVU;
        BilinearMap toY = new SpinMap(form.adjointY(), false, length);
        return new ProductKernel(product, Algorithm.SPIN, new SpinMap(form, shared, length),
                new SpinMap(form.adjointX(), shared, length), shared ? contraction(product, toY) : toY, null);
    }

    private static ProductKernel dense(TensorProduct product) {
        Coupling c = product.coupling();
        boolean shared = product.mode() == ChannelMode.UVU;
        int length = product.rowLength();
        BilinearMap forward = new DenseMap(c, shared, index(product, 0, 1, 2), length);
        BilinearMap toX = new DenseMap(c.permute(2, 1, 0), shared, index(product, 2, 1, 0), length);
        BilinearMap toY = new DenseMap(c.permute(0, 2, 1), false, index(product, 0, 2, 1), length);
        return new ProductKernel(product, Algorithm.DENSE, forward, toX, shared ? contraction(product, toY) : toY, forward);
    }

    private static ProductKernel pairs(TensorProduct product) {
        Coupling c = product.coupling();
        int length = product.rowLength();
        BilinearMap forward = new PairMap(c, index(product, 0, 1, 2), length);
        BilinearMap toX = new PairMap(c.permute(2, 1, 0), index(product, 2, 1, 0), length);
        BilinearMap toY = new PairMap(c.permute(0, 2, 1), index(product, 0, 2, 1), length);
        return new ProductKernel(product, Algorithm.SPARSE, forward, toX, toY, forward);
    }

    private static ProductKernel nonzeros(TensorProduct product) {
        Coupling c = product.coupling();
        int length = product.rowLength();
        BilinearMap forward = new NonzeroMap(c, index(product, 0, 1, 2), length);
        BilinearMap toX = new NonzeroMap(c.permute(2, 1, 0), index(product, 2, 1, 0), length);
        BilinearMap toY = new PairMap(c.permute(0, 2, 1), index(product, 0, 2, 1), length);
        return new ProductKernel(product, Algorithm.SPARSE, forward, toX, contraction(product, toY), forward);
    }

    private static ProductKernel matrix(TensorProduct product) {
        if (product.mode() == ChannelMode.UUU) {
            throw new IllegalArgumentException("y can be contracted first only where the channels share it, mode UVU");
        }
        Coupling c = product.coupling();
        int length = product.rowLength();
        PathIndex forwardPaths = index(product, 0, 1, 2), backwardPaths = index(product, 2, 1, 0);
        BilinearMap forward = contractedFirst(c, forwardPaths, length);
        BilinearMap toX = contractedFirst(c.permute(2, 1, 0), backwardPaths, length);
        if (forwardPaths != null) {
            BilinearMap toY = new PairMap(c.permute(0, 2, 1), index(product, 0, 2, 1), length);
            return new ProductKernel(product, Algorithm.MATRIX, forward, toX, contraction(product, toY),
                    new PathMatrixMap(c, forwardPaths, length));
        }
        return new ProductKernel(product, Algorithm.MATRIX, forward, toX,
                MatrixMap.contraction(c, product.channels(), length), null);
    }

    private static BilinearMap contractedFirst(Coupling c, PathIndex paths, int length) {
        if (Kernels.AVAILABLE) {
            return new SampleMatrixMap(c, paths, length);
        }
        return paths == null ? new MatrixMap(c, length) : new PathMatrixMap(c, paths, length);
    }

    /** The adjoint in y takes every component of y, which no frame makes fewer: that of the matrix. */
    private static ProductKernel aligned(TensorProduct product) {
        if (product.mode() == ChannelMode.UUU) {
            throw new IllegalArgumentException("a frame can be aligned only where the channels share y, mode UVU");
        }
        refusePathWeights(product, Algorithm.EDGE_ALIGNED);
        Coupling c = product.coupling();
        int length = product.rowLength();
        return new ProductKernel(product, Algorithm.EDGE_ALIGNED, new AlignedMap(c, length),
                new AlignedMap(c.permute(2, 1, 0), length), MatrixMap.contraction(c, product.channels(), length), null);
    }

    private static ProductKernel cp(TensorProduct product, Algorithm algorithm) {
        refusePathWeights(product, algorithm);
        Factors factors = algorithm == Algorithm.GAUNT
                ? GauntFactors.of(product.coupling())
                : product.coupling().factors().orElseThrow(() -> new IllegalArgumentException(
                        "the coupling has no CP factors: give it some with Coupling.with"));
        int length = product.rowLength();
        boolean shared = product.mode() == ChannelMode.UVU;
        BilinearMap toY = shared
                ? CpMap.contraction(factors, product.channels(), length)
                : new CpMap(factors.permute(0, 2, 1), false, length);
        return new ProductKernel(product, algorithm, new CpMap(factors, shared, length),
                new CpMap(factors.permute(2, 1, 0), shared, length), toY, null);
    }

    private static void refusePathWeights(TensorProduct product, Algorithm algorithm) {
        if (product.weights() == WeightMode.PER_PATH) {
            throw new IllegalArgumentException(algorithm + " mixes all paths, so that they cannot have weights of their own");
        }
    }

    private static PathIndex index(TensorProduct product, int... order) {
        return product.weights() == WeightMode.PER_PATH ? new PathIndex(product.paths(), order) : null;
    }

    private static BilinearMap contraction(TensorProduct product, BilinearMap toY) {
        int weightLength = product.weights() == WeightMode.PER_PATH ? product.weightLength() : 0;
        return new Contraction(toY, product.xLength(), product.outLength(), weightLength,
                product.coupling().size(1), product.channels(), product.rowLength());
    }

    /**
     * What this computes.
     *
     * @return the product
     */
    public TensorProduct product() {
        return product;
    }

    /**
     * How this computes it.
     *
     * @return the algorithm
     */
    public Algorithm algorithm() {
        return algorithm;
    }

    /**
     * Computes the product.
     *
     * @param samples the number of samples, at least 0
     * @param x [samples][n1][channels]
     * @param y [samples][n2] or [samples][n2][channels]
     * @param w the weights, as long as the product says; null without
     * @param out where the result goes, [samples][n3][channels], apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's
     */
    public void forward(int samples, float[] x, float[] y, float[] w, float[] out) {
        checkX(samples, x);
        checkY(samples, y);
        checkWeights("w", samples, w);
        Buffers.check("out", out, samples, product.outLength());
        Buffers.checkApart("out", out, x, y, w);
        forward.apply(samples, x, 0, y, 0, w, 0, out, 0);
        scale(samples, w, out, product.coupling().size(2));
    }

    /**
     * The adjoint in x.
     *
     * @param samples the number of samples, at least 0
     * @param gradOut the gradient of the output, [samples][n3][channels]
     * @param y as for {@link #forward}
     * @param w as for {@link #forward}
     * @param gradX where the gradient goes, [samples][n1][channels], apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's
     */
    public void gradX(int samples, float[] gradOut, float[] y, float[] w, float[] gradX) {
        checkGradOut(samples, gradOut);
        checkY(samples, y);
        checkWeights("w", samples, w);
        Buffers.check("gradX", gradX, samples, product.xLength());
        Buffers.checkApart("gradX", gradX, gradOut, y, w);
        toX.apply(samples, gradOut, 0, y, 0, w, 0, gradX, 0);
        scale(samples, w, gradX, product.coupling().size(0));
    }

    /**
     * The adjoint in y; where the channels share y, summed over them.
     *
     * @param samples the number of samples, at least 0
     * @param x as for {@link #forward}
     * @param gradOut the gradient of the output, [samples][n3][channels]
     * @param w as for {@link #forward}
     * @param gradY where the gradient goes, of y's shape, apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's
     */
    public void gradY(int samples, float[] x, float[] gradOut, float[] w, float[] gradY) {
        checkX(samples, x);
        checkGradOut(samples, gradOut);
        checkWeights("w", samples, w);
        Buffers.check("gradY", gradY, samples, product.yLength());
        Buffers.checkApart("gradY", gradY, gradOut, x, w);
        if (product.mode() == ChannelMode.UUU || product.weights() != WeightMode.PER_CHANNEL) {
            toY.apply(samples, x, 0, gradOut, 0, w, 0, gradY, 0);
            scale(samples, w, gradY, product.coupling().size(1));
            return;
        }
        int rows = product.coupling().size(0), length = product.rowLength();
        float[] weighted = scratch(BATCH * product.xLength());
        for (int s = 0; s < samples; s += BATCH) {
            int count = Math.min(BATCH, samples - s);
            for (int t = 0; t < count; t++) {
                ChannelRows.multiplyRows(x, (s + t) * product.xLength(), w, (s + t) * length,
                        weighted, t * product.xLength(), rows, length);
            }
            toY.apply(count, weighted, 0, gradOut, s * product.outLength(), null, 0, gradY, s * product.yLength());
        }
    }

    /**
     * The adjoint in the weights.
     *
     * @param samples the number of samples, at least 0
     * @param x as for {@link #forward}
     * @param y as for {@link #forward}
     * @param gradOut the gradient of the output, [samples][n3][channels]
     * @param gradW where the gradient goes, of the weights' shape, apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's, or the product
     *     has no weights
     */
    public void gradW(int samples, float[] x, float[] y, float[] gradOut, float[] gradW) {
        if (product.weights() == WeightMode.NONE) {
            throw new IllegalArgumentException("a product without weights has no gradient in them");
        }
        checkX(samples, x);
        checkY(samples, y);
        checkGradOut(samples, gradOut);
        checkWeights("gradW", samples, gradW);
        Buffers.checkApart("gradW", gradW, gradOut, x, y);
        if (paths instanceof BilinearMap.WithPaths map && product.weights() == WeightMode.PER_PATH) {
            map.weightGradient(samples, x, y, gradOut, gradW);
            return;
        }
        int length = product.rowLength();
        float[] unweighted = scratch(BATCH * product.outLength());
        for (int s = 0; s < samples; s += BATCH) {
            int count = Math.min(BATCH, samples - s);
            forward.apply(count, x, s * product.xLength(), y, s * product.yLength(), null, 0, unweighted, 0);
            for (int t = 0; t < count; t++) {
                ChannelRows.dotRows(unweighted, t * product.outLength(), gradOut, (s + t) * product.outLength(),
                        gradW, (s + t) * length, product.coupling().size(2), length);
            }
        }
    }

    private void checkX(int samples, float[] x) {
        Buffers.check("x", x, samples, product.xLength());
    }

    private void checkY(int samples, float[] y) {
        Buffers.check("y", y, samples, product.yLength());
    }

    private void checkGradOut(int samples, float[] gradOut) {
        Buffers.check("gradOut", gradOut, samples, product.outLength());
    }

    private void checkWeights(String name, int samples, float[] w) {
        if (product.weights() != WeightMode.NONE) {
            Buffers.check(name, w, samples, weightLength);
        }
    }

    /** Multiplies by the channel weights, if that is what the product has. */
    private void scale(int samples, float[] w, float[] rows, int count) {
        if (product.weights() == WeightMode.PER_CHANNEL) {
            int length = product.rowLength();
            for (int s = 0; s < samples; s++) {
                ChannelRows.multiplyRows(rows, s * count * length, w, s * length, rows, s * count * length, count, length);
            }
        }
    }

    private float[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new float[size];
        }
        return scratch;
    }
}
