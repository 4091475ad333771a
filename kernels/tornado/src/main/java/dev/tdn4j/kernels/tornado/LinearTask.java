package dev.tdn4j.kernels.tornado;

import java.util.List;

/**
 * Channel mixing; both operands may be windows of other values, the weight a transposed one.
 *
 * @param x the argument, read through a window
 * @param from where the window's base is
 * @param weight the weight, read through a window
 * @param weightFrom where that one's base is
 * @param writes the result
 */
record LinearTask(View x, Buffer from, View weight, Buffer weightFrom, Buffer writes) implements Task {

    @Override
    public Kernel kernel() {
        return Kernel.LINEAR;
    }

    @Override
    public List<Buffer> reads() {
        return List.of(from, weightFrom);
    }

    @Override
    public long groups(Sizes sizes) {
        long rows = (long) sizes.of(writes.type.space()) * writes.type.rows();
        return (rows + MixingKernels.ROWS - 1) / MixingKernels.ROWS * tiles(writes.type.channels());
    }

    static long tiles(long size) {
        return (size + MixingKernels.TILE - 1) / MixingKernels.TILE;
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        return code.append(
                layout.count(writes.type.space()),
                writes.type.rows(),
                weight.type().rows(),
                weight.type().channels(),
                layout.place(from) + x.firstRow() * x.rowStride() + x.offset(),
                x.itemStride(),
                x.rowStride(),
                layout.place(weightFrom) + weight.firstRow() * weight.rowStride() + weight.offset() * weight.channelStride(),
                weight.rowStride(),
                weight.channelStride(),
                layout.place(writes));
    }
}
