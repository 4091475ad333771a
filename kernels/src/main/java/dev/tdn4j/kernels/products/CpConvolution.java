package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import dev.tdn4j.kernels.vector.Gemm;
import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.tensor.Factors;
import jdk.incubator.vector.FloatVector;

/**
 * CP once a node: Aᵀx before the edges, R multiplications an edge and channel between, C after them. What an edge costs is
 * the gathering of its neighbour's R rows, so that six ranks at a time stay in registers over all neighbours, and the
 * projected features are laid out [six ranks][node], for the rows of all nodes to stay in a second-level cache.
 */
final class CpConvolution implements ConvolutionMap {

    /** Ranks in registers. */
    private static final int RANKS = 6;

    /** Nodes that are summed up before their results are reconstructed: their weights and sums stay in a cache. */
    private static final int NODES = 16;

    private static final boolean FOUR = FloatVector.SPECIES_MAX.vectorBitSize() >= 512;

    private final int n1;
    private final int n2;
    private final int n3;
    private final int rank;
    private final int yStride;
    private final int length;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final float[] sums;
    private float[] projected = new float[0];
    private float[] ys = new float[0];
    private float[] t = new float[0];

    CpConvolution(Factors factors, int length) {
        this.n1 = factors.size(0);
        this.n2 = factors.size(1);
        this.n3 = factors.size(2);
        this.rank = (factors.rank() + RANKS - 1) / RANKS * RANKS;
        this.yStride = Lanes.pad(rank);
        this.length = length;
        this.a = padded(factors, 0, rank);
        this.b = padded(factors, 1, yStride);
        this.c = padded(factors, 2, rank);
        this.sums = new float[NODES * rank * length];
    }

    private static float[] padded(Factors factors, int axis, int columns) {
        float[] matrix = new float[factors.size(axis) * columns];
        for (int i = 0; i < factors.size(axis); i++) {
            for (int r = 0; r < factors.rank(); r++) {
                matrix[i * columns + r] = (float) factors.get(axis, i, r);
            }
        }
        return matrix;
    }

    @Override
    public void apply(Neighbourhood graph, float[] x, float[] y, float[] w, int wStep, float[] out) {
        int nodes = graph.nodes(), blocks = rank / RANKS, block = RANKS * length;
        if (projected.length < nodes * rank * length) {
            projected = new float[nodes * rank * length];
        }
        for (int node = 0; node < nodes; node++) {
            for (int g = 0; g < blocks; g++) {
                Gemm.multiply(a, g * RANKS, 1, rank, x, node * n1 * length, length,
                        projected, (g * nodes + node) * block, length, RANKS, length, n1, false);
            }
        }
        for (int first = 0; first < nodes; first += NODES) {
            int last = Math.min(nodes, first + NODES);
            project(graph, graph.start()[first], graph.start()[last], y);
            for (int g = 0; g < blocks; g++) {
                for (int node = first; node < last; node++) {
                    accumulate(graph, node, graph.start()[first], g, g * nodes * block, w, wStep, ((node - first) * rank + g * RANKS) * length);
                }
            }
            for (int node = first; node < last; node++) {
                Gemm.multiply(c, 0, rank, 1, sums, (node - first) * rank * length, length,
                        out, node * n3 * length, length, n3, length, rank, false);
            }
        }
    }

    /** The numbers Bᵀy of some edges. */
    private void project(Neighbourhood graph, int from, int to, float[] y) {
        int count = to - from;
        if (t.length < count * yStride) {
            t = new float[count * yStride];
            ys = new float[count * n2];
        }
        for (int e = 0; e < count; e++) {
            System.arraycopy(y, graph.edge()[from + e] * n2, ys, e * n2, n2);
        }
        Gemm.multiply(ys, 0, n2, 1, b, 0, yStride, t, 0, yStride, count, yStride, n2, false);
    }

    private void accumulate(
            Neighbourhood graph, int node, int firstEdge, int g, int projectedAt, float[] w, int wStep, int sumsAt) {
        int from = graph.start()[node], to = graph.start()[node + 1], tAt = (from - firstEdge) * yStride + g * RANKS;
        for (int u = 0; u < length; ) {
            if (FOUR && length - u >= 4 * WIDTH) {
                RankTiles4.six(graph.neighbour(), graph.edge(), from, to, t, tAt, yStride,
                        projected, projectedAt + u, RANKS * length, length, w, u, wStep, sums, sumsAt + u);
                u += 4 * WIDTH;
            } else {
                RankTiles1.six(graph.neighbour(), graph.edge(), from, to, t, tAt, yStride,
                        projected, projectedAt + u, RANKS * length, length, w, u, wStep, sums, sumsAt + u);
                u += WIDTH;
            }
        }
    }
}
