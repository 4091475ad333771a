package dev.tdn4j.tdn.report;

/** How the values of a series are drawn. */
public enum Mark {
    /** A line through the values, with gaps where one is missing. */
    LINE,
    /** The same, dashed. */
    DASHES,
    /** A dot at each value. */
    POINTS,
    /** A line and dots. */
    LINE_AND_POINTS,
    /** A dark ring at each value: the reference that others are held against. */
    REFERENCE;

    boolean hasLine() {
        return this == LINE || this == DASHES || this == LINE_AND_POINTS;
    }

    boolean hasPoints() {
        return this == POINTS || this == LINE_AND_POINTS || this == REFERENCE;
    }
}
