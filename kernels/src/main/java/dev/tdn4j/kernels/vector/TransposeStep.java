package dev.tdn4j.kernels.vector;

/** Swaps the rows and channels of a single matrix. */
final class TransposeStep extends Step {

    TransposeStep(Slot out, Slot x) {
        super(out, x);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        float[] a = x.in(worker);
        float[] y = out.in(worker);
        for (int r = 0; r < out.type.rows(); r++) {
            for (int c = 0; c < out.type.channels(); c++) {
                y[out.at(0) + r * out.rowStride + c] = a[x.at(0) + c * x.rowStride + r];
            }
        }
    }
}
