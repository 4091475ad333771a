/**
 * What everything stands on: degrees and index arithmetic, coupling data, the task graph with its differentiation and
 * its passes, safetensors, and the work pool. Requires nothing beyond the JDK's base module.
 */
module dev.tdn4j.tensor {
    exports dev.tdn4j.tensor;
    exports dev.tdn4j.tensor.graph;
    exports dev.tdn4j.tensor.io;
    exports dev.tdn4j.tensor.work;
}
