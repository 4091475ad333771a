package dev.tdn4j.kernels.tornado;

import java.util.List;

/**
 * Sums of outer products over parts of the rows.
 *
 * @param x the left operand
 * @param g the right operand, of the same space and rows
 * @param writes the sums, as many as there are parts
 */
record OuterTask(Buffer x, Buffer g, Buffer writes) implements Task {

    @Override
    public Kernel kernel() {
        return Kernel.OUTER;
    }

    @Override
    public List<Buffer> reads() {
        return List.of(x, g);
    }

    @Override
    public long groups(Sizes sizes) {
        return writes.copies * LinearTask.tiles(writes.type.rows()) * LinearTask.tiles(writes.type.channels());
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        return code.append(
                layout.count(x.type.space()), x.type.rows(), x.type.channels(), g.type.channels(), layout.place(x),
                layout.place(g), layout.place(writes), writes.copies);
    }
}
