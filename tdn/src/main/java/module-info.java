/** Tensor Decomposition Networks: data, training, dynamics, the command line. */
module dev.tdn4j.tdn {
    requires transitive dev.tdn4j.kernels;
    requires com.fasterxml.jackson.jr.ob;
    requires ejml.core;
    requires ejml.ddense;
    requires info.picocli;
    requires org.tukaani.xz;

    exports dev.tdn4j.tdn.data;
    exports dev.tdn4j.tdn.md;
    exports dev.tdn4j.tdn.model;
    exports dev.tdn4j.tdn.neighbours;

    opens dev.tdn4j.tdn.cli to
            info.picocli;
}
