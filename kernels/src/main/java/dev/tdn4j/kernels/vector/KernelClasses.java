package dev.tdn4j.kernels.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fused kernels of all plans, each loaded once: the layers of a network are alike, and so are its plans. */
final class KernelClasses {

    /** A little more than the calls after which HotSpot compiles a method for good. */
    private static final int CALLS = 5500;

    /** One call in so many computes an item, so that the compiler sees what the kernel does. */
    private static final int IDLE_CALLS = 100;

    private static final Map<ByteBuffer, MethodHandle> LOADED = new ConcurrentHashMap<>();

    private KernelClasses() {}

    /** The kernel of a class file for such operands. */
    static MethodHandle load(byte[] bytes, List<Operand> operands) {
        return LOADED.computeIfAbsent(ByteBuffer.wrap(bytes), key -> define(bytes, operands));
    }

    private static MethodHandle define(byte[] bytes, List<Operand> operands) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            MethodHandle kernel = lookup.findStatic(lookup.lookupClass(), KernelWriter.METHOD, KernelWriter.TYPE);
            warmUp(kernel, operands);
            return kernel;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a fused kernel does not load", e);
        }
    }

    /**
     * Calls a kernel until it is compiled, most often for no items. Until then vectors are objects, and a plan would spend
     * its first minutes with kernels that are a hundred times too slow to be called often.
     */
    private static void warmUp(MethodHandle kernel, List<Operand> operands) {
        float[][] arrays = operands.stream()
                .map(operand -> new float[operand.slot().type.rows() * operand.slot().padded])
                .toArray(float[][]::new);
        int[] rowSteps = new int[arrays.length];
        Arrays.fill(rowSteps, 1);
        int[][] indices = new int[arrays.length][1];
        for (int call = 0; call < CALLS; call++) {
            call(kernel, arrays, new int[arrays.length], rowSteps, indices, 0, call % IDLE_CALLS == 0 ? 1 : 0);
        }
    }

    /** Calls a kernel; the handle is no constant to the compiler, so that no kernel is inlined into its caller. */
    static void call(
            MethodHandle kernel, float[][] arrays, int[] offsets, int[] rowSteps, int[][] indices, int first, int count) {
        try {
            kernel.invokeExact(arrays, offsets, rowSteps, indices, first, count);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("kernels throw no checked exceptions", e);
        }
    }
}
