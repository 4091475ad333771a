package dev.tdn4j.tdn.report;

import dev.tdn4j.tdn.report.Ticks.Tick;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws one plot, from the outside in: title, legend, axes with their grid, series, notes. */
final class PlotPainter {

    /** Okabe and Ito's colours, which people with any colour vision tell apart (jfly.uni-koeln.de/color). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a8a", "#000000");

    private static final String INK = "#222222";
    private static final String FAINT_INK = "#666666";
    private static final String GRID = "#e8e8e8";
    private static final String FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    private static final double FONT_SIZE = 13;

    /** Widths are estimated, since there is no font to ask: of digits and letters on average, in parts of the font's size. */
    private static final double LETTER = 0.58;

    /** Ticks wanted along an axis: a square plot has as many along both, so that its grid is one of squares. */
    private static final int SQUARE_OR_HIGH = 6;

    private static final int WIDE = 8;
    private static final double LEGEND_LINE = 20;
    private static final double KEY = 22;

    private final Plot plot;
    private final Markup out;
    private final double width;
    private final double height;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final Range x;
    private final Range y;
    private final Ticks xTicks;
    private final Ticks yTicks;

    PlotPainter(Plot plot, Markup out) {
        this.plot = plot;
        this.out = out;
        width = plot.width();
        Range xRange = plot.square() ? common() : range(Series::x, plot.x().scale(), 0.01);
        Range yRange = plot.square() ? common() : range(Series::y, plot.y().scale(), 0.04);
        xTicks = fitting(xRange, plot.x().scale(), plot.square() ? SQUARE_OR_HIGH : WIDE);
        yTicks = plot.square() ? xTicks : Ticks.of(yRange, plot.y().scale(), SQUARE_OR_HIGH);
        double widest = yTicks.major().stream().mapToDouble(tick -> textWidth(tick.label())).max().orElse(0);
        left = 42 + widest;
        right = width - 24;
        top = 44 + LEGEND_LINE * legendLines() + (yTicks.multiplier().isEmpty() ? 0 : 8);
        bottom = plot.square() ? top + right - left : top + 290;
        height = bottom + 56;
        x = xRange.between(left, right);
        y = yRange.between(bottom, top);
    }

    /** As many ticks as wanted, or fewer where their labels would take more than two thirds of the axis. */
    private Ticks fitting(Range range, Scale scale, int wanted) {
        Ticks ticks = Ticks.of(range, scale, wanted);
        double room = 2 * (width - 100) / 3;
        return wanted > 2 && ticks.major().stream().mapToDouble(tick -> textWidth(tick.label())).sum() > room
                ? fitting(range, scale, wanted - 1)
                : ticks;
    }

    private Range range(ToArray values, Scale scale, double air) {
        return Range.of(plot.series().stream().flatMapToDouble(s -> shown(s, values)), scale, air);
    }

    private Range common() {
        return Range.of(
                plot.series().stream().flatMapToDouble(s -> DoubleStream.concat(shown(s, Series::x), shown(s, Series::y))),
                plot.x().scale(),
                0.03);
    }

    private interface ToArray {
        double[] of(Series series);
    }

    private DoubleStream shown(Series series, ToArray values) {
        double[] array = values.of(series);
        return series.shown(plot.x(), plot.y()).mapToDouble(i -> array[i]);
    }

    /** How high the picture is, in pixels, which depends on its legend. */
    double height() {
        return height;
    }

    void paint() {
        out.start(
                "svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + PathData.number(width) + " " + PathData.number(height),
                "width", width, "height", height, "role", "img", "aria-label", plot.title(),
                "font-family", FONT, "font-size", FONT_SIZE, "fill", INK);
        out.empty("rect", "width", width, "height", height, "fill", "#ffffff");
        double titleSize = Math.min(15, 15 * (right - left) / (textWidth(plot.title()) * 15 / FONT_SIZE));
        out.element("text", plot.title(), "x", left, "y", 26.0, "font-size", titleSize, "font-weight", "600");
        paintLegend();
        paintAxes();
        if (plot.square()) {
            out.empty("path", "d", "M" + at(x.min(), y.min()) + "L" + at(x.max(), y.max()), "stroke", "#999999", "fill", "none");
        }
        for (int i = 0; i < plot.series().size(); i++) {
            paintSeries(plot.series().get(i), colour(i));
        }
        if (plot.series().stream().noneMatch(s -> s.shown(plot.x(), plot.y()).findAny().isPresent())) {
            out.element(
                    "text", "no data", "x", (left + right) / 2, "y", (top + bottom) / 2, "text-anchor", "middle", "fill", FAINT_INK);
        }
        paintNotes();
        out.end();
    }

    /** References are dark and take no colour from the series that are held against them. */
    private String colour(int index) {
        List<Series> series = plot.series();
        if (series.get(index).mark() == Mark.REFERENCE) {
            return INK;
        }
        long before = series.subList(0, index).stream().filter(s -> s.mark() != Mark.REFERENCE).count();
        return COLOURS.get((int) (before % COLOURS.size()));
    }

    private String at(double valueX, double valueY) {
        return PathData.number(x.pixel(valueX)) + " " + PathData.number(y.pixel(valueY));
    }

    // ---- axes ----

