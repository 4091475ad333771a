package dev.tdn4j.kernels.products;

import static dev.tdn4j.kernels.vector.Lanes.WIDTH;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.incubator.vector.FloatVector;

/** The generated micro-kernels, each made once, so that the compiler compiles it once. */
final class Kernels {

    /** Vectors that are kept in registers: those of the machine but for the number that is broadcast. */
    private static final int REGISTERS = FloatVector.SPECIES_MAX.vectorBitSize() >= 512 ? 31 : 15;

    /** Rows of the tallest tile of a matrix: with four vectors each, a row of the argument and a number they fill the registers. */
    static final int ROWS = 6;

    /** The system property that turns generated kernels off if it is {@code false}. */
    static final String PROPERTY = "tdn4j.generatedKernels";

    /** Whether classes can be made at run time, as they cannot in a native image; else tables are interpreted. */
    static final boolean AVAILABLE = available();

    private static final Map<String, Object> MADE = new ConcurrentHashMap<>();

    private Kernels() {}

    private static boolean available() {
        if ("false".equals(System.getProperty(PROPERTY))) {
            return false;
        }
        try {
            QuadSums.of(1, false);
            return true;
        } catch (UnsupportedOperationException | LinkageError | IllegalStateException e) {
            System.getLogger(Kernels.class.getName()).log(System.Logger.Level.WARNING, "tensor products are interpreted from tables, "
                    + "which takes up to twice as long, because no classes can be made at run time: " + e);
            return false;
        }
    }

    static PairTile pair(int p, int length) {
        int vectors = vectors(2 * p + 4, length);
        return (PairTile) MADE.computeIfAbsent("pair " + p + " " + length, key -> PairTile.of(p, vectors, length));
    }

    static MatrixTile matrix(int rows, int length, boolean weighted) {
        return (MatrixTile) MADE.computeIfAbsent("matrix " + rows + " " + length + " " + weighted,
                key -> MatrixTile.of(rows, vectors(rows + 1, length), length, weighted));
    }

    static BlockTile block(int rows, int length, BlockTile.Kind kind) {
        return (BlockTile) MADE.computeIfAbsent("block " + rows + " " + length + " " + kind, key -> AVAILABLE
                ? BlockTile.of(rows, vectors(rows + 1, length), length, kind)
                : new PlainBlockTile(rows, length, kind));
    }

    static QuadSums quads(int p, boolean combined) {
        return (QuadSums) MADE.computeIfAbsent("quads " + p + " " + combined, key -> QuadSums.of(p, combined));
    }

    static RowCopy copy(int length) {
        return (RowCopy) MADE.computeIfAbsent("copy " + length, key -> RowCopy.of(vectors(6, length), length));
    }

    /** The vectors side by side with so many in each column: as many as registers hold and rows have. */
    private static int vectors(int values, int length) {
        int vectors = 4;
        while (vectors > 1 && (values * vectors > REGISTERS || length % (vectors * WIDTH) != 0)) {
            vectors /= 2;
        }
        return vectors;
    }
}
