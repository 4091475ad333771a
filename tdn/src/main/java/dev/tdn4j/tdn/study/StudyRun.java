package dev.tdn4j.tdn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Computes the rows of a study that its folder lacks, and writes its page after each. */
public final class StudyRun implements StudyWork {

    private final Study study;
    private final StudyFolder folder;
    private final StudyPage page;
    private final Listener listener;
    private List<String> missing = List.of();
    private int done;
    private volatile boolean stopping;

    /** Told how far a study is. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Called often.
         *
         * @param share of the rows that this call computes, 0..1
         * @param key the row that is being computed
         */
        void progress(double share, String key);
    }

    /**
     * Prepares a study.
     *
     * @param study the study
     * @param folder its folder
     * @param page where its findings are written
     * @param listener told of progress
     */
    public StudyRun(Study study, StudyFolder folder, StudyPage page, Listener listener) {
        this.study = study;
        this.folder = folder;
        this.page = page;
        this.listener = listener;
    }

    /**
     * Computes what is missing, as far as it is not asked to stop.
     *
     * @param wanted which keys
     * @throws IOException if a file cannot be written
     */
    public void run(Predicate<String> wanted) throws IOException {
        missing = study.keys().stream().filter(key -> wanted.test(key) && !folder.rows().containsKey(key)).toList();
        for (done = 0; done < missing.size() && !stopping; done++) {
            progress(0);
            Optional<Map<String, Object>> row = study.row(missing.get(done), this);
            if (row.isEmpty()) {
                break;
            }
            folder.add(missing.get(done), row.get());
            page.write(findings());
        }
        page.write(findings());
    }

    /**
     * What the rows so far show.
     *
     * @return tables and pictures
     */
    public StudyFindings findings() {
        return study.findings(rows());
    }

    /** Asks for an end as soon as nothing is lost by it. */
    public void stop() {
        stopping = true;
    }

    /** The rows in the order of the study's keys. */
    @Override
    public Map<String, Map<String, Object>> rows() {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (String key : study.keys()) {
            if (folder.rows().containsKey(key)) {
                rows.put(key, folder.rows().get(key));
            }
        }
        return rows;
    }

    @Override
    public Path file(String key, String suffix) {
        return folder.file(key, suffix);
    }

    @Override
    public void progress(double share) {
        listener.progress((done + Math.clamp(share, 0, 1)) / missing.size(), missing.get(done));
    }

    @Override
    public boolean stopping() {
        return stopping;
    }
}
