package dev.tdn4j.kernels.vector;

/** Channel mixing: one matrix product over all rows of a tile. */
final class LinearStep extends Step {

    LinearStep(Slot out, Slot x, Slot weight) {
        super(out, x, weight);
    }

    @Override
    void run(Worker worker, int chunk, int from, int count) {
        Slot x = in[0];
        Slot weight = in[1];
        int rows = count * x.type.rows();
        if (weight.packed == null) {
            Gemm.multiply(
                    x.in(worker), x.at(from), x.padded, 1,
                    weight.in(worker), weight.at(0), weight.padded,
                    out.in(worker), out.at(from), out.padded,
                    rows, out.padded, x.type.channels(), false);
        } else {
            Gemm.multiply(
                    x.in(worker), x.at(from), x.padded, 1,
                    weight.packed,
                    out.in(worker), out.at(from), out.padded,
                    rows, false);
        }
    }

    @Override
    int matrices() {
        return in[1].size(1);
    }
}
