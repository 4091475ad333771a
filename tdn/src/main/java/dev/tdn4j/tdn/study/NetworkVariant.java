package dev.tdn4j.tdn.study;

import dev.tdn4j.tdn.model.Linears;
import dev.tdn4j.tdn.model.PathSharing;
import dev.tdn4j.tdn.model.TdnConfig;
import java.util.OptionalDouble;

/** The networks of the paper's tables 4 and 7, from Equiformer to TDN, with what the paper found for L = 1, 2, 3. */
public enum NetworkVariant {

    /** The baseline. */
    EQUIFORMER("Equiformer", new double[] {12.1, 27.9, 54.7}, new double[] {311.7, 71.9, 26.1}, new double[] {7.5, 2.4, 0.6}),

    /** CP factors of rank 7L², one weight for all paths, one matrix for all degrees. */
    TDN("TDN", new double[] {4.5, 4.5, 4.5}, new double[] {770.8, 312.4, 220.4}, new double[] {20.2, 8.7, 5.8}),

    /** TDN with the exact tensor. */
    WITHOUT_CP("TDN without CP", new double[] {4.5, 4.5, 4.5}, new double[] {328.1, 83.7, 26.2}, new double[0]),

    /** The same with a weight for every path. */
    WITHOUT_SHARING("TDN without CP + PS", new double[] {5.0, 6.3, 8.9}, new double[] {320.6, 82.5, 25.6}, new double[0]),

    /** The same with a matrix for every degree. */
    WITHOUT_SHARED_LINEARS(
            "TDN without CP + PS + PS-linear", new double[] {9.1, 14.6, 21.3}, new double[] {317.8, 82.1, 25.6}, new double[0]);

    private final String title;
    private final double[] millions;
    private final double[] gpu;
    private final double[] cpu;

    NetworkVariant(String title, double[] millions, double[] gpu, double[] cpu) {
        this.title = title;
        this.millions = millions;
        this.gpu = gpu;
        this.cpu = cpu;
    }

    /**
     * What tables call it: the paper's name, PS for path-weight sharing.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * The paper's parameters.
     *
     * @param lmax L
     * @return millions, at 256 channels and 6 layers
     */
    public OptionalDouble publishedMillions(int lmax) {
        return at(millions, lmax);
    }

    /**
     * The paper's throughput on one A100 GPU.
     *
     * @param lmax L
     * @return structures a second
     */
    public OptionalDouble publishedGpu(int lmax) {
        return at(gpu, lmax);
    }

    /**
     * The paper's throughput on a Xeon Gold 6258R.
     *
     * @param lmax L
     * @return structures a second
     */
    public OptionalDouble publishedCpu(int lmax) {
        return at(cpu, lmax);
    }

    private static OptionalDouble at(double[] values, int lmax) {
        return lmax >= 1 && lmax <= values.length ? OptionalDouble.of(values[lmax - 1]) : OptionalDouble.empty();
    }

    /**
     * The network at the paper's size: 256 channels, 6 layers, a force head.
     *
     * @param lmax L, at least 1
     * @return the configuration
     */
    public TdnConfig config(int lmax) {
        TdnConfig exact = TdnConfig.paper(lmax).with("rank", 0);
        return switch (this) {
            case EQUIFORMER -> TdnConfig.equiformer(lmax);
            case TDN -> TdnConfig.paper(lmax);
            case WITHOUT_CP -> exact;
            case WITHOUT_SHARING -> exact.with("pathGroups", PathSharing.PATH);
            case WITHOUT_SHARED_LINEARS -> exact.with("pathGroups", PathSharing.PATH).with("linears", Linears.DEGREE);
        };
    }
}
