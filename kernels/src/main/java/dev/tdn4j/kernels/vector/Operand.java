package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Index;
import java.util.Objects;

/**
 * Where a fused kernel reads or writes the rows of an item: the item's own place, that of the item which an index points
 * at, or the one place of a sum over items.
 *
 * @param slot the value
 * @param index how items are found, or null for their own
 * @param sum the sum over items that the value is, or null
 */
record Operand(Slot slot, Index index, ReducingStep sum) {

    static Operand of(Slot slot) {
        return new Operand(slot, null, null);
    }

    /** Whether a row is one number for all channels. */
    boolean isNumber() {
        return slot.itemsFastest;
    }

    /** The distance between items. */
    int itemStride() {
        return sum != null || slot.single ? 0 : isNumber() ? 1 : slot.type.rows() * slot.padded;
    }

    float[] array(Worker worker) {
        return sum != null ? sum.partial : index != null ? slot.data : slot.in(worker);
    }

    int at(int chunk, int from) {
        return sum != null ? chunk * sum.partialSize : index != null ? 0 : slot.at(from);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Operand o && slot == o.slot && index == o.index && sum == o.sum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(slot), index, System.identityHashCode(sum));
    }
}
