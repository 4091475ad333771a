package dev.tdn4j.tdn.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;

/**
 * The path data of an SVG element, of a size that the picture bounds and not the number of values: a line keeps, of each
 * column of pixels, where it enters, its lowest and highest value, and where it leaves; of dots at one place one is kept.
 */
final class PathData {

    private static final int COLUMNS_PER_PIXEL = 2;

    private final StringBuilder data = new StringBuilder();
    private boolean broken = true;

    // The column being gathered: where the line entered it, its extremes in the order they came, and the last value.
    private long column;
    private int count;
    private double lowX;
    private double lowY;
    private double highX;
    private double highY;
    private double lastX;
    private double lastY;

    private final Set<Long> dots = new HashSet<>();

    /** Continues the line. */
    void line(double x, double y) {
        long at = (long) Math.floor(x * COLUMNS_PER_PIXEL);
        if (count > 0 && at == column) {
            if (y < lowY) {
                lowX = x;
                lowY = y;
            }
            if (y > highY) {
                highX = x;
                highY = y;
            }
            count++;
        } else {
            flush();
            column = at;
            count = 1;
            lowX = highX = x;
            lowY = highY = y;
            append(x, y);
        }
        lastX = x;
        lastY = y;
    }

    /** Ends the line, so that the next value begins another. */
    void gap() {
        flush();
        broken = true;
    }

    private void flush() {
        if (count > 1) {
            boolean lowFirst = lowX <= highX;
            append(lowFirst ? lowX : highX, lowFirst ? lowY : highY);
            append(lowFirst ? highX : lowX, lowFirst ? highY : lowY);
            append(lastX, lastY);
        }
        count = 0;
    }

    private void append(double x, double y) {
        // A line of no length, for a value with gaps on both sides, is still drawn as the dot of its round caps.
        data.append(broken ? "M" : "L").append(number(x)).append(' ').append(number(y));
        if (broken) {
            data.append("h0");
        }
        broken = false;
    }

    /** Adds a dot, unless there is one at the same place, to half a pixel. */
    void dot(double x, double y) {
        if (dots.add(Math.round(2 * x) << 32 | Math.round(2 * y))) {
            data.append('M').append(number(x)).append(' ').append(number(y)).append("h0");
        }
    }

    String data() {
        flush();
        return data.toString();
    }

    /** A coordinate to a tenth of a pixel. */
    static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
