/** Tensor Decomposition Networks: structures and their files, neighbour lists, molecular dynamics. */
module dev.tdn4j.tdn {
    requires ejml.core;
    requires ejml.ddense;
    requires org.tukaani.xz;

    exports dev.tdn4j.tdn.data;
}
