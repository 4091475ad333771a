package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;
import java.util.Arrays;

/** A segment sum or maximum run with the targets: each collects its members, in their order, from the whole argument. */
final class MembersStep extends Step {

    private final Index index;
    private final boolean maximum;
    private BoundBatch.Members members;

    MembersStep(Index index, boolean maximum, Slot out, Slot x) {
        super(out, x);
        this.index = index;
        this.maximum = maximum;
    }

    @Override
    void bind(BoundBatch batch, int chunks) {
        members = batch.members(index);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        for (int i = 0; i < count; i++) {
            int first = members.start()[from + i];
            int end = members.start()[from + i + 1];
            if (out.itemsFastest) {
                numbers(worker, from, i, first, end);
            } else if (maximum) {
                largest(worker, out.at(from) + i * out.itemStride, first, end);
            } else {
                sum(worker, out.at(from) + i * out.itemStride, first, end);
            }
        }
    }

    private void sum(Worker worker, int at, int first, int end) {
        float[] y = out.in(worker);
        int size = out.itemStride;
        if (first == end) {
            Arrays.fill(y, at, at + size, 0);
            return;
        }
        System.arraycopy(in[0].data, members.item()[first] * size, y, at, size);
        for (int m = first + 1; m < end; m++) {
            RowArithmetic.accumulate(in[0].data, members.item()[m] * size, y, at, size);
        }
    }

    private void largest(Worker worker, int at, int first, int end) {
        float[] y = out.in(worker);
        int size = out.itemStride;
        Arrays.fill(y, at, at + size, first == end ? 0 : Float.NEGATIVE_INFINITY);
        for (int m = first; m < end; m++) {
            for (int e = 0; e < size; e++) {
                y[at + e] = Math.max(y[at + e], in[0].data[members.item()[m] * size + e]);
            }
        }
    }

    private void numbers(Worker worker, int from, int i, int first, int end) {
        Slot x = in[0];
        for (int r = 0; r < out.type.rows(); r++) {
            float result = maximum && first < end ? Float.NEGATIVE_INFINITY : 0;
            for (int m = first; m < end; m++) {
                float entry = x.data[r * x.rowStride + members.item()[m]];
                result = maximum ? Math.max(result, entry) : result + entry;
            }
            out.in(worker)[out.at(from) + r * out.rowStride + i] = result;
        }
    }
}
