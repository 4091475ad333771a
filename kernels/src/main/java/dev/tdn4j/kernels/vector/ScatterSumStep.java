package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;
import java.util.Arrays;

/**
 * The segment sum over a sorted index, run with the items: every chunk holds all items of its targets, so it adds to
 * them without meeting another thread, and the summands never leave the tile.
 */
final class ScatterSumStep extends Step {

    private final Index index;
    private int[] target;
    private int targets;

    ScatterSumStep(Index index, Slot out, Slot x) {
        super(out, x);
        this.index = index;
    }

    @Override
    void bind(BoundBatch batch, int chunks) {
        target = batch.index(index);
        targets = batch.size(index.to());
    }

    /** Zeroes the targets from the chunk's first to before the next chunk's; targets without items belong to a neighbour. */
    @Override
    void begin(int chunk, int from, int to) {
        if (from == to) {
            return;
        }
        int first = from == 0 ? 0 : target[from];
        int end = to == target.length ? targets : target[to];
        if (out.itemsFastest) {
            for (int r = 0; r < out.type.rows(); r++) {
                Arrays.fill(out.data, r * out.rowStride + first, r * out.rowStride + end, 0);
            }
        } else {
            Arrays.fill(out.data, first * out.itemStride, end * out.itemStride, 0);
        }
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        float[] a = x.in(worker);
        int xAt = x.at(from);
        for (int i = 0; i < count; i++) {
            int t = target[from + i];
            if (out.itemsFastest) {
                for (int r = 0; r < out.type.rows(); r++) {
                    out.data[r * out.rowStride + t] += a[xAt + r * x.rowStride + i];
                }
            } else {
                RowArithmetic.accumulate(a, xAt + i * x.itemStride, out.data, t * out.itemStride, out.itemStride);
            }
        }
    }

    @Override
    void finish(int chunks) {
        if (chunks == 0) {
            Arrays.fill(out.data, 0);
        }
    }
}
