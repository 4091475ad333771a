package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.tornado.Buffer.Region;

/**
 * The lengths of a session's arrays.
 *
 * @param arena floats of everything
 * @param persistent of these, floats that stay from run to run
 * @param inputs floats that every run brings
 * @param outputs floats that every run takes back
 * @param code integers of the code
 * @param indices integers of sizes and indices
 */
record Capacity(int arena, int persistent, int inputs, int outputs, int code, int indices) {

    /** A session this much larger than needed is still used again, although its arrays travel whole. */
    private static final int WASTE = 8;

    private static final int SMALL = 1 << 20;
    private static final int SMALLEST = 1 << 10;

    static Capacity of(Layout layout) {
        Regions regions = layout.regions();
        return new Capacity(
                regions.total(), regions.length(Region.PERSISTENT), regions.length(Region.INPUT),
                regions.length(Region.OUTPUT), layout.code().length, layout.indices());
    }

    /** This much, rounded up so that somewhat more finds room too; sessions that grow take twice as much at least. */
    Capacity rounded() {
        return new Capacity(
                rounded(arena), rounded(persistent), rounded(inputs), rounded(outputs), rounded(code), rounded(indices));
    }

    /** The next power of two, at least {@link #SMALLEST}; where that is more than an array can hold, the size itself. */
    private static int rounded(int size) {
        return size > Integer.MAX_VALUE / 2 ? size : Math.max(SMALLEST, Integer.highestOneBit(2 * size - 1));
    }

    /** Whether arrays of these lengths hold what needs {@code other}. */
    boolean holds(Capacity other) {
        return arena >= other.arena && persistent >= other.persistent && inputs >= other.inputs
                && outputs >= other.outputs && code >= other.code && indices >= other.indices;
    }

    /** Whether it holds what needs {@code other}, and what travels is not much more than that needs. */
    boolean suits(Capacity other) {
        return holds(other) && travelling() <= Math.max(SMALL, WASTE * other.travelling());
    }

    private long travelling() {
        return (long) persistent + inputs + outputs + code + indices;
    }

    /** Enough for both. */
    Capacity with(Capacity other) {
        return new Capacity(
                Math.max(arena, other.arena), Math.max(persistent, other.persistent), Math.max(inputs, other.inputs),
                Math.max(outputs, other.outputs), Math.max(code, other.code), Math.max(indices, other.indices));
    }
}
