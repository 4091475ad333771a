package dev.tdn4j.kernels.vector;

/** The sum over the rows of each item. */
final class SumRowsStep extends Step {

    SumRowsStep(Slot out, Slot x) {
        super(out, x);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        float[] a = x.in(worker);
        float[] y = out.in(worker);
        int blocks = out.itemsFastest ? 1 : count;
        int n = out.itemsFastest ? count : out.padded;
        for (int i = 0; i < blocks; i++) {
            int xAt = x.at(from) + i * x.itemStride;
            int yAt = out.at(from) + i * out.itemStride;
            System.arraycopy(a, xAt, y, yAt, n);
            for (int r = 1; r < x.type.rows(); r++) {
                RowArithmetic.add(y, yAt, 0, a, xAt + r * x.rowStride, 0, y, yAt, 0, 1, n);
            }
        }
    }
}
