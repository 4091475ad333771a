package dev.tdn4j.kernels.vector;

/** An item's own matrix times its rows: the tensor product once the shared argument has been contracted. */
final class ItemMatrixStep extends Step {

    private final MatrixForm form;

    ItemMatrixStep(MatrixForm form, Slot out, Slot matrix, Slot x) {
        super(out, matrix, x);
        this.form = form;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot matrix = in[0];
        Slot x = in[1];
        int entry = matrix.rowStride;
        int row = form.columns() * entry;
        for (int i = 0; i < count; i++) {
            Gemm.multiply(
                    matrix.in(worker), matrix.at(from) + i,
                    form.transposed() ? entry : row, form.transposed() ? row : entry,
                    x.in(worker), x.at(from) + i * x.itemStride, x.rowStride,
                    out.in(worker), out.at(from) + i * out.itemStride, out.rowStride,
                    out.type.rows(), out.padded, x.type.rows(), false);
        }
    }
}
