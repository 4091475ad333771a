package dev.tdn4j.kernels.harmonics;

/** From the kernels' layouts to rows. */
final class Layouts {

    private Layouts() {}

    static double[] axis(double[] vectors, int n, int axis) {
        double[] components = new double[n];
        for (int v = 0; v < n; v++) {
            components[v] = vectors[3 * v + axis];
        }
        return components;
    }

    static void fromColumns(double[] in, int from, int stride, int n, int components, double[] rows) {
        for (int v = 0; v < n; v++) {
            for (int c = 0; c < components; c++) {
                rows[v * components + c] = in[from + c * stride + v];
            }
        }
    }

    static void fromBlocks(double[] in, int from, int width, int n, int components, double[] rows) {
        for (int v = 0; v < n; v++) {
            for (int c = 0; c < components; c++) {
                rows[v * components + c] = in[from + (v / width * components + c) * width + v % width];
            }
        }
    }
}
