package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;

/** The matrix of every edge times the rows of its neighbour: n² multiplications an edge and channel. */
final class MatrixConvolution implements ConvolutionMap {

    /** Edges whose matrices are made at once. */
    private static final int BATCH = 32;

    private final EdgeMatrices matrices;
    private final boolean transposed;
    private final int n1;
    private final int n2;
    private final int n3;
    private final int length;
    private final float[] ys;
    private final float[] k;

    MatrixConvolution(Coupling coupling, boolean transposed, int length) {
        this.matrices = new EdgeMatrices(coupling);
        this.transposed = transposed;
        this.n1 = coupling.size(0);
        this.n2 = coupling.size(1);
        this.n3 = coupling.size(2);
        this.length = length;
        this.ys = new float[BATCH * n2];
        this.k = new float[BATCH * n1 * n3];
    }

    @Override
    public void apply(Neighbourhood graph, float[] x, float[] y, float[] w, int wStep, float[] out) {
        int rows = transposed ? n1 : n3, depth = transposed ? n3 : n1;
        int rowStride = transposed ? 1 : n1, depthStride = transposed ? n1 : 1;
        int done = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int first = graph.start()[node], end = graph.start()[node + 1], at = node * rows * length;
            if (first == end) {
                java.util.Arrays.fill(out, at, at + rows * length, 0);
            }
            // A batch may end within a node's edges: what comes after adds to what came before.
            for (int e = first; e < end; ) {
                if (e == done) {
                    contract(graph, e, y);
                    done = Math.min(graph.edges(), done + BATCH);
                }
                int to = Math.min(end, done);
                NeighbourSum.apply(graph, e, to, k, (e % BATCH) * n1 * n3, n1 * n3, rowStride, depthStride, rows, depth,
                        x, 0, depth * length, w, wStep, out, at, length, e > first);
                e = to;
            }
        }
    }

    private void contract(Neighbourhood graph, int from, float[] y) {
        int count = Math.min(BATCH, graph.edges() - from);
        for (int e = 0; e < count; e++) {
            System.arraycopy(y, graph.edge()[from + e] * n2, ys, e * n2, n2);
        }
        matrices.contract(count, ys, 0, k, 0);
    }
}
