package dev.tdn4j.tdn.study;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison of things that take long to compute, one row each. */
public interface Study {

    /**
     * The study's name: that of its files and of its command.
     *
     * @return a word in small letters
     */
    String name();

    /**
     * Everything that rows depend on. A study goes on in a folder only if its settings are those of the rows there.
     *
     * @return names and values: texts, truth values, numbers and lists of them
     */
    Map<String, Object> settings();

    /**
     * The rows that there are to be, in the order in which they are computed. Later rows may build on earlier ones.
     *
     * @return a key for each: unique, and good as the beginning of a file's name
     */
    List<String> keys();

    /**
     * Computes a row.
     *
     * @param key which one
     * @param work where files of the row are kept from one try to the next, whom to tell of progress, and when to stop
     * @return names and values as in JSON; empty if it was asked to stop before the row was complete
     * @throws IOException if a file cannot be read or written
     */
    Optional<Map<String, Object>> row(String key, StudyWork work) throws IOException;

    /**
     * What the rows so far show.
     *
     * @param rows by key, in the order of {@link #keys}; some may be missing
     * @return tables and pictures
     */
    StudyFindings findings(Map<String, Map<String, Object>> rows);
}
