package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Matrices of samples that are made of blocks, in tiles for {@link BlockTile}. */
final class BlockTiles {

    private final int length;
    private final BlockTile.Kind kind;
    private final List<Tile> tiles = new ArrayList<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private int end;

    private record Tile(BlockTile kernel, int[] program, int numbersAt) {}

    /** @param numbersAt where the numbers of the first block lie in an array */
    BlockTiles(int length, BlockTile.Kind kind, int numbersAt) {
        this.length = length;
        this.kind = kind;
        this.end = numbersAt;
    }

    /**
     * Adds a block. Its rows may have no columns: they are zeros.
     *
     * @param rowAt which row of the result a row is
     * @param columnAt which row of the argument a column is
     */
    void add(int[] rows, IntUnaryOperator rowAt, int[] columns, IntUnaryOperator columnAt) {
        int parts = (rows.length + Kernels.ROWS - 1) / Kernels.ROWS;
        for (int from = 0; parts > 0; parts--) {
            int height = (rows.length - from + parts - 1) / parts;
            int[] program = IntStream.concat(
                            IntStream.concat(
                                    IntStream.of(rows).skip(from).limit(height).map(r -> rowAt.applyAsInt(r) * length),
                                    IntStream.of(columns).map(c -> columnAt.applyAsInt(c) * length)),
                            IntStream.of(SparseMatrix.END))
                    .toArray();
            tiles.add(new Tile(Kernels.block(height, length, kind), program, end));
            for (int column : columns) {
                for (int r = 0; r < height; r++, end += WIDTH) {
                    places.put(key(rows[from + r], column), end);
                }
            }
            from += height;
        }
    }

    private static long key(int row, int column) {
        return (long) row << Integer.SIZE | column;
    }

    /** Where the numbers of an entry lie, those of samples beside one another; −1 if there is no such entry. */
    int place(int row, int column) {
        return places.getOrDefault(key(row, column), -1);
    }

    /** Behind the last number. */
    int end() {
        return end;
    }

    /** Multiplies for samples from {@code first} on: see {@link BlockTile#apply}. */
    void apply(
            int first, int count, float[] numbers, float[] x, int[] xBase, float[] w, int[] wBase,
            float[] out, int outAt, int outStep) {
        for (int t = 0; t < tiles.size(); t++) {
            Tile tile = tiles.get(t);
            tile.kernel.apply(
                    count, tile.program, 0, numbers, tile.numbersAt + first, x, xBase, first, w, wBase, out, outAt, outStep);
        }
    }
}
