package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.incubator.vector.FloatVector;

/** The generated micro-kernels, each made once, so that the compiler compiles it once. */
final class Kernels {

    /** Sums that are kept in registers: three quarters of those of the machine. */
    private static final int SUMS = FloatVector.SPECIES_MAX.vectorBitSize() >= 512 ? 24 : 12;

    /** Rows of the tallest tile of a matrix: with four vectors each, a row of the argument and a number they fill the registers. */
    static final int ROWS = 6;

    private static final Map<String, Object> MADE = new ConcurrentHashMap<>();

    private Kernels() {}

    static PairTile pair(int p, int length) {
        int vectors = vectors(2 * p, length);
        return (PairTile) MADE.computeIfAbsent("pair " + p + " " + length, key -> PairTile.of(p, vectors, length));
    }

    static MatrixTile matrix(int rows, int length, boolean weighted) {
        return (MatrixTile) MADE.computeIfAbsent("matrix " + rows + " " + length + " " + weighted,
                key -> MatrixTile.of(rows, vectors(rows, length), length, weighted));
    }

    static QuadSums quads(int p, boolean combined) {
        return (QuadSums) MADE.computeIfAbsent("quads " + p + " " + combined, key -> QuadSums.of(p, combined));
    }

    static RowCopy copy(int length) {
        return (RowCopy) MADE.computeIfAbsent("copy " + length, key -> RowCopy.of(vectors(3, length), length));
    }

    /** The vectors side by side with so many sums each: as many as registers hold and rows have. */
    private static int vectors(int sums, int length) {
        int vectors = 4;
        while (vectors > 1 && (sums * vectors > SUMS || length % (vectors * WIDTH) != 0)) {
            vectors /= 2;
        }
        return vectors;
    }
}
