package dev.tdn4j.kernels.tornado;

import java.util.List;

/**
 * A chain summed over channels.
 *
 * @param chain what is summed
 * @param channels over how many channels
 * @param writes the sums, one channel
 */
record ChannelSumTask(Chain chain, int channels, Buffer writes) implements Task {

    /** The integers before the chain. */
    static final int HEADER = 5;

    @Override
    public Kernel kernel() {
        return Kernel.CHANNEL_SUMS;
    }

    @Override
    public List<Buffer> reads() {
        return chain.reads();
    }

    @Override
    public long groups(Sizes sizes) {
        return Task.groupsFor(writes.size(sizes) * ChainKernels.LANES);
    }

    @Override
    public int encode(IntCode code, Layout layout) {
        int place = code.append(layout.count(writes.type.space()), writes.type.rows(), channels, layout.place(writes), 0);
        chain.encode(code, layout);
        code.set(place + HEADER - 1, code.length());
        return place;
    }
}
