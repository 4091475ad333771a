/** The executors of task graphs, and their kernels as plain public methods. */
module dev.tdn4j.kernels {
    requires transitive dev.tdn4j.tensor;

    exports dev.tdn4j.kernels;
    exports dev.tdn4j.kernels.scalar;

    uses dev.tdn4j.kernels.Executor;

    provides dev.tdn4j.kernels.Executor with
            dev.tdn4j.kernels.scalar.ScalarExecutor;
}
