package dev.tdn4j.kernels.vector;

/** The sum over the channels of each row. */
final class SumChannelsStep extends Step {

    SumChannelsStep(Slot out, Slot x) {
        super(out, x);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        float[] a = x.in(worker);
        float[] y = out.in(worker);
        int itemStep = out.single ? 0 : 1;
        for (int i = 0; i < count; i++) {
            LaneSums.rowSums(
                    a, x.at(from) + i * x.itemStride, x.rowStride, x.type.rows(), x.type.channels(),
                    y, out.at(from) + i * itemStep, out.rowStride);
        }
    }
}
