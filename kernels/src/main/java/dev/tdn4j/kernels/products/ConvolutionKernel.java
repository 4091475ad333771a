package dev.tdn4j.kernels.products;

import java.util.Arrays;

/**
 * A convolution that sums tensor products over neighbours, out[node] = Σ_e w_e ⊙ M(x[neighbour of e], y_e) with y shared by
 * the channels, by one algorithm, with its adjoints. Results overwrite what was in their arrays.
 *
 * <p>A kernel has buffers of its own: one thread at a time. Nothing is allocated once the largest graph has been seen.
 */
public final class ConvolutionKernel {

    /** Edges that the adjoints in y and w take at once. */
    private static final int BATCH = 16;

    private final TensorProduct product;
    private final ProductKernel edgewise;
    private final ConvolutionMap forward;
    private final ConvolutionMap toX;
    private final float[] ones;
    private final float[] x;
    private final float[] y;
    private final float[] w;
    private final float[] g;
    private final float[] result;

    private ConvolutionKernel(ProductKernel edgewise, ConvolutionMap forward, ConvolutionMap toX) {
        this.product = edgewise.product();
        this.edgewise = edgewise;
        this.forward = forward;
        this.toX = toX;
        this.ones = new float[product.rowLength()];
        Arrays.fill(ones, 1);
        this.x = new float[BATCH * product.xLength()];
        this.y = new float[BATCH * product.yLength()];
        this.w = new float[BATCH * product.rowLength()];
        this.g = new float[BATCH * product.outLength()];
        this.result = new float[BATCH * Math.max(product.yLength(), product.rowLength())];
    }

    /**
     * The kernel of an algorithm that needs nothing but the coupling or its factors.
     *
     * @param product what an edge computes; y shared by the channels, with no weights or one a channel
     * @param algorithm {@link Algorithm#MATRIX}, {@link Algorithm#CP} or, for y that is harmonics,
     *     {@link Algorithm#EDGE_ALIGNED}
     * @return the kernel
     * @throws IllegalArgumentException if the algorithm cannot compute it; the message says why
     */
    public static ConvolutionKernel of(TensorProduct product, Algorithm algorithm) {
        check(product);
        int length = product.rowLength();
        return switch (algorithm) {
            case MATRIX -> new ConvolutionKernel(ProductKernel.of(product, algorithm),
                    new MatrixConvolution(product.coupling(), false, length),
                    new MatrixConvolution(product.coupling(), true, length));
            case CP -> {
                ProductKernel edgewise = ProductKernel.of(product, algorithm);
                var factors = product.coupling().factors().orElseThrow();
                yield new ConvolutionKernel(edgewise, new CpConvolution(factors, length),
                        new CpConvolution(factors.permute(2, 1, 0), length));
            }
            case EDGE_ALIGNED -> new ConvolutionKernel(ProductKernel.of(product, algorithm),
                    new AlignedConvolution(product.coupling(), length),
                    new AlignedConvolution(product.coupling().permute(2, 1, 0), length));
            default -> throw new IllegalArgumentException("there is no convolution by " + algorithm + " of a coupling alone");
        };
    }

    /**
     * The kernel that multiplies the matrices which components stand for.
     *
     * @param product as for {@link #of}; its coupling must be the form's
     * @param form the matrices
     * @return the kernel
     * @throws IllegalArgumentException if the coupling is not the form's
     */
    public static ConvolutionKernel spin(TensorProduct product, SpinForm form) {
        check(product);
        int length = product.rowLength();
        return new ConvolutionKernel(ProductKernel.spin(product, form), new SpinConvolution(form, length),
                new SpinConvolution(form.adjointX(), length));
    }

    private static void check(TensorProduct product) {
        if (product.mode() != ChannelMode.UVU || product.weights() == WeightMode.PER_PATH) {
            throw new IllegalArgumentException(
                    "a convolution has y shared by the channels and no weights or one a channel, not "
                            + product.mode() + " and " + product.weights());
        }
    }

    /**
     * What an edge computes.
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
        return edgewise.algorithm();
    }

    /**
     * Computes the convolution.
     *
     * @param graph the edges of every destination
     * @param features x, [nodes][n1][channels]
     * @param harmonics y, [edges][n2]
     * @param weights [edges][channels]; null without
     * @param out where the result goes, [nodes][n3][channels], apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's
     */
    public void forward(Neighbourhood graph, float[] features, float[] harmonics, float[] weights, float[] out) {
        checkEdges(graph, harmonics, weights);
        Buffers.check("x", features, graph.nodes(), product.xLength());
        Buffers.check("out", out, graph.nodes(), product.outLength());
        Buffers.checkApart("out", out, features, harmonics, weights);
        forward.apply(graph, features, harmonics, weighted() ? weights : ones, weighted() ? product.rowLength() : 0, out);
    }

