package dev.tdn4j.kernels.products;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Straight-line kernels have been seen to fall off a cliff somewhere above 4000 bytecodes a method. */
class TileSizeTest {

    private static final int LARGEST = 4000;

    @Test
    void methodsStayBelowTheCliff() throws IOException {
        for (Class<?> type : List.of(
                SparseTiles1.class, SparseTiles2.class, SparseTiles4.class, PairTiles1.class, PairTiles2.class,
                NeighbourTiles1.class, NeighbourTiles4.class, RankTiles1.class, RankTiles4.class)) {
            try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                for (var method : ClassFile.of().parse(in.readAllBytes()).methods()) {
                    int size = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
                    assertTrue(size < LARGEST, type + "." + method.methodName() + " has " + size + " bytecodes");
                }
            }
        }
    }
}
