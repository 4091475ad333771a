/** The executor that runs task graphs on GPUs through TornadoVM. Nothing else in the project mentions TornadoVM. */
module dev.tdn4j.kernels.tornado {
    requires transitive dev.tdn4j.kernels;
    requires tornado.api;

    exports dev.tdn4j.kernels.tornado;
    // TornadoVM finds the methods of kernels by reflection.
    opens dev.tdn4j.kernels.tornado;

    provides dev.tdn4j.kernels.Executor with
            dev.tdn4j.kernels.tornado.TornadoExecutor;
}
