/**
 * The executors of task graphs and the primitive kernels beneath them, as plain public methods. Every use of the Vector
 * API in the project is inside this module.
 */
module dev.tdn4j.kernels {
    requires transitive dev.tdn4j.tensor;
    requires transitive jdk.incubator.vector;
    requires jdk.management;

    exports dev.tdn4j.kernels;
    exports dev.tdn4j.kernels.harmonics;
    exports dev.tdn4j.kernels.machine;
    exports dev.tdn4j.kernels.products;
    exports dev.tdn4j.kernels.scalar;
    exports dev.tdn4j.kernels.vector;

    uses dev.tdn4j.kernels.Executor;

    provides dev.tdn4j.kernels.Executor with
            dev.tdn4j.kernels.scalar.ScalarExecutor,
            dev.tdn4j.kernels.vector.VectorExecutor;
}
