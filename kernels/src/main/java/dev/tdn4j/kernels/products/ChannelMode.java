package dev.tdn4j.kernels.products;

/** Whether the channels of a tensor product share their second argument; the names are e3nn's. */
public enum ChannelMode {
    /** All channels share y, as they share the harmonics of an edge: out[k,u] = Σ_ij M_ijk x[i,u] y[j]. */
    UVU,
    /** Every channel has its own y: out[k,u] = Σ_ij M_ijk x[i,u] y[j,u]. */
    UUU
}
