package dev.tdn4j.kernels.products;

/**
 * The features become d×d matrices once a node, every edge multiplies by the matrix of its y, d³ multiplications a channel,
 * and the sums become features again once a node.
 */
final class SpinConvolution implements ConvolutionMap {

    private final int d;
    private final int n1;
    private final int n2;
    private final int n3;
    private final int length;
    private final SparseMatrix fromX;
    private final SharedSpin fromY;
    private final SparseMatrix toOut;
    private final float[] sum;
    private float[] features = new float[0];
    private float[] edges = new float[0];

    SpinConvolution(SpinForm form, int length) {
        this.d = form.d();
        this.n1 = form.x().length;
        this.n2 = form.y().length;
        this.n3 = form.out().length;
        this.length = length;
        this.fromX = SpinMap.into(form.x(), length);
        this.fromY = new SharedSpin(form);
        this.toOut = new SparseMatrix(form.out(), PairForm.offsets(n3, length), PairForm.offsets(d * d, length), false);
        this.sum = new float[d * d * length];
    }

    @Override
    public void apply(Neighbourhood graph, float[] x, float[] y, float[] w, int wStep, float[] out) {
        int size = d * d;
        if (features.length < graph.nodes() * size * length) {
            features = new float[graph.nodes() * size * length];
        }
        for (int node = 0; node < graph.nodes(); node++) {
            fromX.apply(x, node * n1 * length, features, node * size * length, length, false);
        }
        for (int node = 0; node < graph.nodes(); node++) {
            int from = graph.start()[node], to = graph.start()[node + 1];
            if (edges.length < (to - from) * size) {
                edges = new float[(to - from) * size];
            }
            for (int e = from; e < to; e++) {
                fromY.matrix(y, graph.edge()[e] * n2, edges, (e - from) * size);
            }
            for (int row = 0; row < d; row++) {
                NeighbourSum.apply(graph, from, to, edges, 0, size, 1, d, d, d,
                        features, row * d * length, size * length, w, wStep, sum, row * d * length, length, false);
            }
            toOut.apply(sum, 0, out, node * n3 * length, length, false);
        }
    }
}
