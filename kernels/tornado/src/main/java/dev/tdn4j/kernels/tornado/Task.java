package dev.tdn4j.kernels.tornado;

import java.util.List;

/** What one kernel computes: the description that becomes its part of the code, once a layout says where everything is. */
sealed interface Task
        permits ChainTask, ChannelSumTask, LinearTask, OuterTask, SparseTask, SharedTask, ContractionTask, RowsTask, HarmonicsTask {

    /** The kernel that runs it. */
    Kernel kernel();

    /** What it reads. */
    List<Buffer> reads();

    /** What it writes. */
    Buffer writes();

    /** The groups of threads that it needs. */
    long groups(Sizes sizes);

    /** Appends its part of the code and returns the place. */
    int encode(IntCode code, Layout layout);

    /** The groups of {@link Wave#GROUP} threads for so many. */
    static long groupsFor(long threads) {
        return (threads + Wave.GROUP - 1) / Wave.GROUP;
    }
}
