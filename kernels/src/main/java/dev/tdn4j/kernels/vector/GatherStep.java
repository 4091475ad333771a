package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;

/** Copies each item's target to it. */
final class GatherStep extends Step {

    private final Index index;
    private int[] target;

    GatherStep(Index index, Slot out, Slot x) {
        super(out, x);
        this.index = index;
    }

    @Override
    void bind(BoundBatch batch, int chunks) {
        target = batch.index(index);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        float[] a = x.data;
        float[] y = out.in(worker);
        int yAt = out.at(from);
        if (out.itemsFastest) {
            for (int r = 0; r < out.type.rows(); r++) {
                for (int i = 0; i < count; i++) {
                    y[yAt + r * out.rowStride + i] = a[r * x.rowStride + target[from + i]];
                }
            }
        } else {
            int size = out.itemStride;
            for (int i = 0; i < count; i++) {
                System.arraycopy(a, target[from + i] * size, y, yAt + i * size, size);
            }
        }
    }
}
