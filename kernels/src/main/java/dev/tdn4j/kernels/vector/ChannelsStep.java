package dev.tdn4j.kernels.vector;

import java.util.Arrays;

/** Copies adjacent channels out of an argument, or an argument between zeros. */
final class ChannelsStep extends Step {

    private final int source;
    private final int target;
    private final int channels;

    /** Takes channels from {@code source} on, puts them at {@code target} on. */
    ChannelsStep(int source, int target, int channels, Slot out, Slot in) {
        super(out, in);
        this.source = source;
        this.target = target;
        this.channels = channels;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        float[] a = x.in(worker);
        float[] y = out.in(worker);
        for (int i = 0; i < count; i++) {
            for (int r = 0; r < out.type.rows(); r++) {
                int yAt = place(out, from, i, r);
                int xAt = place(x, from, i, r);
                if (channels < out.type.channels()) {
                    Arrays.fill(y, yAt, yAt + out.padded, 0);
                }
                System.arraycopy(a, xAt + source, y, yAt + target, channels);
            }
        }
    }

    private static int place(Slot slot, int from, int item, int row) {
        return slot.at(from) + item * slot.itemStride + row * slot.rowStride;
    }
}
