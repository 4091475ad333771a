package dev.tdn4j.tdn.scaling;

import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.kernels.products.Neighbourhood;
import dev.tdn4j.kernels.products.TensorProduct;
import dev.tdn4j.tensor.Degrees;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Convolutions over one graph at every degree, small enough for the weights and for six ranks of all nodes to stay in a cache. */
final class ConvolutionWorkload {

    /** The nodes of the graph. */
    static final int NODES = 64;

    /** The neighbours of every node: those of an atom in a solid within 6 Å or so. */
    static final int DEGREE = 60;

    private ConvolutionWorkload() {}

    /**
     * Prepares a convolution and its adjoint in x.
     *
     * @param degree the neighbours of every node
     */
    static Workload of(ConvolutionKernel kernel, int degree) {
        TensorProduct product = kernel.product();
        Neighbourhood graph = ring(degree), reversed = graph.reversed();
        SplittableRandom random = new SplittableRandom(1);
        float[] x = Workload.random(random, NODES * product.xLength());
        float[] y = Workload.harmonics(random, Degrees.lmax(product.coupling().size(1)), graph.edges());
        float[] w = Workload.random(random, graph.edges() * product.rowLength());
        float[] gradOut = Workload.random(random, NODES * product.outLength());
        float[] out = new float[gradOut.length], gradX = new float[x.length];
        Map<Direction, Runnable> calls = new EnumMap<>(Direction.class);
        calls.put(Direction.FORWARD, () -> kernel.forward(graph, x, y, w, out));
        calls.put(Direction.GRAD_X, () -> kernel.gradX(reversed, gradOut, y, w, gradX));
        return new Workload((double) graph.edges() * product.channels(), calls);
    }

    /** Every node sums over those that follow it on a ring. */
    private static Neighbourhood ring(int degree) {
        int[] start = new int[NODES + 1], source = new int[NODES * degree];
        for (int node = 0; node < NODES; node++) {
            start[node + 1] = start[node] + degree;
            for (int e = 0; e < degree; e++) {
                source[node * degree + e] = (node + 1 + e) % NODES;
            }
        }
        return Neighbourhood.byDestination(start, source);
    }
}
