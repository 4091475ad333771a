package dev.tdn4j.tdn.report;

import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A page that needs nothing beside itself: headline numbers, then sections of text, tables and figures. Not thread-safe. */
public final class HtmlReport {

    private static final String STYLE = """
            :root { --ink: #222222; --faint: #666666; --rule: #dddddd; --accent: #0072b2; }
            body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 60rem; color: var(--ink); background: #ffffff;
              font: 16px/1.55 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; }
            h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
            h2 { margin: 2.8rem 0 0.6rem; font-size: 1.3rem; border-top: 1px solid var(--rule); padding-top: 1.4rem; }
            p { max-width: 46rem; }
            .summary { margin: 0.6rem 0 2rem; color: var(--faint); font-size: 1.1rem; }
            .headlines { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.8rem; margin: 0; }
            .headlines div { border: 1px solid var(--rule); border-top: 3px solid var(--accent); border-radius: 4px;
              padding: 0.7rem 0.9rem 0.8rem; }
            .headlines dt { color: var(--faint); font-size: 0.85rem; }
            .headlines dd { margin: 0; }
            .headlines .value { font-size: 1.6rem; font-weight: 600; font-variant-numeric: tabular-nums; }
            .headlines .unit { color: var(--faint); font-size: 0.95rem; }
            .headlines .note { color: var(--faint); font-size: 0.85rem; line-height: 1.35; }
            table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
            th, td { padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid var(--rule); text-align: right; }
            th { font-weight: 600; border-bottom-color: var(--ink); }
            th:first-child, td:first-child { text-align: left; }
            figure { display: inline-block; margin: 1rem 0.5rem 0.5rem 0; max-width: 100%; vertical-align: top; }
            figure svg { display: block; max-width: 100%; height: auto; }
            figcaption { color: var(--faint); font-size: 0.9rem; padding-left: 0.4rem; }
            @media print { body { padding: 0; } figure { break-inside: avoid; } }
            """;

    private final String title;
    private final String summary;
    private int reloadSeconds;
    private final List<Headline> headlines = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /** A number that comes first. */
    private record Headline(String name, String value, String unit, String note) {}

    /** What a section holds. */
    @FunctionalInterface
    private interface Part {
        void write(Markup out);
    }

    /**
     * An empty report.
     *
     * @param title what it is about
     * @param summary one or two sentences under the title
     */
    public HtmlReport(String title, String summary) {
        this.title = Objects.requireNonNull(title);
        this.summary = Objects.requireNonNull(summary);
    }

    /**
     * Lets browsers load the page again and again, while it is still being written anew.
     *
     * @param seconds the time between, at least 1
     * @return this report
     */
    public HtmlReport reloadEvery(int seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException("a page cannot be loaded every " + seconds + " seconds");
        }
        reloadSeconds = seconds;
        return this;
    }

    /**
     * Adds a number to those at the top.
     *
     * @param name what it is
     * @param value the number, as it shall be read
     * @param unit its unit; empty for none
     * @param note what to hold it against; empty for nothing
     * @return this report
     */
    public HtmlReport headline(String name, String value, String unit, String note) {
        headlines.add(new Headline(name, value, unit, note));
        return this;
    }

    /**
     * Begins a section.
     *
     * @param heading its heading
     * @return this report
     */
    public HtmlReport section(String heading) {
        parts.add(out -> out.element("h2", heading));
        return this;
    }

    /**
     * Adds a paragraph.
     *
     * @param text its text
     * @return this report
     */
    public HtmlReport paragraph(String text) {
        parts.add(out -> out.element("p", text));
        return this;
    }

    /**
     * Adds a table; the first column is aligned to the left, all others, of numbers, to the right.
     *
     * @param header what the columns are
     * @param rows the cells, in rows as long as the header
     * @return this report
     * @throws IllegalArgumentException if a row has another length
     */
    public HtmlReport table(List<String> header, List<List<String>> rows) {
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " cells in a table of " + header.size() + " columns");
            }
        }
        parts.add(out -> {
            out.start("table").start("thead");
            row(out, "th", header);
            out.end().start("tbody");
            rows.forEach(row -> row(out, "td", row));
            out.end().end();
        });
        return this;
    }

    private static void row(Markup out, String cell, List<String> texts) {
        out.start("tr");
        texts.forEach(text -> out.element(cell, text));
        out.end();
    }

    /**
     * Adds a figure.
     *
     * @param plot the picture
     * @param caption what it shows and how to read it; empty for nothing
     * @return this report
     */
    public HtmlReport figure(Plot plot, String caption) {
        parts.add(out -> {
            // As wide as the picture, whatever the length of the caption.
            out.start("figure", "style", "width: " + plot.width() + "px");
            plot.draw(out);
            if (!caption.isEmpty()) {
                out.element("figcaption", caption);
            }
            out.end();
        });
        return this;
    }

    /**
     * The page.
     *
     * @return an HTML document that is well-formed XML too
     */
    public String html() {
        Markup out = new Markup();
        out.doctype("<!DOCTYPE html>").start("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").start("head");
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        if (reloadSeconds > 0) {
            out.empty("meta", "http-equiv", "refresh", "content", Integer.toString(reloadSeconds));
        }
        out.element("title", title).element("style", STYLE).end();
        out.start("body").element("h1", title).element("p", summary, "class", "summary");
        writeHeadlines(out);
        parts.forEach(part -> part.write(out));
        return out.end().end().toString();
    }

    private void writeHeadlines(Markup out) {
        if (headlines.isEmpty()) {
            return;
        }
        out.start("dl", "class", "headlines");
        for (Headline headline : headlines) {
            out.start("div").element("dt", headline.name).start("dd");
            out.element("span", headline.value, "class", "value").text(" ").element("span", headline.unit, "class", "unit").end();
            out.element("dd", headline.note, "class", "note").end();
        }
        out.end();
    }

    /**
     * Writes the page.
     *
     * @param file where it shall lie, named {@code .html}
     * @throws IOException if it cannot be written; one line says why
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(html().getBytes(StandardCharsets.UTF_8)));
    }
}
