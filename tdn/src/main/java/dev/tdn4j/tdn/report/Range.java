package dev.tdn4j.tdn.report;

import java.util.stream.DoubleStream;

/** The part of an axis that a plot shows, and where it lies in the picture: from pixel {@code from} to pixel {@code to}. */
record Range(double min, double max, boolean log, double from, double to) {

    /** The range of the given values, all of which have a place on the axis, with some air at both ends. */
    static Range of(DoubleStream values, Scale scale, double air) {
        boolean log = scale == Scale.LOG;
        var found = values.map(v -> log ? Math.log10(v) : v).summaryStatistics();
        if (found.getCount() == 0) {
            return new Range(log ? 1 : 0, log ? 10 : 1, log, 0, 1);
        }
        // Halves, so that the width of ±1e308 does not overflow.
        double half = found.getMax() / 2 - found.getMin() / 2;
        double middle = found.getMax() / 2 + found.getMin() / 2;
        // Values that differ by rounding alone are one value.
        if (half <= 1e-12 * Math.abs(middle) || half == 0) {
            half = log ? 0.5 : middle == 0 ? 1 : 0.1 * Math.abs(middle);
        } else {
            half *= 1 + 2 * air;
        }
        double low = Math.max(middle - half, -Double.MAX_VALUE / 4);
        double high = Math.min(middle + half, Double.MAX_VALUE / 4);
        if (log) {
            // The exponents of the smallest and the largest double.
            low = Math.pow(10, Math.max(low, -307));
            high = Math.pow(10, Math.min(high, 307));
        }
        return new Range(low, high, log, 0, 1);
    }

    /** The same range from one pixel to another. */
    Range between(double from, double to) {
        return new Range(min, max, log, from, to);
    }

    /** The pixel of a value. */
    double pixel(double value) {
        double part = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
        return from + (to - from) * Math.clamp(part, 0, 1);
    }

    boolean contains(double value) {
        // Ticks are multiples of a step and may miss the end by their last digit.
        double slack = 1e-9 * (max - min);
        return log ? value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9) : value >= min - slack && value <= max + slack;
    }
}
