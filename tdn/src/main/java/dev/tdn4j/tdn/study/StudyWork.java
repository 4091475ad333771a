package dev.tdn4j.tdn.study;

import java.nio.file.Path;
import java.util.Map;

/** What a row that is being computed may use. */
public interface StudyWork {

    /**
     * The rows that are computed already.
     *
     * @return by key, unmodifiable
     */
    Map<String, Map<String, Object>> rows();

    /**
     * A file of a row, kept from one try to the next and after the row is complete.
     *
     * @param key which row
     * @param suffix the end of its name, such as {@code .model}
     * @return a path in the study's folder
     */
    Path file(String key, String suffix);

    /**
     * Says how far the row is.
     *
     * @param share 0..1
     */
    void progress(double share);

    /**
     * Whether the row is to stop as soon as it can go on from where it is.
     *
     * @return true once the user asked for it
     */
    boolean stopping();
}
