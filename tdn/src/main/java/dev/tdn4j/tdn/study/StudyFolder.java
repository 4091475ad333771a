package dev.tdn4j.tdn.study;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a study keeps its rows: {@code NAME.jsonl}, with the settings in the first line and a row in every other, appended
 * when it is complete. A last line that was cut off is dropped, and its row computed again.
 */
public final class StudyFolder {

    private static final String SETTINGS = "settings", KEY = "key";

    private final Path folder;
    private final Path file;
    private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();

    private StudyFolder(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Opens a study's folder, which is made if there is none.
     *
     * @param folder where
     * @param study whose rows
     * @return the folder with the rows that are there
     * @throws IOException if it cannot be read or written
     * @throws DataException if it holds rows of other settings, or damaged ones
     */
    public static StudyFolder open(Path folder, Study study) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new DataException(folder + " is no folder: name one that exists or can be made");
        }
        Files.createDirectories(folder);
        StudyFolder opened = new StudyFolder(folder, folder.resolve(study.name() + ".jsonl"));
        if (Files.exists(opened.file)) {
            opened.read(study);
        } else {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put(SETTINGS, study.settings());
            opened.rewrite(JSON.std.asString(settings) + "\n");
        }
        return opened;
    }

    private void read(Study study) throws IOException {
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<String> lines = whole.lines().toList();
        for (int n = 0; n < lines.size(); n++) {
            Map<String, Object> line = object(lines.get(n), n + 1);
            if (n == 0) {
                requireSame(study.settings(), line);
            } else if (line.remove(KEY) instanceof String key) {
                rows.put(key, Collections.unmodifiableMap(line));
            } else {
                throw new DataException(file + ", line " + (n + 1) + ": a row of a study needs a key");
            }
        }
        if (lines.isEmpty()) {
            throw new DataException(file + " holds no settings: delete it, or name another folder");
        }
        if (!whole.equals(text)) {
            rewrite(whole);
        }
    }

    private Map<String, Object> object(String line, int number) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException e) {
            throw new DataException(file + ", line " + number + ": no JSON object: delete the line, and the row is computed again", e);
        }
    }

    private void requireSame(Map<String, Object> settings, Map<String, Object> line) throws IOException {
        if (!(line.get(SETTINGS) instanceof Map<?, ?> there)) {
            throw new DataException(file + ", line 1: there are no settings: delete the file, or name another folder");
        }
        // As they are read again, so that numbers compare as what JSON makes of them.
        Map<String, Object> wanted = JSON.std.mapFrom(JSON.std.asString(settings));
        for (Map.Entry<String, Object> setting : wanted.entrySet()) {
            Object other = there.get(setting.getKey());
            if (!Objects.equals(setting.getValue(), other)) {
                throw new DataException(("%s holds rows with %s = %s, not %s: give the same settings to go on, or name another folder")
                        .formatted(file, setting.getKey(), other, setting.getValue()));
            }
        }
        if (there.size() != wanted.size()) {
            throw new DataException(file + " holds rows of a study with other settings: name another folder");
        }
    }

    private void rewrite(String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The folder.
     *
     * @return its path
     */
    public Path path() {
        return folder;
    }

    /**
     * The rows that are complete.
     *
     * @return by key, in the order in which they were computed; unmodifiable
     */
    public Map<String, Map<String, Object>> rows() {
        return Collections.unmodifiableMap(rows);
    }

    /**
     * Keeps a row.
     *
     * @param key its key
     * @param row names and values as in JSON
     * @throws IOException if it cannot be written
     */
    public void add(String key, Map<String, Object> row) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(KEY, key);
        line.putAll(row);
        String text = JSON.std.asString(line);
        Files.writeString(file, text + "\n", StandardOpenOption.APPEND);
        // As it will be read again, so that tables do not depend on whether a study was interrupted.
        Map<String, Object> read = JSON.std.mapFrom(text);
        read.remove(KEY);
        rows.put(key, Collections.unmodifiableMap(read));
    }

    /**
     * A file of a row.
     *
     * @param key which row
     * @param suffix the end of its name
     * @return a path in the folder
     */
    public Path file(String key, String suffix) {
        return folder.resolve(key + suffix);
    }
}
