package dev.tdn4j.kernels.vector;

import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;

/**
 * Where a value lives: in an array of its own that covers all items, or in a worker's scratch that covers the items of a
 * tile. Values with several channels run [item][row][padded channel], so that kernels are vectors of channels; values with
 * one channel run [row][item], so that theirs are vectors of items. The content of padding is undefined.
 */
final class Slot {

    final Value value;
    final Type type;
    /** Channels with padding, or 1 where items run fastest. */
    final int padded;
    final boolean itemsFastest;
    final boolean single;

    /** Whether the value lives in scratch, at {@link #base}. */
    boolean local;

    int base;
    float[] data;
    int rowStride;
    int itemStride;

    /** The single item as a matrix in the order that matrix products read, or null while they read {@link #data}. */
    PackedMatrix packed;

    Slot(Value value) {
        this.value = value;
        this.type = value.type();
        this.itemsFastest = type.channels() == 1;
        this.padded = itemsFastest ? 1 : Lanes.pad(type.channels());
        this.single = type.space() == Space.ONE;
    }

    /** The floats that so many items take. */
    int size(int items) {
        return itemsFastest
                ? Math.multiplyExact(type.rows(), Lanes.pad(items))
                : Math.multiplyExact(items, type.rows() * padded);
    }

    /** Fixes the strides for a room of so many items. */
    void stride(int items) {
        rowStride = itemsFastest ? Lanes.pad(items) : padded;
        itemStride = single ? 0 : itemsFastest ? 1 : type.rows() * padded;
    }

    float[] in(Worker worker) {
        return local ? worker.scratch : data;
    }

    /** The offset of a tile's first item. */
    int at(int item) {
        return local ? base : item * itemStride;
    }

    /** The stride between rows as an operand that may be repeated over rows. */
    int rowStep() {
        return type.rows() == 1 ? 0 : rowStride;
    }

    /** Copies entries in from the unpadded order [item][row][channel]. */
    void load(double[] entries, int items) {
        int position = 0;
        for (int i = 0; i < items; i++) {
            for (int r = 0; r < type.rows(); r++) {
                int at = i * itemStride + r * rowStride;
                for (int c = 0; c < type.channels(); c++) {
                    data[at + c] = (float) entries[position++];
                }
            }
        }
    }

    /** Copies entries in from the unpadded order [item][row][channel]. */
    void load(float[] entries, int items) {
        int channels = type.channels();
        for (int i = 0, position = 0; i < items; i++) {
            for (int r = 0; r < type.rows(); r++, position += channels) {
                System.arraycopy(entries, position, data, i * itemStride + r * rowStride, channels);
            }
        }
    }

    /** Copies entries out in the unpadded order [item][row][channel]. */
    void store(double[] entries, int items) {
        int position = 0;
        for (int i = 0; i < items; i++) {
            for (int r = 0; r < type.rows(); r++) {
                int at = i * itemStride + r * rowStride;
                for (int c = 0; c < type.channels(); c++) {
                    entries[position++] = data[at + c];
                }
            }
        }
    }

    /** Copies entries out in the unpadded order [item][row][channel]. */
    void store(float[] entries, int items) {
        int channels = type.channels();
        for (int i = 0, position = 0; i < items; i++) {
            for (int r = 0; r < type.rows(); r++, position += channels) {
                System.arraycopy(data, i * itemStride + r * rowStride, entries, position, channels);
            }
        }
    }
}
