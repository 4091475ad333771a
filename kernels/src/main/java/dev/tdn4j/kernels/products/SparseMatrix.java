package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A constant sparse matrix that is applied to rows of channels (or of samples): C_r += Σ_q A_rq B_q. Rows of A with nearly
 * the same pattern of non-zeros are taken together, up to four, so that every loaded vector of B is used several times.
 */
final class SparseMatrix {

    private static final int TALLEST = 4;

    /** Rows are joined while at least this share of their tile is filled. */
    private static final double FILL = 0.7;

    private static final int WIDEST = FloatVector.SPECIES_MAX.vectorBitSize() >= 512 ? 4 : 2;

    /** Below this share of the largest entry an entry is rounding. */
    private static final double ROUNDING = 1e-13;

    private final int[] height;
    private final int[] start;
    private final int[] index;
    private final int[] valueAt;
    private final float[] value;
    private final int[] out;
    private final int fmas;

    private record Row(int offset, double[] entries, int[] support) {}

    /**
     * A matrix whose rows and columns stand at given places.
     *
     * @param matrix A, [rows][columns]
     * @param rowOffsets where row r of the result lies, in floats
     * @param columnOffsets where row q of the argument lies, in floats
     * @param keepZeros whether to multiply by zeros too: a dense matrix
     */
    SparseMatrix(double[][] matrix, int[] rowOffsets, int[] columnOffsets, boolean keepZeros) {
        double largest = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < matrix.length; r++) {
            double[] entries = matrix[r];
            int[] support = IntStream.range(0, entries.length)
                    .filter(q -> keepZeros || Math.abs(entries[q]) > ROUNDING * largest)
                    .toArray();
            rows.add(new Row(rowOffsets[r], entries, support));
        }
        rows.sort(Comparator.comparing(Row::support, Arrays::compare));
        List<List<Row>> tiles = tiles(rows);
        int count = tiles.size();
        height = new int[count];
        start = new int[count + 1];
        valueAt = new int[count];
        out = new int[TALLEST * count];
        int[][] unions = tiles.stream().map(SparseMatrix::union).toArray(int[][]::new);
        index = new int[Arrays.stream(unions).mapToInt(u -> u.length).sum()];
        int size = 0;
        for (int t = 0; t < count; t++) {
            size += unions[t].length * tiles.get(t).size();
        }
        value = new float[size];
        fmas = size;
        int at = 0;
        for (int t = 0; t < count; t++) {
            List<Row> tile = tiles.get(t);
            height[t] = tile.size();
            valueAt[t] = at;
            start[t + 1] = start[t] + unions[t].length;
            for (int r = 0; r < tile.size(); r++) {
                out[TALLEST * t + r] = tile.get(r).offset;
            }
            for (int s = 0; s < unions[t].length; s++) {
                index[start[t] + s] = columnOffsets[unions[t][s]];
                for (Row row : tile) {
                    value[at++] = (float) row.entries[unions[t][s]];
                }
            }
        }
    }

    /** The multiplications for every column, those by zeros within tiles among them. */
    int multiplications() {
        return fmas;
    }

    /**
     * Multiplies.
     *
     * @param columns the length of every row, a multiple of the lane count
     */
    void apply(float[] in, int inAt, float[] result, int resultAt, int columns, boolean accumulate) {
        for (int c = 0; c < columns; ) {
            int left = columns - c;
            if (WIDEST == 4 && left >= 4 * WIDTH) {
                four(in, inAt + c, result, resultAt + c, accumulate);
                c += 4 * WIDTH;
            } else if (left >= 2 * WIDTH) {
                two(in, inAt + c, result, resultAt + c, accumulate);
                c += 2 * WIDTH;
            } else {
                one(in, inAt + c, result, resultAt + c, accumulate);
                c += WIDTH;
            }
        }
    }

    private void four(float[] in, int inAt, float[] c, int at, boolean accumulate) {
        for (int t = 0; t < height.length; t++) {
            int from = start[t], to = start[t + 1], v = valueAt[t], o = TALLEST * t;
            switch (height[t]) {
                case 4 -> SparseTiles4.rows4(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], at + out[o + 2], at + out[o + 3], accumulate);
                case 3 -> SparseTiles4.rows3(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], at + out[o + 2], accumulate);
                case 2 -> SparseTiles4.rows2(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], accumulate);
                default -> SparseTiles4.rows1(in, inAt, index, from, to, value, v, c, at + out[o], accumulate);
            }
        }
    }

    private void two(float[] in, int inAt, float[] c, int at, boolean accumulate) {
        for (int t = 0; t < height.length; t++) {
            int from = start[t], to = start[t + 1], v = valueAt[t], o = TALLEST * t;
            switch (height[t]) {
                case 4 -> SparseTiles2.rows4(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], at + out[o + 2], at + out[o + 3], accumulate);
                case 3 -> SparseTiles2.rows3(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], at + out[o + 2], accumulate);
                case 2 -> SparseTiles2.rows2(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], accumulate);
                default -> SparseTiles2.rows1(in, inAt, index, from, to, value, v, c, at + out[o], accumulate);
            }
        }
    }

    private void one(float[] in, int inAt, float[] c, int at, boolean accumulate) {
        for (int t = 0; t < height.length; t++) {
            int from = start[t], to = start[t + 1], v = valueAt[t], o = TALLEST * t;
            switch (height[t]) {
                case 4 -> SparseTiles1.rows4(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], at + out[o + 2], at + out[o + 3], accumulate);
                case 3 -> SparseTiles1.rows3(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], at + out[o + 2], accumulate);
                case 2 -> SparseTiles1.rows2(in, inAt, index, from, to, value, v,
                        c, at + out[o], at + out[o + 1], accumulate);
                default -> SparseTiles1.rows1(in, inAt, index, from, to, value, v, c, at + out[o], accumulate);
            }
        }
    }

    /** Greedily joins neighbours in the order of patterns, then splits what is joined into tiles of nearly equal height. */
    private static List<List<Row>> tiles(List<Row> rows) {
        List<List<Row>> groups = new ArrayList<>();
        List<Row> group = new ArrayList<>();
        for (Row row : rows) {
            List<Row> larger = new ArrayList<>(group);
            larger.add(row);
            int filled = larger.stream().mapToInt(r -> r.support.length).sum();
            if (!group.isEmpty() && filled < FILL * larger.size() * union(larger).length) {
                groups.add(group);
                group = new ArrayList<>(List.of(row));
            } else {
                group = larger;
            }
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        List<List<Row>> tiles = new ArrayList<>();
        for (List<Row> whole : groups) {
            int pieces = (whole.size() + TALLEST - 1) / TALLEST;
            for (int from = 0; pieces > 0; pieces--) {
                int to = from + (whole.size() - from + pieces - 1) / pieces;
                tiles.add(whole.subList(from, to));
                from = to;
            }
        }
        return tiles;
    }

    private static int[] union(List<Row> rows) {
        return rows.stream().flatMapToInt(row -> Arrays.stream(row.support)).sorted().distinct().toArray();
    }
}
