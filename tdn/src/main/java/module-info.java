/** Tensor Decomposition Networks: their command line and their reports. */
module dev.tdn4j.tdn {
    requires com.fasterxml.jackson.jr.ob;
    requires dev.tdn4j.tensor;
    requires info.picocli;
    // Reports are written as XML.
    requires java.xml;

    exports dev.tdn4j.tdn.cli;
    exports dev.tdn4j.tdn.report;

    // The options of commands are fields that picocli sets.
    opens dev.tdn4j.tdn.cli to
            info.picocli;
}
