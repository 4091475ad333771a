package dev.tdn4j.kernels.vector;

/** Repeats its argument over items, rows or channels. */
final class BroadcastStep extends Step {

    private final boolean number;

    BroadcastStep(Slot out, Slot x) {
        super(out, x);
        this.number = BinaryStep.isNumber(x, out);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        int blocks = out.itemsFastest ? 1 : count;
        int n = out.itemsFastest ? count : out.padded;
        for (int i = 0; i < blocks; i++) {
            int xAt = x.at(from) + i * x.itemStride;
            int yAt = out.at(from) + i * out.itemStride;
            if (number) {
                RowArithmetic.fill(
                        x.in(worker), xAt, x.rowStep(), out.in(worker), yAt, out.rowStride, out.type.rows(), n);
            } else {
                RowArithmetic.copy(
                        x.in(worker), xAt, x.rowStep(), out.in(worker), yAt, out.rowStride, out.type.rows(), n);
            }
        }
    }
}
