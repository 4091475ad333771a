package dev.tdn4j.tdn.scaling;

/** A part of the work, and what it is counted by. */
public enum Part {
    /** Everything, a sample or an edge and channel. */
    WHOLE("edge"),
    /** CP once a node: Aᵀx, a node and channel. */
    PROJECTION("node"),
    /** CP once a node: Bᵀy, once for all channels of an edge, a channel's share of it. */
    HARMONICS("edge"),
    /** CP once a node: multiplication by Bᵀy and w, and summing up, an edge and channel. */
    ACCUMULATION("edge"),
    /** CP once a node: multiplication by C, a node and channel. */
    RECONSTRUCTION("node");

    private final String unit;

    Part(String unit) {
        this.unit = unit;
    }

    /**
     * What the part is counted by; a sample of a plain product counts as an edge.
     *
     * @return {@code edge} or {@code node}
     */
    public String unit() {
        return unit;
    }
}