    /**
     * The adjoint in x.
     *
     * @param reversed the edges of every source, {@link Neighbourhood#reversed} of the forward's
     * @param gradOut the gradient of the output, [nodes][n3][channels]
     * @param harmonics as for {@link #forward}
     * @param weights as for {@link #forward}
     * @param gradX where the gradient goes, [nodes][n1][channels], apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's
     */
    public void gradX(Neighbourhood reversed, float[] gradOut, float[] harmonics, float[] weights, float[] gradX) {
        checkEdges(reversed, harmonics, weights);
        Buffers.check("gradOut", gradOut, reversed.nodes(), product.outLength());
        Buffers.check("gradX", gradX, reversed.nodes(), product.xLength());
        Buffers.checkApart("gradX", gradX, gradOut, harmonics, weights);
        toX.apply(reversed, gradOut, harmonics, weighted() ? weights : ones, weighted() ? product.rowLength() : 0, gradX);
    }

    /**
     * The adjoint in y.
     *
     * @param graph the edges of every destination
     * @param features as for {@link #forward}
     * @param gradOut the gradient of the output, [nodes][n3][channels]
     * @param weights as for {@link #forward}
     * @param gradY where the gradient goes, [edges][n2], apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's
     */
    public void gradY(Neighbourhood graph, float[] features, float[] gradOut, float[] weights, float[] gradY) {
        checkEdges(graph, gradY, weights);
        edgewise(graph, features, null, weights, gradOut, gradY);
    }

    /**
     * The adjoint in the weights.
     *
     * @param graph the edges of every destination
     * @param features as for {@link #forward}
     * @param harmonics as for {@link #forward}
     * @param gradOut the gradient of the output, [nodes][n3][channels]
     * @param gradW where the gradient goes, [edges][channels], apart from the arguments
     * @throws IllegalArgumentException if an array is missing, too short, or the result's is an argument's, or there are no
     *     weights
     */
    public void gradW(Neighbourhood graph, float[] features, float[] harmonics, float[] gradOut, float[] gradW) {
        if (!weighted()) {
            throw new IllegalArgumentException("a convolution without weights has no gradient in them");
        }
        checkEdges(graph, harmonics, gradW);
        edgewise(graph, features, harmonics, null, gradOut, gradW);
    }

    private boolean weighted() {
        return product.weights() == WeightMode.PER_CHANNEL;
    }

    private void checkEdges(Neighbourhood graph, float[] harmonics, float[] weights) {
        Buffers.check("y", harmonics, graph.edges(), product.yLength());
        if (weighted()) {
            Buffers.check("w", weights, graph.edges(), product.rowLength());
        }
    }

    /** Gathers the arguments of some edges, computes their gradients, and puts them where the edges have their places. */
    private void edgewise(
            Neighbourhood graph, float[] features, float[] harmonics, float[] weights, float[] gradOut, float[] gradient) {
        Buffers.check("x", features, graph.nodes(), product.xLength());
        Buffers.check("gradOut", gradOut, graph.nodes(), product.outLength());
        Buffers.checkApart("the gradient", gradient, features, harmonics, weights, gradOut);
        int xLength = product.xLength(), outLength = product.outLength(), yLength = product.yLength();
        int wLength = product.rowLength(), size = harmonics == null ? yLength : wLength;
        for (int first = 0, node = 0; first < graph.edges(); first += BATCH) {
            int count = Math.min(BATCH, graph.edges() - first);
            for (int e = 0; e < count; e++) {
                while (graph.start()[node + 1] <= first + e) {
                    node++;
                }
                int edge = graph.edge()[first + e];
                System.arraycopy(features, graph.neighbour()[first + e] * xLength, x, e * xLength, xLength);
                System.arraycopy(gradOut, node * outLength, g, e * outLength, outLength);
                if (harmonics != null) {
                    System.arraycopy(harmonics, edge * yLength, y, e * yLength, yLength);
                }
                if (weights != null) {
                    System.arraycopy(weights, edge * wLength, w, e * wLength, wLength);
                }
            }
            if (harmonics == null) {
                edgewise.gradY(count, x, g, weights == null ? null : w, result);
            } else {
                edgewise.gradW(count, x, y, g, result);
            }
            for (int e = 0; e < count; e++) {
                System.arraycopy(result, e * size, gradient, graph.edge()[first + e] * size, size);
            }
        }
    }
}
