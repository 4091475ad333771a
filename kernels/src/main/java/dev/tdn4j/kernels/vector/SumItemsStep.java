package dev.tdn4j.kernels.vector;

/** The sum over items, row by row. */
final class SumItemsStep extends ReducingStep {

    SumItemsStep(Slot out, Slot x) {
        super(out, x);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        float[] from0 = x.in(worker);
        int at = x.at(from);
        int base = chunk * partialSize;
        if (x.itemsFastest) {
            for (int r = 0; r < x.type.rows(); r++) {
                float sum = partial[base + r * out.rowStride];
                for (int i = 0; i < count; i++) {
                    sum += from0[at + r * x.rowStride + i];
                }
                partial[base + r * out.rowStride] = sum;
            }
        } else {
            for (int i = 0; i < count; i++) {
                RowArithmetic.accumulate(from0, at + i * x.itemStride, partial, base, partialSize);
            }
        }
    }
}
