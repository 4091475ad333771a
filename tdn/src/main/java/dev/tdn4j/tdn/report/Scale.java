package dev.tdn4j.tdn.report;

/** How values are spread along an axis. */
public enum Scale {
    /** Equal differences take equal lengths. */
    LINEAR,
    /** Equal ratios take equal lengths; values that are not positive are left out. */
    LOG,
    /** Linear, with ticks at angles that divide a turn. */
    DEGREES
}
