package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.BlockPattern;

/** The gradient of block mixing by its matrices: for each entry of the pattern xᵀg over the items of a tile. */
final class BlockOuterSumStep extends ReducingStep {

    private final BlockPattern pattern;

    BlockOuterSumStep(BlockPattern pattern, Slot out, Slot x, Slot g) {
        super(out, x, g);
        this.pattern = pattern;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        Slot g = in[1];
        int rows = x.type.channels();
        for (BlockPattern.Entry entry : pattern.entries()) {
            Gemm.multiply(
                    x.in(worker), x.at(from) + entry.input() * x.rowStride, 1, x.itemStride,
                    g.in(worker), g.at(from) + entry.output() * g.rowStride, g.itemStride,
                    partial, chunk * partialSize + entry.block() * rows * out.padded, out.padded,
                    rows, out.padded, count, true);
        }
    }
}
