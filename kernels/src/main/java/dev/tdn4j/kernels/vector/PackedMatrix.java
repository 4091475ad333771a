package dev.tdn4j.kernels.vector;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import java.util.Objects;

/**
 * A matrix B in the order in which {@link Gemm} reads it: panels as wide as a tile of C, one after the other, each with
 * its rows close together. Worth it for weights, which many products share: a product with B as it is copies it panel by
 * panel whenever A has many rows.
 */
public final class PackedMatrix {

    /**
     * The first element that lies at the beginning of a cache line in large arrays of today's collectors, which begin
     * 16 bytes after one. Vectors that straddle lines cost a tenth of the time; elsewhere it does no harm.
     */
    public static final int ALIGNED = 12;

    private final int depth;
    private final int columns;
    private final float[] storage;
    private final int offset;

    /**
     * A matrix of zeros with storage of its own.
     *
     * @param depth the rows of B, at least 0
     * @param columns the columns of B, a multiple of {@link Lanes#WIDTH}
     * @throws IllegalArgumentException if the sizes are out of range
     */
    public PackedMatrix(int depth, int columns) {
        this(depth, columns, new float[ALIGNED + length(depth, columns)], ALIGNED);
    }

    /**
     * A matrix in part of an array, such as one large array for all weights of a network. Best are offsets a multiple of
     * 16 beyond {@link #ALIGNED} in an array of several megabytes.
     *
     * @param depth the rows of B, at least 0
     * @param columns the columns of B, a multiple of {@link Lanes#WIDTH}
     * @param storage the array, of which {@link #length} elements are this matrix's own
     * @param offset where they begin
     * @throws IllegalArgumentException if the sizes are out of range
     * @throws IndexOutOfBoundsException if the matrix does not fit
     */
    public PackedMatrix(int depth, int columns, float[] storage, int offset) {
        Objects.checkFromIndexSize(offset, length(depth, columns), storage.length);
        this.depth = depth;
        this.columns = columns;
        this.storage = storage;
        this.offset = offset;
    }

    /**
     * The elements a matrix takes.
     *
     * @param depth the rows of B, at least 0
     * @param columns the columns of B, a multiple of {@link Lanes#WIDTH}
     * @return depth × columns
     * @throws IllegalArgumentException if the sizes are out of range
     */
    public static int length(int depth, int columns) {
        if (depth < 0 || columns < 0 || (columns & (WIDTH - 1)) != 0) {
            throw new IllegalArgumentException("a packed matrix has at least 0 rows and a multiple of " + WIDTH
                    + " columns, but " + depth + " × " + columns + " were asked for");
        }
        return Math.multiplyExact(depth, columns);
    }

    /**
     * Packs B[k][j] = {@code b[bOffset + k * rowStride + j * columnStride]}.
     *
     * @param b the array of B
     * @param bOffset where B begins
     * @param rowStride the distance between rows
     * @param columnStride the distance between columns, 1 unless B is transposed
     * @throws IndexOutOfBoundsException if B does not fit into its array
     */
    public void set(float[] b, int bOffset, int rowStride, int columnStride) {
        for (int column = 0; column < columns; ) {
            int width = Gemm.width(columns - column);
            for (int k = 0; k < depth; k++) {
                int from = bOffset + k * rowStride + column * columnStride;
                int to = start(column) + k * width;
                if (columnStride == 1) {
                    System.arraycopy(b, from, storage, to, width);
                } else {
                    for (int j = 0; j < width; j++) {
                        storage[to + j] = b[from + j * columnStride];
                    }
                }
            }
            column += width;
        }
    }

    /**
     * The rows of B.
     *
     * @return the depth of a product
     */
    public int depth() {
        return depth;
    }

    /**
     * The columns of B.
     *
     * @return the columns of C
     */
    public int columns() {
        return columns;
    }

    float[] storage() {
        return storage;
    }

    /** Where the panel begins whose first column this is. */
    int start(int column) {
        return offset + column * depth;
    }
}
