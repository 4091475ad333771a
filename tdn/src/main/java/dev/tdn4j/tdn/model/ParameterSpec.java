package dev.tdn4j.tdn.model;

import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;

/**
 * A trainable parameter of a network.
 *
 * @param name its dotted name
 * @param type its type, in space ONE or ELEMENTS
 * @param initial how it begins
 */
public record ParameterSpec(String name, Type type, Initial initial) {

    /**
     * The number of entries.
     *
     * @param elements the size of space ELEMENTS
     * @return at least 1
     */
    public int size(int elements) {
        return type.itemSize() * (type.space() == Space.ELEMENTS ? elements : 1);
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
