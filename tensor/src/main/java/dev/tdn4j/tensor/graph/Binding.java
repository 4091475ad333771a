package dev.tdn4j.tensor.graph;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The sizes of the spaces and the indices between them, for one batch. */
public final class Binding {

    private final Map<Space, Integer> sizes = new EnumMap<>(Space.class);
    private final Map<Index, int[]> indices = new EnumMap<>(Index.class);

    /** A binding of nothing but space ONE. */
    public Binding() {
        sizes.put(Space.ONE, 1);
    }

    /**
     * Sets the size of a space.
     *
     * @param space the space
     * @param size its number of items, at least 0
     * @return this
     */
    public Binding size(Space space, int size) {
        if (size < 0 || space == Space.ONE && size != 1) {
            throw new IllegalArgumentException("space " + space + " cannot have " + size + " items");
        }
        sizes.put(space, size);
        return this;
    }

    /**
     * Sets an index. The sizes of both its spaces must have been set.
     *
     * @param index the index
     * @param targets a target for each item of the space that carries the index; not copied
     * @return this
     * @throws IllegalArgumentException if there are not as many targets as items, one is out of range, or an index that is
     *     said to be sorted decreases
     */
    public Binding index(Index index, int[] targets) {
        int limit = size(index.to());
        if (targets.length != size(index.from())) {
            throw new IllegalArgumentException(
                    "index " + index + " has " + targets.length + " entries for " + size(index.from()) + " " + index.from());
        }
        for (int f = 0; f < targets.length; f++) {
            if (targets[f] < 0 || targets[f] >= limit) {
                throw new IllegalArgumentException(
                        "index " + index + " points item " + f + " at " + targets[f] + ", but there are " + limit);
            }
            if (index.sorted() && f > 0 && targets[f] < targets[f - 1]) {
                throw new IllegalArgumentException("index " + index + " must not decrease, but does at item " + f);
            }
        }
        indices.put(index, targets);
        return this;
    }

    /**
     * The size of a space.
     *
     * @param space the space
     * @return its number of items
     * @throws IllegalStateException if it was not set
     */
    public int size(Space space) {
        Integer size = sizes.get(space);
        if (size == null) {
            throw new IllegalStateException("the size of space " + space + " is not bound");
        }
        return size;
    }

    /**
     * An index.
     *
     * @param index which
     * @return its targets; not to be changed
     * @throws NullPointerException if it was not set
     */
    public int[] index(Index index) {
        return Objects.requireNonNull(indices.get(index), () -> "index " + index + " is not bound");
    }
}
