/** Tensor Decomposition Networks: their command line and their reports. */
module dev.tdn4j.tdn {
    requires com.fasterxml.jackson.jr.ob;
    requires dev.tdn4j.tensor;
    requires info.picocli;

    exports dev.tdn4j.tdn.cli;

    // The options of commands are fields that picocli sets.
    opens dev.tdn4j.tdn.cli to
            info.picocli;
}
