package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A tensor product with shared y by contracting y first, O(L⁴) a channel: out_s = K_s x_s; with a weight a path and channel,
 * out_s = Σ_paths K_s^path (w_path ⊙ x_s), where every path has its own matrix.
 */
final class SampleMatrixMap implements BilinearMap {

    /** The floats of x, w and the output that are to stay in a first-level cache while a tile goes over samples. */
    private static final int CACHED = 8192;

    private static final double ROUNDING = 1e-13;

    private final int n2;
    private final int xLength;
    private final int outLength;
    private final int weightLength;
    private final int step;
    private final List<Tile> tiles = new ArrayList<>();
    private final SampleMatrices matrices;

    /** Some rows of the output: where its matrix begins, the offsets of x and w for its columns, where its first row goes. */
    private record Tile(MatrixTile kernel, int matrixAt, int[] program, int outAt) {}

    /** A column of a tile: component i of x, and the degree of y and the weight of its path. */
    private record Column(int i, int l2, int weight) {}

    /** @param paths the index of the weights, or null for a map without */
    SampleMatrixMap(Coupling coupling, PathIndex paths, int length) {
        this.n2 = coupling.size(1);
        this.xLength = coupling.size(0) * length;
        this.outLength = coupling.size(2) * length;
        this.weightLength = paths == null ? 0 : paths.paths().size() * length;
        int n3 = coupling.size(2), entries = 0;
        Map<List<Integer>, Integer> places = new HashMap<>();
        boolean[][][] block = blocks(coupling);
        for (int first = 0; first < n3; ) {
            int end = paths == null ? n3 : Degrees.components(Degrees.degree(first));
            int parts = (end - first + Kernels.ROWS - 1) / Kernels.ROWS, rows = (end - first + parts - 1) / parts;
            List<Column> columns = columns(coupling, block, first, rows, paths);
            for (int c = 0; c < columns.size(); c++) {
                for (int r = 0; r < rows; r++) {
                    places.put(List.of(columns.get(c).i, first + r, columns.get(c).l2), entries + c * rows + r);
                }
            }
            IntStream.Builder program = IntStream.builder();
            for (Column column : columns) {
                program.add(column.i * length).add(column.weight * length);
            }
            tiles.add(new Tile(Kernels.matrix(rows, length, paths != null), entries * SampleMatrices.SAMPLES,
                    program.add(SparseMatrix.END).build().toArray(), first * length));
            entries += columns.size() * rows;
            first += rows;
        }
        this.matrices = new SampleMatrices(
                coupling, paths != null, (i, k, l2) -> places.getOrDefault(List.of(i, k, l2), -1), entries);
        this.step = Math.clamp(CACHED / (xLength + outLength + weightLength), 1, SampleMatrices.SAMPLES);
    }

    /** Which degrees (l1, l2, l3) have non-zeros. */
    private static boolean[][][] blocks(Coupling c) {
        boolean[][][] block =
                new boolean[Degrees.lmax(c.size(0)) + 1][Degrees.lmax(c.size(1)) + 1][Degrees.lmax(c.size(2)) + 1];
        for (int t = 0; t < c.nonzeros(); t++) {
            block[Degrees.degree(c.i(t))][Degrees.degree(c.j(t))][Degrees.degree(c.k(t))] |= Math.abs(c.value(t)) > ROUNDING;
        }
        return block;
    }

    private static List<Column> columns(Coupling coupling, boolean[][][] block, int first, int rows, PathIndex paths) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < coupling.size(0); i++) {
            int l1 = Degrees.degree(i);
            if (paths == null) {
                columns.add(new Column(i, 0, 0));
                continue;
            }
            int l3 = Degrees.degree(first);
            for (int l2 = 0; l2 < block[l1].length; l2++) {
                if (block[l1][l2][l3]) {
                    columns.add(new Column(i, l2, paths.of(l1, l2, l3)));
                }
            }
        }
        return columns;
    }

    @Override
    public void apply(int samples, float[] x, int xAt, float[] y, int yAt, float[] w, int wAt, float[] out, int outAt) {
        for (int s = 0; s < samples; s += SampleMatrices.SAMPLES) {
            int count = Math.min(SampleMatrices.SAMPLES, samples - s);
            float[] m = matrices.contract(count, y, yAt + s * n2);
            for (int from = 0; from < count; from += step) {
                int to = Math.min(count, from + step), at = s + from;
                for (Tile tile : tiles) {
                    tile.kernel.apply(to - from, tile.program, m, tile.matrixAt + from, x, xAt + at * xLength, xLength,
                            w, wAt + at * weightLength, weightLength, out, outAt + at * outLength + tile.outAt, outLength);
                }
            }
        }
    }
}