    private void paintAxes() {
        for (double value : yTicks.minor()) {
            line(left - 3, y.pixel(value), left, y.pixel(value), INK);
        }
        for (double value : xTicks.minor()) {
            line(x.pixel(value), bottom, x.pixel(value), bottom + 3, INK);
        }
        for (Tick tick : yTicks.major()) {
            double at = y.pixel(tick.value());
            line(left, at, right, at, GRID);
            line(left - 5, at, left, at, INK);
            out.element("text", tick.label(), "x", left - 9, "y", at + 4.5, "text-anchor", "end");
        }
        for (Tick tick : xTicks.major()) {
            double at = x.pixel(tick.value());
            line(at, top, at, bottom, GRID);
            line(at, bottom, at, bottom + 5, INK);
            out.element("text", tick.label(), "x", at, "y", bottom + 19, "text-anchor", "middle");
        }
        line(left, top, left, bottom, INK);
        line(left, bottom, right, bottom, INK);
        double middle = (top + bottom) / 2;
        out.element("text", plot.x().label(), "x", (left + right) / 2, "y", bottom + 43, "text-anchor", "middle");
        out.element(
                "text", plot.y().label(), "x", 18.0, "y", middle, "text-anchor", "middle",
                "transform", "rotate(-90 18 " + PathData.number(middle) + ")");
        out.element("text", yTicks.multiplier(), "x", left, "y", top - 6, "fill", FAINT_INK);
        out.element("text", xTicks.multiplier(), "x", right, "y", bottom + 36, "text-anchor", "end", "fill", FAINT_INK);
    }

    private void line(double x1, double y1, double x2, double y2, String colour) {
        out.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", colour);
    }

    // ---- series ----

    private void paintSeries(Series series, String colour) {
        double[] xs = series.x();
        double[] ys = series.y();
        boolean[] shown = new boolean[xs.length];
        series.shown(plot.x(), plot.y()).forEach(i -> shown[i] = true);
        PathData line = new PathData();
        PathData dots = new PathData();
        PathData lonely = new PathData();
        int count = 0;
        for (int i = 0; i < xs.length; i++) {
            if (shown[i]) {
                double atX = x.pixel(xs[i]);
                double atY = y.pixel(ys[i]);
                line.line(atX, atY);
                dots.dot(atX, atY);
                if ((i == 0 || !shown[i - 1]) && (i == xs.length - 1 || !shown[i + 1])) {
                    lonely.dot(atX, atY);
                }
                count++;
            } else {
                line.gap();
            }
        }
        out.start("g", "fill", "none", "stroke", colour, "stroke-linecap", "round", "stroke-linejoin", "round");
        if (!series.label().isEmpty()) {
            out.element("title", series.label());
        }
        if (series.mark().hasLine()) {
            paintLine(series.mark(), line.data());
            // A value between gaps is no line, yet it is there.
            paintDots(Mark.POINTS, lonely.data(), count);
        }
        if (series.mark().hasPoints()) {
            paintDots(series.mark(), dots.data(), count);
        }
        out.end();
    }

    private void paintLine(Mark mark, String data) {
        if (mark == Mark.DASHES) {
            // A light seam keeps the dashes apart from what they cross.
            out.empty("path", "d", data, "stroke-width", 3.8, "stroke", "#ffffff", "stroke-opacity", "0.7");
            out.empty("path", "d", data, "stroke-width", 1.8, "stroke-dasharray", "6 5");
        } else {
            out.empty("path", "d", data, "stroke-width", 1.8);
        }
    }

    /** The more there are, the smaller; a dot is a line of no length with round caps, a ring two of them. */
    private void paintDots(Mark mark, String data, int count) {
        double size = count <= 100 ? 7 : count <= 1000 ? 5 : count <= 10_000 ? 3.4 : 2.4;
        if (mark == Mark.REFERENCE) {
            out.empty("path", "d", data, "stroke-width", size + 1.2);
            out.empty("path", "d", data, "stroke-width", size - 1.8, "stroke", "#ffffff");
        } else {
            out.empty("path", "d", data, "stroke-width", size, "stroke-opacity", count <= 1000 ? "0.9" : "0.6");
        }
    }

    // ---- texts ----

    private static double textWidth(String text) {
        return text.codePointCount(0, text.length()) * LETTER * FONT_SIZE;
    }

    private double entryWidth(Series series) {
        return KEY + 8 + textWidth(series.label()) + 18;
    }

    /** Calls back with the place of each entry of the legend, and returns the number of lines that they take. */
    private int layOutLegend(double from, double to, LegendEntry entry) {
        double at = from;
        int lines = 0;
        for (int i = 0; i < plot.series().size(); i++) {
            Series series = plot.series().get(i);
            if (series.label().isEmpty()) {
                continue;
            }
            if (lines == 0 || at + entryWidth(series) - 18 > to) {
                at = from;
                lines++;
            }
            entry.place(i, at, lines - 1);
            at += entryWidth(series);
        }
        return lines;
    }

    private interface LegendEntry {
        void place(int series, double at, int line);
    }

    private int legendLines() {
        return layOutLegend(left, right, (series, at, line) -> {});
    }

    private void paintLegend() {
        layOutLegend(left, right, (index, at, line) -> {
            Series series = plot.series().get(index);
            double middle = 44 + LEGEND_LINE * line;
            out.start("g", "fill", "none", "stroke", colour(index), "stroke-linecap", "round");
            if (series.mark().hasLine()) {
                paintLine(series.mark(), "M" + PathData.number(at) + " " + PathData.number(middle) + "h" + PathData.number(KEY));
            }
            if (series.mark().hasPoints()) {
                paintDots(series.mark(), "M" + PathData.number(at + KEY / 2) + " " + PathData.number(middle) + "h0", 1);
            }
            out.end();
            out.element("text", series.label(), "x", at + KEY + 8, "y", middle + 4.5);
        });
    }

    /** In the corner that a rising diagonal leaves free. */
    private void paintNotes() {
        for (int i = 0; i < plot.notes().size(); i++) {
            out.element(
                    "text", plot.notes().get(i), "x", left + 14, "y", top + 22 + 18 * i,
                    "stroke", "#ffffff", "stroke-width", 4.0, "paint-order", "stroke", "stroke-linejoin", "round");
        }
    }
}
