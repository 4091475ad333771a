package dev.tdn4j.kernels.vector;

import java.util.List;

/** The adjoint of an item's own matrix of which only some places are kept: products of rows, summed over channels. */
final class SparseOuterStep extends Step {

    private final List<SparseMatrixForm.Run> runs;

    SparseOuterStep(SparseMatrixForm form, Slot out, Slot a, Slot b) {
        super(out, a, b);
        this.runs = form.runs();
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot a = in[0];
        Slot b = in[1];
        for (int i = 0; i < count; i++) {
            for (int r = 0; r < runs.size(); r++) {
                SparseMatrixForm.Run run = runs.get(r);
                Dots.multiply(
                        a.in(worker), a.at(from) + i * a.itemStride + run.row() * a.rowStride, a.rowStride, run.count(),
                        b.in(worker), b.at(from) + i * b.itemStride + run.other() * b.rowStride, b.rowStride, 1,
                        a.type.channels(),
                        out.in(worker), out.at(from) + i + run.place() * out.rowStride, out.rowStride, 0, false);
            }
        }
    }
}
