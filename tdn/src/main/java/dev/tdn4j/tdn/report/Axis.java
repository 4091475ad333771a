package dev.tdn4j.tdn.report;

import java.util.Objects;

/**
 * What one axis of a plot shows.
 *
 * @param label the quantity with its unit, such as "time (ps)"
 * @param scale how values are spread along it
 */
public record Axis(String label, Scale scale) {

    /** Refuses nulls. */
    public Axis {
        Objects.requireNonNull(label);
        Objects.requireNonNull(scale);
    }

    /**
     * An axis on which equal differences take equal lengths.
     *
     * @param label the quantity with its unit
     * @return the axis
     */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR);
    }

    /**
     * An axis on which equal ratios take equal lengths.
     *
     * @param label the quantity with its unit
     * @return the axis
     */
    public static Axis log(String label) {
        return new Axis(label, Scale.LOG);
    }

    /** Whether a value has a place on this axis. */
    boolean shows(double value) {
        return Double.isFinite(value) && (scale != Scale.LOG || value > 0);
    }
}
