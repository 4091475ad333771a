package dev.tdn4j.tdn.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table of a study.
 *
 * @param title what it shows
 * @param header what its columns are
 * @param rows the cells, in rows as long as the header
 */
public record StudyTable(String title, List<String> header, List<List<String>> rows) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a row has another length than the header
     */
    public StudyTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " cells in a table of " + header.size() + " columns");
            }
        }
    }

    /**
     * The table for a document.
     *
     * @return lines of Markdown, each ended
     */
    public String markdown() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.add(Collections.nCopies(header.size(), "---"));
        lines.addAll(rows);
        StringBuilder out = new StringBuilder();
        for (List<String> line : lines) {
            out.append("| ").append(String.join(" | ", line.stream().map(cell -> cell.replace("|", "\\|")).toList())).append(" |\n");
        }
        return out.toString();
    }
}
