package dev.tdn4j.kernels.products;

/** Which weights of its own a sample of a tensor product has. */
public enum WeightMode {
    /** None. */
    NONE,
    /** One a channel, w[e,u]: path-weight sharing, arXiv 2507.01131, section 3. */
    PER_CHANNEL,
    /** One a path and channel, w[e,path,u], paths in the order of {@link TensorProduct#paths}. */
    PER_PATH
}
