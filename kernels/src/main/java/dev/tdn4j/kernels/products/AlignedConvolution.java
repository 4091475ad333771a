package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import java.util.Arrays;

/** The rows of every neighbour in the frame of the edge, where little couples, and back: see {@link AlignedEdges}. */
final class AlignedConvolution implements ConvolutionMap {

    private final AlignedEdges edges;
    private final int n2;
    private final int xLength;
    private final int outLength;
    private final float[] ys;
    private final int[] xBase = new int[EdgeFrames.EDGES];
    private final int[] wBase = new int[EdgeFrames.EDGES];

    AlignedConvolution(Coupling coupling, int length) {
        this.edges = new AlignedEdges(coupling, length, true, true);
        this.n2 = coupling.size(1);
        this.xLength = coupling.size(0) * length;
        this.outLength = coupling.size(2) * length;
        this.ys = new float[EdgeFrames.EDGES * n2];
    }

    @Override
    public void apply(Neighbourhood graph, float[] x, float[] y, float[] w, int wStep, float[] out) {
        Arrays.fill(out, 0, graph.nodes() * outLength, 0);
        int node = 0;
        for (int first = 0; first < graph.edges(); first += EdgeFrames.EDGES) {
            int count = Math.min(EdgeFrames.EDGES, graph.edges() - first);
            for (int e = 0; e < count; e++) {
                int edge = graph.edge()[first + e];
                System.arraycopy(y, edge * n2, ys, e * n2, n2);
                xBase[e] = graph.neighbour()[first + e] * xLength;
                wBase[e] = edge * wStep;
            }
            edges.frames(count, ys, 0);
            for (int from = 0; from < count; from += edges.step()) {
                int to = Math.min(count, from + edges.step());
                edges.couple(from, to - from, x, xBase, w, wBase);
                node = sum(graph, node, first, from, to, out);
            }
        }
    }

    /** Adds what edges give to their nodes, and returns the node of the last. */
    private int sum(Neighbourhood graph, int firstNode, int first, int from, int to, float[] out) {
        int node = firstNode;
        for (int e = from; e < to; ) {
            while (graph.start()[node + 1] <= first + e) {
                node++;
            }
            int end = Math.min(to, graph.start()[node + 1] - first);
            edges.back(e, end - e, out, node * outLength);
            e = end;
        }
        return node;
    }
}
