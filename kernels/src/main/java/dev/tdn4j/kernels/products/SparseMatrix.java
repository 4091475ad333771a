package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A constant sparse matrix that is applied to rows of channels (or of samples): C_r += Σ_q A_rq B_q. Rows of A with nearly
 * the same pattern of non-zeros are taken together, up to four, so that every loaded vector of B is used several times.
 */
final class SparseMatrix {

    static final int TALLEST = 4;

    /** Ends a tile in a program. */
    static final int END = -1;

    /** Rows are joined while at least this share of their tile is filled. */
    private static final double FILL = 0.7;

    private static final int WIDEST = FloatVector.SPECIES_MAX.vectorBitSize() >= 512 ? 4 : 2;

    /** Below this share of the largest entry an entry is rounding. */
    private static final double ROUNDING = 1e-13;

    /** Tiles of one, two, three and four rows: their number, where their program begins, and their values. */
    private final int[] tiles = new int[TALLEST + 1];

    private final int[] programAt = new int[TALLEST + 1];
    private final int[] valueAt = new int[TALLEST + 1];
    private final int[] program;
    private final float[] value;

    record Row(int offset, double[] entries, int[] support) {}

    /**
     * A matrix whose rows and columns stand at given places.
     *
     * @param matrix A, [rows][columns]
     * @param rowOffsets where row r of the result lies, in floats
     * @param columnOffsets where row q of the argument lies, in floats
     * @param keepZeros whether to multiply by zeros too: a dense matrix
     */
    SparseMatrix(double[][] matrix, int[] rowOffsets, int[] columnOffsets, boolean keepZeros) {
        List<List<Row>> all = tiles(rows(matrix, rowOffsets, keepZeros));
        // Tiles of one depth follow one another, so that the processor foresees where their loops end.
        all.sort(Comparator.comparingInt(tile -> union(tile).length));
        IntStream.Builder steps = IntStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        int stepCount = 0, valueCount = 0;
        for (int height = 1; height <= TALLEST; height++) {
            programAt[height] = stepCount;
            valueAt[height] = valueCount;
            for (List<Row> tile : all) {
                if (tile.size() == height) {
                    tiles[height]++;
                    int[] union = union(tile);
                    tile.forEach(row -> steps.add(row.offset));
                    for (int q : union) {
                        steps.add(columnOffsets[q]);
                        tile.forEach(row -> values.add(row.entries[q]));
                    }
                    steps.add(END);
                    stepCount += height + union.length + 1;
                    valueCount += height * union.length;
                }
            }
        }
        program = steps.build().toArray();
        value = floats(values.build().toArray());
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int t = 0; t < values.length; t++) {
            floats[t] = (float) values[t];
        }
        return floats;
    }

    /** The multiplications for every column, those by zeros within tiles among them. */
    int multiplications() {
        return value.length;
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

    private void four(float[] in, int inAt, float[] out, int at, boolean accumulate) {
        SparseTiles4.rows4(in, inAt, program, programAt[4], tiles[4], value, valueAt[4], out, at, accumulate);
        SparseTiles4.rows3(in, inAt, program, programAt[3], tiles[3], value, valueAt[3], out, at, accumulate);
        SparseTiles4.rows2(in, inAt, program, programAt[2], tiles[2], value, valueAt[2], out, at, accumulate);
        SparseTiles4.rows1(in, inAt, program, programAt[1], tiles[1], value, valueAt[1], out, at, accumulate);
    }

    private void two(float[] in, int inAt, float[] out, int at, boolean accumulate) {
        SparseTiles2.rows4(in, inAt, program, programAt[4], tiles[4], value, valueAt[4], out, at, accumulate);
        SparseTiles2.rows3(in, inAt, program, programAt[3], tiles[3], value, valueAt[3], out, at, accumulate);
        SparseTiles2.rows2(in, inAt, program, programAt[2], tiles[2], value, valueAt[2], out, at, accumulate);
        SparseTiles2.rows1(in, inAt, program, programAt[1], tiles[1], value, valueAt[1], out, at, accumulate);
    }

    private void one(float[] in, int inAt, float[] out, int at, boolean accumulate) {
        SparseTiles1.rows4(in, inAt, program, programAt[4], tiles[4], value, valueAt[4], out, at, accumulate);
        SparseTiles1.rows3(in, inAt, program, programAt[3], tiles[3], value, valueAt[3], out, at, accumulate);
        SparseTiles1.rows2(in, inAt, program, programAt[2], tiles[2], value, valueAt[2], out, at, accumulate);
        SparseTiles1.rows1(in, inAt, program, programAt[1], tiles[1], value, valueAt[1], out, at, accumulate);
    }

    /** The rows of a matrix in the order of the patterns of their non-zeros. */
    static List<Row> rows(double[][] matrix, int[] rowOffsets, boolean keepZeros) {
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
        return rows;
    }

    /** Greedily joins neighbours in the order of patterns, then splits what is joined into tiles of nearly equal height. */
    static List<List<Row>> tiles(List<Row> rows) {
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

    static int[] union(List<Row> rows) {
        return rows.stream().flatMapToInt(row -> Arrays.stream(row.support)).sorted().distinct().toArray();
    }
}
