package dev.tdn4j.kernels.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Between the arrays that travel and those that stay on the device: code, indices and arena. All kernels name all three, in
 * this order, because TornadoVM hands arrays from a graph to the next only if both know them.
 */
final class CopyKernels {

    private CopyKernels() {}

    /** Copies constants to the beginning of the arena, and the code. */
    static void unpackConstants(
            KernelContext context, IntArray newCode, FloatArray constants, IntArray code, IntArray indices, FloatArray arena) {
        int id = context.globalIdx;
        if (id < newCode.getSize()) {
            code.set(id, newCode.get(id));
        }
        if (id < constants.getSize()) {
            arena.set(id, constants.get(id));
        }
        if (id == 0) {
            indices.set(0, 1);
        }
    }

    /** Copies the inputs of a batch, and its sizes and indices. */
    static void unpackInputs(
            KernelContext context, IntArray newIndices, FloatArray inputs, IntArray code, IntArray indices, FloatArray arena) {
        int id = context.globalIdx;
        if (id < newIndices.getSize()) {
            indices.set(id, newIndices.get(id));
        }
        if (id < newIndices.get(IndexWriter.INPUT_COUNT)) {
            arena.set(newIndices.get(IndexWriter.INPUT_PLACE) + id, inputs.get(id));
        }
    }

    /** Copies the outputs. */
    static void packOutputs(KernelContext context, FloatArray outputs, IntArray code, IntArray indices, FloatArray arena) {
        int id = context.globalIdx;
        if (id < indices.get(IndexWriter.OUTPUT_COUNT)) {
            outputs.set(id, arena.get(indices.get(IndexWriter.OUTPUT_PLACE) + id));
        }
    }
}
