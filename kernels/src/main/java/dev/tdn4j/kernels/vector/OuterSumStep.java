package dev.tdn4j.kernels.vector;

/** The gradient of channel mixing by its matrix: xᵀg over all rows of a tile, added to the chunk's partial result. */
final class OuterSumStep extends ReducingStep {

    OuterSumStep(Slot out, Slot x, Slot g) {
        super(out, x, g);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        Slot g = in[1];
        Gemm.multiply(
                x.in(worker), x.at(from), 1, x.padded,
                g.in(worker), g.at(from), g.padded,
                partial, chunk * partialSize, out.padded,
                out.type.rows(), out.padded, count * x.type.rows(), true);
    }
}
