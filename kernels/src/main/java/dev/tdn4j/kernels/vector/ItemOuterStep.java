package dev.tdn4j.kernels.vector;

/** The adjoint of an item's own matrix: the products of two arguments' rows, summed over channels. */
final class ItemOuterStep extends Step {

    private final MatrixForm form;

    ItemOuterStep(MatrixForm form, Slot out, Slot a, Slot b) {
        super(out, a, b);
        this.form = form;
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot rows = form.transposed() ? in[1] : in[0];
        Slot columns = form.transposed() ? in[0] : in[1];
        for (int i = 0; i < count; i++) {
            Dots.multiply(
                    rows.in(worker), rows.at(from) + i * rows.itemStride, rows.rowStride, form.rows(),
                    columns.in(worker), columns.at(from) + i * columns.itemStride, columns.rowStride, form.columns(),
                    rows.type.channels(),
                    out.in(worker), out.at(from) + i, form.columns() * out.rowStride, out.rowStride, false);
        }
    }
}
