package dev.tdn4j.tensor.graph;

/**
 * The type of a value: an array [items of a space][rows][channels]. Rows are components of spherical tensors, CP ranks,
 * matrix rows; channels run fastest.
 *
 * @param space what the items are
 * @param rows the rows of an item, at least 1
 * @param channels the channels of a row, at least 1
 */
public record Type(Space space, int rows, int channels) {

    /** A single number. */
    public static final Type SCALAR = new Type(Space.ONE, 1, 1);

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is not positive
     */
    public Type {
        if (rows < 1 || channels < 1) {
            throw new IllegalArgumentException("a value needs at least one row and one channel: " + rows + "×" + channels);
        }
    }

    /**
     * The number of entries of one item.
     *
     * @return rows·channels
     */
    public int itemSize() {
        return rows * channels;
    }

    /**
     * Whether a value of this type stretches to another: each of space, rows and channels is the other's, or single.
     *
     * @param target the type to stretch to
     * @return true if a broadcast exists
     */
    public boolean broadcastsTo(Type target) {
        return (space == target.space || space == Space.ONE)
                && (rows == target.rows || rows == 1)
                && (channels == target.channels || channels == 1);
    }

    /**
     * The smallest type that this and another both stretch to.
     *
     * @param other the other operand's type
     * @return the type of an elementwise result
     * @throws IllegalArgumentException if there is none
     */
    public Type joined(Type other) {
        Type joined = new Type(
                space == Space.ONE ? other.space : space, Math.max(rows, other.rows), Math.max(channels, other.channels));
        if (!broadcastsTo(joined) || !other.broadcastsTo(joined)) {
            throw new IllegalArgumentException("types " + this + " and " + other + " have no common shape");
        }
        return joined;
    }

    /**
     * This type with other rows.
     *
     * @param count the rows
     * @return the type
     */
    public Type withRows(int count) {
        return new Type(space, count, channels);
    }

    /**
     * This type with other channels.
     *
     * @param count the channels
     * @return the type
     */
    public Type withChannels(int count) {
        return new Type(space, rows, count);
    }

    /**
     * This type with items of another space.
     *
     * @param other the space
     * @return the type
     */
    public Type in(Space other) {
        return new Type(other, rows, channels);
    }

    @Override
    public String toString() {
        return space + "[" + rows + "×" + channels + "]";
    }
}
