package dev.tdn4j.tdn.scaling;

import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.kernels.products.ConvolutionKernel;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of CP once a node, told apart from outside, whatever the kernel does between them. The same graph with one
 * neighbour a node has the parts of the nodes in full and hardly any edges; with the lower degrees of the output alone it
 * has less to reconstruct, and with the scalar alone of y next to nothing to project there.
 *
 * @param whole nanoseconds of a node and channel with all neighbours
 * @param one the same with one neighbour
 * @param fewerOutputs the same with one neighbour and the degrees of the output up to {@link #lower}
 * @param scalarY the same with all neighbours and the degree 0 of y alone
 */
record NodeParts(double whole, double one, double fewerOutputs, double scalarY) {

    /** The degree up to which there are about half the components. */
    static int lower(int lmax) {
        return (int) Math.round((lmax + 1) / Math.sqrt(2)) - 1;
    }

    /** The convolutions to time beside the whole one, in the order of the record. */
    static List<Workload> workloads(Subject subject, int lmax) {
        Coupling m = subject.source().coupling(lmax);
        return List.of(workload(m, 1), workload(Truncation.of(m, 2, lower(lmax)), 1),
                workload(Truncation.of(m, 1, 0), ConvolutionWorkload.DEGREE));
    }

    private static Workload workload(Coupling coupling, int neighbours) {
        return ConvolutionWorkload.of(ConvolutionKernel.of(Kernels.summed(coupling), Algorithm.CP), neighbours);
    }

    /**
     * The parts.
     *
     * @param lmax the degree L
     * @return nanoseconds of every part but the whole, a node or edge and channel as it counts
     */
    Map<Part, Double> times(int lmax) {
        double n = Degrees.components(lmax), kept = Degrees.components(lower(lmax)), neighbours = ConvolutionWorkload.DEGREE;
        double edge = (whole - one) / (neighbours - 1);
        double harmonics = (whole - scalarY) / neighbours * n / (n - 1);
        double reconstruction = (one - fewerOutputs) * n / (n - kept);
        Map<Part, Double> parts = new EnumMap<>(Part.class);
        parts.put(Part.PROJECTION, one - edge - reconstruction);
        parts.put(Part.HARMONICS, harmonics);
        parts.put(Part.ACCUMULATION, edge - harmonics);
        parts.put(Part.RECONSTRUCTION, reconstruction);
        return parts;
    }
}
