package dev.tdn4j.kernels.vector;

/** Channel mixing: one matrix product over all rows of a tile. */
final class LinearStep extends Step {

    LinearStep(Slot out, Slot x, Slot weight) {
        super(out, x, weight);
    }

    @Override
    void prepare() {
        in[1].pack();
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        Gemm.multiply(
                x.in(worker), x.at(from), x.padded, 1,
                in[1].packed(),
                out.in(worker), out.at(from), out.padded,
                count * x.type.rows(), false);
    }
}
