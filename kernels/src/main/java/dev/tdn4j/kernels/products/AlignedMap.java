package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;

/** A tensor product whose shared y is harmonics of a direction, in the frame of that direction: see {@link AlignedEdges}. */
final class AlignedMap implements BilinearMap {

    private final AlignedEdges edges;
    private final int n2;
    private final int xLength;
    private final int outLength;
    private final int[] xBase = new int[EdgeFrames.EDGES];

    AlignedMap(Coupling coupling, int length) {
        this.edges = new AlignedEdges(coupling, length, false, false);
        this.n2 = coupling.size(1);
        this.xLength = coupling.size(0) * length;
        this.outLength = coupling.size(2) * length;
    }

    @Override
    public void apply(int samples, float[] x, int xAt, float[] y, int yAt, float[] w, int wAt, float[] out, int outAt) {
        for (int s = 0; s < samples; s += EdgeFrames.EDGES) {
            int count = Math.min(EdgeFrames.EDGES, samples - s);
            edges.frames(count, y, yAt + s * n2);
            for (int e = 0; e < count; e++) {
                xBase[e] = xAt + (s + e) * xLength;
            }
            for (int from = 0; from < count; from += edges.step()) {
                int some = Math.min(edges.step(), count - from);
                edges.couple(from, some, x, xBase, null, null);
                edges.back(from, some, out, outAt + (s + from) * outLength);
            }
        }
    }
}
