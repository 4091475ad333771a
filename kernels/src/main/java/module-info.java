/**
 * The executors of the task graph and the primitive kernels beneath them. Every use of the Vector API in the project is
 * inside this module.
 */
module dev.tdn4j.kernels {
    requires transitive dev.tdn4j.tensor;
    requires transitive jdk.incubator.vector;

    exports dev.tdn4j.kernels.vector;
}
