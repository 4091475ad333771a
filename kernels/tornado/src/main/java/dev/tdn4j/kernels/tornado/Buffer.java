package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Type;

/** The entries of a value in the arena, [item][row][channel] without padding; compared by identity. */
final class Buffer {

    /** The parts of the arena. */
    enum Region {
        /** Constants and what has the same size in every batch: copied when it changes. */
        PERSISTENT,
        /** What the batch brings: copied at every run. */
        INPUT,
        /** What is read: copied back at every run. */
        OUTPUT,
        /** Everything else; places are used again. */
        WORK
    }

    final Type type;
    final Region region;

    /** How often the value is there: once, but for the parts of a sum. */
    final int copies;

    Buffer(Type type, Region region, int copies) {
        this.type = type;
        this.region = region;
        this.copies = copies;
    }

    Buffer(Type type, Region region) {
        this(type, region, 1);
    }

    /** The number of entries in batches of given sizes. */
    long size(Sizes sizes) {
        return (long) copies * sizes.of(type.space()) * type.itemSize();
    }
}
