package dev.tdn4j.tdn.report;

import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One picture: series of values over common axes. Immutable; the {@code with} methods give a plot that holds more.
 *
 * @param title one line above the picture
 * @param x what stands along the horizontal axis
 * @param y what stands along the vertical axis
 * @param series what is drawn, the last on top
 * @param notes lines of text in a corner, such as the errors that the picture shows
 * @param square whether both axes show the same range, with the diagonal drawn: for predictions against a reference
 */
public record Plot(String title, Axis x, Axis y, List<Series> series, List<String> notes, boolean square) {

    /** Copies both lists. */
    public Plot {
        Objects.requireNonNull(title);
        Objects.requireNonNull(x);
        Objects.requireNonNull(y);
        series = List.copyOf(series);
        notes = List.copyOf(notes);
    }

    /**
     * An empty plot.
     *
     * @param title one line above the picture
     * @param x what stands along the horizontal axis
     * @param y what stands along the vertical axis
     */
    public Plot(String title, Axis x, Axis y) {
        this(title, x, y, List.of(), List.of(), false);
    }

    /**
     * The same with one more series.
     *
     * @param label what the legend calls it; empty for none
     * @param xs where its values stand
     * @param ys its values, as many
     * @param mark how they are drawn
     * @return the larger plot
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public Plot with(String label, double[] xs, double[] ys, Mark mark) {
        List<Series> more = new ArrayList<>(series);
        more.add(new Series(label, xs, ys, mark));
        return new Plot(title, x, y, more, notes, square);
    }

    /**
     * The same with one more line of text.
     *
     * @param note the text
     * @return the larger plot
     */
    public Plot withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Plot(title, x, y, series, more, square);
    }

    /**
     * The picture.
     *
     * @return an SVG document of a few hundred kilobytes at most, however many values there are
     */
    public String svg() {
        Markup out = new Markup();
        draw(out);
        return out.toString();
    }

    /**
     * Writes the picture.
     *
     * @param file where it shall lie, named {@code .svg}
     * @throws IOException if it cannot be written; one line says why
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(svg().getBytes(StandardCharsets.UTF_8)));
    }

    /** The width of the picture, in pixels: two square ones fit beside one another on a page. */
    int width() {
        return square ? 460 : 680;
    }

    void draw(Markup out) {
        new PlotPainter(this, out).paint();
    }
}
