/** Tensor Decomposition Networks: data, training, dynamics, the command line. */
module dev.tdn4j.tdn {
    requires transitive dev.tdn4j.kernels;

    exports dev.tdn4j.tdn.model;
}
