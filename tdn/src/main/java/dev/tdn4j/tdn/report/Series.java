package dev.tdn4j.tdn.report;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Values that belong together, drawn in one colour. NaN and infinite values are left out of the picture.
 *
 * @param label what the legend calls it; empty for none
 * @param x where the values stand
 * @param y the values, as many
 * @param mark how they are drawn
 */
public record Series(String label, double[] x, double[] y, Mark mark) {

    /**
     * Copies both arrays.
     *
     * @throws IllegalArgumentException if they differ in length
     */
    public Series {
        Objects.requireNonNull(label);
        Objects.requireNonNull(mark);
        if (x.length != y.length) {
            throw new IllegalArgumentException("the series \"" + label + "\" has " + x.length + " x for " + y.length + " y");
        }
        x = x.clone();
        y = y.clone();
    }

    @Override
    public double[] x() {
        return x.clone();
    }

    @Override
    public double[] y() {
        return y.clone();
    }

    /** The values that have a place on both axes. */
    IntStream shown(Axis xAxis, Axis yAxis) {
        return IntStream.range(0, x.length).filter(i -> xAxis.shows(x[i]) && yAxis.shows(y[i]));
    }
}
