package dev.tdn4j.tdn.study;

import dev.tdn4j.tdn.report.Plot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study shows.
 *
 * @param title what it is about
 * @param summary one or two sentences: what was computed, and how to read it
 * @param tables its tables
 * @param plots its pictures by the name of their files, without suffix
 */
public record StudyFindings(String title, String summary, List<StudyTable> tables, Map<String, Plot> plots) {

    /** Copies the lists. */
    public StudyFindings {
        tables = List.copyOf(tables);
        plots = new LinkedHashMap<>(plots);
    }
}
