package dev.tdn4j.tdn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PlotGridTest {

    private static final Plot ONE =
            new Plot("one", Axis.linear("x"), Axis.linear("y")).with("a", new double[] {1, 2}, new double[] {3, 4}, Mark.LINE);

    @Test
    void panelsStandInRows(@TempDir Path folder) throws Exception {
        Plot other = new Plot("other", Axis.linear("x"), Axis.linear("y"));
        PlotGrid grid = new PlotGrid(List.of(ONE, other, ONE), 2);
        Document svg = Xml.parse(grid.svg());
        List<String> texts = Xml.texts(svg, "text");
        assertEquals(2, Collections.frequency(texts, "one"));
        assertEquals(1, Collections.frequency(texts, "other"));
        List<String> moves = Xml.attributes(svg, "g", "transform").stream().filter(t -> t.startsWith("translate")).toList();
        assertEquals("translate(0 0)", moves.getFirst());
        assertEquals("translate(680 0)", moves.get(1));
        // The second row begins where the higher picture of the first, with its legend, ends; the grid ends one row later.
        double second = Double.parseDouble(moves.get(2).split("[ )]")[1]);
        List<Double> heights = Xml.attributes(svg, "svg", "height").stream().map(Double::parseDouble).toList();
        assertEquals(Math.max(heights.get(1), heights.get(2)), second);
        assertEquals(second + heights.get(3), heights.getFirst(), 0.11);
        Path file = folder.resolve("grid.svg");
        grid.write(file);
        assertEquals(grid.svg(), Files.readString(file));
    }

    @Test
    void anEmptyGridIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PlotGrid(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new PlotGrid(Arrays.asList(ONE), 0));
        assertTrue(new PlotGrid(List.of(ONE), 3).svg().contains("one"));
    }
}
