package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;

/**
 * A trainable parameter of a network.
 *
 * @param name its dotted name
 * @param type its type, in space ONE or ELEMENTS
 * @param items the number of items: that of the element table in space ELEMENTS, else 1
 * @param initial how it begins
 */
public record ParameterSpec(String name, Type type, int items, Initial initial) {

    /**
     * The number of entries.
     *
     * @return at least 1
     */
    public int size() {
        return type.itemSize() * items;
    }

    /**
     * Whether decoupled weight decay applies: to matrices, not to biases, norms and embeddings.
     *
     * @return true for matrices
     */
    public boolean decays() {
        return type.space() == Space.ONE && type.rows() > 1 && type.channels() > 1 && name.endsWith("weight");
    }
}
