package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The matrix of a {@link PairForm} applied to the products of two arguments with channels, which are made as they are needed. */
final class PairMatrix {

    private final int[] tiles = new int[SparseMatrix.TALLEST + 1];
    private final int[] programAt = new int[SparseMatrix.TALLEST + 1];
    private final int[] valueAt = new int[SparseMatrix.TALLEST + 1];
    private final int[] program;
    private final float[] value;
    private final int combinations;

    /** A tile and the part of the coupling that it belongs to; how many combinations of each kind it has. */
    private record Tile(PairForm form, List<SparseMatrix.Row> rows, int[] columns, List<Integer> shape) {}

    /**
     * The parts of a coupling. Tiles of one shape follow one another, so that the processor foresees where their loops end.
     *
     * @param rowOffsets where the rows of every part's result lie
     * @param length the floats of a row of either argument
     */
    PairMatrix(List<PairForm> forms, int[][] rowOffsets, int length) {
        List<Tile> all = new ArrayList<>();
        for (int f = 0; f < forms.size(); f++) {
            PairForm form = forms.get(f);
            for (List<SparseMatrix.Row> rows : SparseMatrix.tiles(SparseMatrix.rows(form.matrix(), rowOffsets[f], false))) {
                int[] columns = SparseMatrix.union(rows);
                List<Integer> shape = IntStream.range(0, 3)
                        .mapToObj(kind -> (int) Arrays.stream(columns).filter(c -> kind(form, c) == kind).count())
                        .toList();
                all.add(new Tile(form, rows, columns, shape));
            }
        }
        all.sort(Comparator.comparingInt((Tile tile) -> tile.rows.size())
                .thenComparingInt(tile -> tile.shape.get(0))
                .thenComparingInt(tile -> tile.shape.get(1))
                .thenComparingInt(tile -> tile.shape.get(2)));
        IntStream.Builder steps = IntStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        int stepCount = 0, valueCount = 0, used = 0;
        for (Tile tile : all) {
            int height = tile.rows.size();
            if (tiles[height]++ == 0) {
                programAt[height] = stepCount;
                valueAt[height] = valueCount;
            }
            tile.rows.forEach(row -> steps.add(row.offset()));
            stepCount += height + 3;
            for (int kind = 0; kind < 3; kind++) {
                for (int column : tile.columns) {
                    if (kind(tile.form, column) == kind) {
                        int[] factors = factors(tile.form, column);
                        Arrays.stream(factors).forEach(i -> steps.add(i * length));
                        tile.rows.forEach(row -> values.add(row.entries()[column]));
                        stepCount += factors.length;
                        valueCount += height;
                        used++;
                    }
                }
                steps.add(SparseMatrix.END);
            }
        }
        program = steps.build().toArray();
        value = SparseMatrix.floats(values.build().toArray());
        combinations = used;
    }

    /** 0 for a sum of products, 1 for a difference, 2 for a single product. */
    private static int kind(PairForm form, int column) {
        return column >= form.quads().length ? 2 : column % 4 == 1 || column % 4 == 2 ? 0 : 1;
    }

    /** The components (a, b, a', b') or (a, b) of a row of products. */
    private static int[] factors(PairForm form, int column) {
        int[] q = form.quads();
        if (column >= q.length) {
            int at = 2 * (column - q.length);
            return new int[] {form.singles()[at], form.singles()[at + 1]};
        }
        int at = column / 4 * 4, ap = q[at], am = q[at + 1], bp = q[at + 2], bm = q[at + 3];
        return column % 4 < 2 ? new int[] {ap, bp, am, bm} : new int[] {ap, bm, am, bp};
    }

    /** The multiplications a channel. */
    int multiplications() {
        return value.length + 2 * combinations;
    }

    /** Multiplies; rows are of {@code length} floats, in whole vectors. */
    void apply(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int length, boolean accumulate) {
        for (int u = 0; u < length; ) {
            if (length - u >= 2 * WIDTH) {
                two(a, aAt + u, b, bAt + u, out, outAt + u, accumulate);
                u += 2 * WIDTH;
            } else {
                one(a, aAt + u, b, bAt + u, out, outAt + u, accumulate);
                u += WIDTH;
            }
        }
    }

    private void two(float[] a, int aAt, float[] b, int bAt, float[] out, int at, boolean accumulate) {
        PairTiles2.rows4(a, aAt, b, bAt, program, programAt[4], tiles[4], value, valueAt[4], out, at, accumulate);
        PairTiles2.rows3(a, aAt, b, bAt, program, programAt[3], tiles[3], value, valueAt[3], out, at, accumulate);
        PairTiles2.rows2(a, aAt, b, bAt, program, programAt[2], tiles[2], value, valueAt[2], out, at, accumulate);
        PairTiles2.rows1(a, aAt, b, bAt, program, programAt[1], tiles[1], value, valueAt[1], out, at, accumulate);
    }

    private void one(float[] a, int aAt, float[] b, int bAt, float[] out, int at, boolean accumulate) {
        PairTiles1.rows4(a, aAt, b, bAt, program, programAt[4], tiles[4], value, valueAt[4], out, at, accumulate);
        PairTiles1.rows3(a, aAt, b, bAt, program, programAt[3], tiles[3], value, valueAt[3], out, at, accumulate);
        PairTiles1.rows2(a, aAt, b, bAt, program, programAt[2], tiles[2], value, valueAt[2], out, at, accumulate);
        PairTiles1.rows1(a, aAt, b, bAt, program, programAt[1], tiles[1], value, valueAt[1], out, at, accumulate);
    }
}
