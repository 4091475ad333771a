package dev.tdn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Straight-line kernels have been seen to fall off a cliff somewhere above 4000 bytecodes a method. */
class MethodSizeTest {

    private static final int LARGEST = 4000;

    @Test
    void methodsStayBelowTheCliff() throws IOException {
        for (Class<?> type : List.of(
                Tiles4.class, TransposedTiles4.class, Tiles2.class, Tiles1.class, Gemm.class, Dots.class, LaneSums.class,
                VectorMath.class)) {
            try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                for (var method : ClassFile.of().parse(in.readAllBytes()).methods()) {
                    int size = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
                    assertTrue(size < LARGEST, type + "." + method.methodName() + " has " + size + " bytecodes");
                }
            }
        }
    }
}
