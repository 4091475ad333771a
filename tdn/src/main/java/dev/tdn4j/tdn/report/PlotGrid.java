package dev.tdn4j.tdn.report;

import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Several pictures as one, row by row.
 *
 * @param plots at least one
 * @param columns how many stand beside one another, at least 1
 */
public record PlotGrid(List<Plot> plots, int columns) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no plot or no column
     */
    public PlotGrid {
        plots = List.copyOf(plots);
        if (plots.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("a grid needs plots and columns, not " + plots.size() + " and " + columns);
        }
    }

    /**
     * The picture.
     *
     * @return an SVG document
     */
    public String svg() {
        Markup out = new Markup();
        List<Double> widths = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        for (int p = 0; p < plots.size(); p++) {
            grow(widths, p % columns, plots.get(p).width());
            grow(heights, p / columns, new PlotPainter(plots.get(p), new Markup()).height());
        }
        double width = sum(widths, widths.size());
        double height = sum(heights, heights.size());
        out.start(
                "svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + PathData.number(width) + " " + PathData.number(height),
                "width", width, "height", height, "role", "img");
        for (int p = 0; p < plots.size(); p++) {
            out.start("g", "transform",
                    "translate(" + PathData.number(sum(widths, p % columns)) + " " + PathData.number(sum(heights, p / columns)) + ")");
            plots.get(p).draw(out);
            out.end();
        }
        out.end();
        return out.toString();
    }

    private static void grow(List<Double> sizes, int index, double size) {
        if (index == sizes.size()) {
            sizes.add(size);
        }
        sizes.set(index, Math.max(sizes.get(index), size));
    }

    private static double sum(List<Double> sizes, int count) {
        return sizes.stream().limit(count).mapToDouble(Double::doubleValue).sum();
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
}
