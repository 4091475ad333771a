package dev.tdn4j.tdn.model;

import java.util.function.IntFunction;

/** Configurations to start from. */
public enum Preset {

    /** The library's own: {@link TdnConfig#physical()}, L = 2 unless said otherwise. */
    PHYSICAL(2, Preset::physical),

    /** The published network at the paper's size: {@link TdnConfig#paper}, L = 1 unless said otherwise. */
    PAPER(1, TdnConfig::paper),

    /** Convolutions and many-body products: {@link TdnConfig#convolution}, L = 2 unless said otherwise. */
    CONVOLUTION(2, TdnConfig::convolution),

    /** Equiformer at the paper's size: {@link TdnConfig#equiformer}, L = 1 unless said otherwise. */
    EQUIFORMER(1, TdnConfig::equiformer);

    private final int usualDegree;
    private final IntFunction<TdnConfig> config;

    Preset(int usualDegree, IntFunction<TdnConfig> config) {
        this.usualDegree = usualDegree;
        this.config = config;
    }

    private static TdnConfig physical(int lmax) {
        TdnConfig usual = TdnConfig.physical();
        return new TdnConfig(
                lmax, usual.channels(), usual.layers(), usual.cutoff(), usual.radialBasis(), usual.heads(), usual.evenPaths(),
                usual.factors(), usual.rank(), usual.averageDegree(), usual.energyScale());
    }

    /**
     * The largest degree where none is asked for.
     *
     * @return L
     */
    public int usualDegree() {
        return usualDegree;
    }

    /**
     * The configuration at a largest degree.
     *
     * @param lmax L
     * @return the configuration
     * @throws IllegalArgumentException if the preset has no form of that degree
     */
    public TdnConfig config(int lmax) {
        return config.apply(lmax);
    }
}
