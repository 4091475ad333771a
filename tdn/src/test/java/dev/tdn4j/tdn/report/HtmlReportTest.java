package dev.tdn4j.tdn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class HtmlReportTest {

    private static HtmlReport report() {
        Plot plot = new Plot("Plot", Axis.linear("x"), Axis.linear("y")).with("a", new double[] {1, 2}, new double[] {1, 2}, Mark.LINE);
        return new HtmlReport("Title & more", "Summary")
                .headline("Force RMSE", "43.1", "meV/Å", "on the test set")
                .headline("Error", "1e-13", "", "")
                .section("Section <1>")
                .paragraph("Text")
                .table(List.of("set", "error"), List.of(List.of("test", "1"), List.of("train", "")))
                .figure(plot, "Caption")
                .figure(plot, "");
    }

    @Test
    void everythingIsOnThePage() throws Exception {
        String html = report().html();
        assertTrue(html.startsWith("<!DOCTYPE html>"));
        Document page = Xml.parse(html);
        assertEquals(List.of("Title & more"), Xml.texts(page, "h1"));
        assertEquals(List.of("Section <1>"), Xml.texts(page, "h2"));
        assertEquals(List.of("Force RMSE", "Error"), Xml.texts(page, "dt"));
        assertTrue(Xml.texts(page, "span").contains("43.1"));
        assertEquals(List.of("test", "1", "train", ""), Xml.texts(page, "td"));
        assertEquals(List.of("Caption"), Xml.texts(page, "figcaption"));
        assertEquals(2, Xml.texts(page, "svg").size());
    }

    @Test
    void thePageNeedsNothingBesideItself() throws Exception {
        Document page = Xml.parse(report().html());
        for (String element : List.of("link", "script", "img", "iframe", "object")) {
            assertEquals(0, page.getElementsByTagName(element).getLength());
        }
        assertFalse(Xml.texts(page, "style").getFirst().contains("url("));
    }

    /** HTML knows no empty-element form of elements that may have content: a browser would read {@code <td/>} as open. */
    @Test
    void onlyVoidElementsAndShapesAreSelfClosing() {
        for (String element : List.of("td", "dd", "div", "span", "p", "title", "style", "text", "g")) {
            assertFalse(report().html().matches("(?s).*<" + element + "( [^<>]*)?/>.*"), element);
        }
    }

    @Test
    void rowsMustFitTheirTable() {
        assertThrows(IllegalArgumentException.class, () -> report().table(List.of("a"), List.of(List.of("1", "2"))));
    }

    @Test
    void theFileIsThePage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        report().write(file);
        assertEquals(report().html(), Files.readString(file));
    }
}
