/** Tensor Decomposition Networks: data, training, dynamics, the command line. */
module dev.tdn4j.tdn {
    requires transitive dev.tdn4j.cpdecomp;
    requires transitive dev.tdn4j.kernels;
    requires com.fasterxml.jackson.jr.ob;
    requires ejml.core;
    requires ejml.ddense;
    requires info.picocli;
    requires java.xml;
    requires jdk.management;
    requires me.tongfei.progressbar;
    requires org.tukaani.xz;

    exports dev.tdn4j.tdn.data;
    exports dev.tdn4j.tdn.md;
    exports dev.tdn4j.tdn.model;
    exports dev.tdn4j.tdn.neighbours;
    exports dev.tdn4j.tdn.report;
    exports dev.tdn4j.tdn.scaling;
    exports dev.tdn4j.tdn.study;
    exports dev.tdn4j.tdn.train;

    // The options of commands are fields that picocli sets.
    opens dev.tdn4j.tdn.cli to
            info.picocli;
}
