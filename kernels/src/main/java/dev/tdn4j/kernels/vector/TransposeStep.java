package dev.tdn4j.kernels.vector;

/** Swaps the rows and channels of a single matrix, or of each of several that stand one below the other. */
final class TransposeStep extends Step {

    private final int blocks;

    TransposeStep(int blocks, Slot out, Slot x) {
        super(out, x);
        this.blocks = blocks;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        int rows = out.type.rows() / blocks;
        for (int b = 0; b < blocks; b++) {
            transpose(worker, b * rows, b * out.type.channels(), rows);
        }
    }

    private void transpose(Worker worker, int firstOut, int firstIn, int rows) {
        Slot x = in[0];
        float[] a = x.in(worker);
        float[] y = out.in(worker);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < out.type.channels(); c++) {
                y[out.at(0) + (firstOut + r) * out.rowStride + c] = a[x.at(0) + (firstIn + c) * x.rowStride + r];
            }
        }
    }
}
