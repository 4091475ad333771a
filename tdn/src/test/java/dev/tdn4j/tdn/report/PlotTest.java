package dev.tdn4j.tdn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PlotTest {

    private static final Plot EMPTY = new Plot("A plot", Axis.linear("time (ps)"), Axis.linear("energy (meV)"));

    @Test
    void titleLabelsLegendAndNotesAreTexts() throws Exception {
        double[] values = {1, 2, 3};
        Plot plot = EMPTY.with("first", values, values, Mark.LINE).with("second", values, values, Mark.REFERENCE).withNote("RMSE 1");
        List<String> texts = Xml.texts(Xml.parse(plot.svg()), "text");
        assertTrue(texts.containsAll(List.of("A plot", "time (ps)", "energy (meV)", "first", "second", "RMSE 1")), texts.toString());
    }

    /** The corners of the data lie where the axes say: the smallest value at the left and at the bottom. */
    @Test
    void valuesLieWhereTheAxesSay() throws Exception {
        Document svg = Xml.parse(EMPTY.with("a", new double[] {0, 5, 10}, new double[] {100, 200, 300}, Mark.LINE).svg());
        String line = Xml.attributes(svg, "path", "d").stream().filter(d -> d.contains("L")).findFirst().orElseThrow();
        double[] at = Arrays.stream(line.split("h0|[ML ]")).filter(s -> !s.isEmpty()).mapToDouble(Double::parseDouble).toArray();
        assertEquals(6, at.length);
        // A tenth of a pixel is the precision of every coordinate.
        assertEquals((at[0] + at[4]) / 2, at[2], 0.11);
        assertEquals((at[1] + at[5]) / 2, at[3], 0.11);
        assertTrue(at[0] < at[4] && at[1] > at[5], line);
        assertEquals(tick(svg, "0", "x"), at[0], 0.11);
        assertEquals(tick(svg, "10", "x"), at[4], 0.11);
        assertEquals(tick(svg, "200", "y") - 4.5, at[3], 0.11);
    }

    private static double tick(Document svg, String label, String attribute) {
        int index = Xml.texts(svg, "text").indexOf(label);
        return Double.parseDouble(Xml.attributes(svg, "text", attribute).get(index));
    }

    @Test
    void nothingToShowIsSaid() throws Exception {
        double[] missing = {Double.NaN, Double.POSITIVE_INFINITY};
        for (Plot plot : List.of(
                EMPTY,
                EMPTY.with("a", new double[0], new double[0], Mark.LINE_AND_POINTS),
                EMPTY.with("a", new double[] {1, 2}, missing, Mark.POINTS),
                new Plot("log", Axis.log("x"), Axis.log("y")).with("a", new double[] {0, 1}, new double[] {1, -1}, Mark.LINE),
                new Plot("square", EMPTY.x(), EMPTY.y(), List.of(), List.of(), true))) {
            assertTrue(Xml.texts(Xml.parse(plot.svg()), "text").contains("no data"), plot.title());
        }
    }

    @Test
    void onePointIsDrawn() throws Exception {
        for (double value : new double[] {0, 1, -1e-300, 1e300, -154.2, Double.MIN_VALUE, Double.MAX_VALUE}) {
            for (Mark mark : Mark.values()) {
                String svg = EMPTY.with("a", new double[] {value}, new double[] {value}, mark).svg();
                Document parsed = Xml.parse(svg);
                assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
                assertFalse(Xml.texts(parsed, "text").contains("no data"));
                assertTrue(Xml.attributes(parsed, "path", "d").stream().anyMatch(d -> d.endsWith("h0")), svg);
            }
        }
    }

    @Test
    void missingValuesLeaveGaps() throws Exception {
        double[] xs = {0, 1, 2, 3, 4, 5};
        double[] ys = {1, 2, Double.NaN, 3, Double.NEGATIVE_INFINITY, 4};
        Document svg = Xml.parse(EMPTY.with("", xs, ys, Mark.LINE).svg());
        String line = Xml.attributes(svg, "path", "d").getFirst();
        assertEquals(3, line.chars().filter(c -> c == 'M').count(), line);
        assertEquals(1, line.chars().filter(c -> c == 'L').count(), line);
    }

    @Test
    void theNumberOfValuesDoesNotBoundThePicture() {
        int many = 300_000;
        SplittableRandom random = new SplittableRandom(1);
        double[] xs = random.doubles(many).toArray();
        double[] ys = random.doubles(many).toArray();
        Arrays.sort(xs);
        // Four values for each half pixel of 680, of about 13 characters; a dot for each half pixel of a picture.
        assertTrue(EMPTY.with("line", xs, ys, Mark.LINE).svg().length() < 100_000);
        assertTrue(Figures.parity("dots", "x", ys, ys).svg().length() < 50_000);
    }

    @Test
    void thinningKeepsTheExtremes() throws Exception {
        double[] xs = new double[100_000];
        double[] ys = new double[xs.length];
        Arrays.setAll(xs, i -> i);
        ys[40_001] = 1;
        ys[70_001] = -1;
        double[] both = {0, 0};
        Document thinned = Xml.parse(EMPTY.with("", xs, ys, Mark.LINE).svg());
        String line = Xml.attributes(thinned, "path", "d").getFirst();
        for (String part : line.split("h0|[ML]")) {
            if (!part.isEmpty()) {
                double y = Double.parseDouble(part.split(" ")[1]);
                both[0] = both[0] == 0 ? y : Math.min(both[0], y);
                both[1] = Math.max(both[1], y);
            }
        }
        // Peaks at ±1 with 4 % of air above and below, in a frame of 290 pixels.
        assertEquals(290 / 1.08, both[1] - both[0], 0.2);
    }

    @Test
    void anythingMayStandInATitle() throws Exception {
        String title = "<script> & \"quotes\" ]]> \u0001 \ud800 \uffff 𝓛 Å";
        Document svg = Xml.parse(new Plot(title, EMPTY.x(), EMPTY.y()).with(title, new double[1], new double[1], Mark.LINE).svg());
        assertTrue(Xml.texts(svg, "text").contains("<script> & \"quotes\" ]]> \ufffd \ufffd \ufffd 𝓛 Å"));
    }

    @Test
    void aSeriesNeedsAsManyXAsY() {
        assertThrows(IllegalArgumentException.class, () -> EMPTY.with("a", new double[1], new double[2], Mark.LINE));
    }

    @Test
    void theFileIsThePicture(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plot.svg");
        EMPTY.write(file);
        assertEquals(EMPTY.svg(), Files.readString(file));
    }
}
