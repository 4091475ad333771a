package dev.tdn4j.kernels.tornado;

import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Space;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of items for which a layout has room. They are rounded up to a geometric sequence, so that the batches of a
 * trajectory or a data set share few layouts; kernels read the true numbers.
 *
 * @param items by space
 */
record Sizes(Map<Space, Integer> items) {

    private static final int SMALLEST = 16;

    /** Steps of the sequence between a power of two and the next: at most a quarter of the room is empty. */
    private static final int STEPS = 4;

    /** Room for a batch in the spaces that a program uses. */
    static Sizes of(Binding binding, Set<Space> spaces) {
        Map<Space, Integer> items = new EnumMap<>(Space.class);
        for (Space space : spaces) {
            boolean exact = space == Space.ONE || space == Space.ELEMENTS;
            items.put(space, exact ? binding.size(space) : rounded(binding.size(space)));
        }
        return new Sizes(items);
    }

    /** The next number up of 16, 20, 24, 28, 32, 40, 48, … */
    static int rounded(int size) {
        if (size <= SMALLEST) {
            return SMALLEST;
        }
        int step = Integer.highestOneBit(size - 1) / STEPS;
        return Math.multiplyExact((size + step - 1) / step, step);
    }

    int of(Space space) {
        return items.get(space);
    }
}
