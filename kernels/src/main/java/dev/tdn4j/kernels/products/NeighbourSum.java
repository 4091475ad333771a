package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** Σ_e w_e ⊙ A_e x[neighbour of e] over the edges of one node, with a matrix A_e an edge. */
final class NeighbourSum {

    private static final int TALLEST = 6;

    private static final boolean FOUR = FloatVector.SPECIES_MAX.vectorBitSize() >= 512;

    private NeighbourSum() {}

    /**
     * Computes or adds rows.
     *
     * @param aStep the distance between the matrices of consecutive edges, the first at {@code aAt}
     * @param xStep the distance between nodes in x; rows of x and of the result follow one another
     * @param wStep the distance between the weights of edges; 0 where all have the same
     */
    static void apply(
            Neighbourhood graph, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int rows, int depth,
            float[] x, int xAt, int xStep, float[] w, int wStep, float[] out, int outAt, int length, boolean accumulate) {
        int[] neighbour = graph.neighbour(), edge = graph.edge();
        for (int u = 0; u < length; ) {
            boolean four = FOUR && length - u >= 4 * WIDTH;
            int tiles = (rows + TALLEST - 1) / TALLEST;
            for (int r = 0; tiles > 0; tiles--) {
                int height = (rows - r + tiles - 1) / tiles, ar = aAt + r * aRowStride, o = outAt + r * length + u;
                if (four) {
                    four(height, neighbour, edge, from, to, a, ar, aStep, aRowStride, aDepthStride, depth,
                            x, xAt + u, xStep, length, w, u, wStep, out, o, accumulate);
                } else {
                    one(height, neighbour, edge, from, to, a, ar, aStep, aRowStride, aDepthStride, depth,
                            x, xAt + u, xStep, length, w, u, wStep, out, o, accumulate);
                }
                r += height;
            }
            u += four ? 4 * WIDTH : WIDTH;
        }
    }

    private static void four(
            int height, int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int length, float[] w, int wAt, int wStep,
            float[] out, int outAt, boolean accumulate) {
        switch (height) {
            case 6 -> NeighbourTiles4.rows6(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 5 -> NeighbourTiles4.rows5(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 4 -> NeighbourTiles4.rows4(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 3 -> NeighbourTiles4.rows3(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 2 -> NeighbourTiles4.rows2(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            default -> NeighbourTiles4.rows1(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
        }
    }

    private static void one(
            int height, int[] neighbour, int[] edge, int from, int to,
            float[] a, int aAt, int aStep, int aRowStride, int aDepthStride, int depth,
            float[] x, int xAt, int xStep, int length, float[] w, int wAt, int wStep,
            float[] out, int outAt, boolean accumulate) {
        switch (height) {
            case 6 -> NeighbourTiles1.rows6(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 5 -> NeighbourTiles1.rows5(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 4 -> NeighbourTiles1.rows4(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 3 -> NeighbourTiles1.rows3(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            case 2 -> NeighbourTiles1.rows2(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
            default -> NeighbourTiles1.rows1(neighbour, edge, from, to, a, aAt, aStep, aRowStride, aDepthStride, depth,
                    x, xAt, xStep, length, w, wAt, wStep, out, outAt, length, accumulate);
        }
    }
}
