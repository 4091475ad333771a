package dev.tdn4j.tdn.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.settings.RecordSettings;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads the JSON file of the option {@code --config}: settings of the network and of training, side by side. */
final class ConfigFile {

    private static final String EXPECTED = "a configuration is a JSON object such as {\"channels\": 32}";

    private ConfigFile() {}

    /**
     * Settings by what they are of.
     *
     * @param network the names of {@link TdnConfig}
     * @param training the names of {@link TrainingOptions}
     */
    record Parts(Map<String, Object> network, Map<String, Object> training) {}

    /**
     * Sorts settings.
     *
     * @param settings names and values, values unchecked
     * @param where what to name in messages
     * @throws dev.tdn4j.tdn.data.DataException if a name is neither of the network nor of training
     */
    static Parts parts(Map<String, Object> settings, String where) {
        Set<String> ofTraining = RecordSettings.toMap(TrainingOptions.standard()).keySet();
        Set<String> known = new LinkedHashSet<>(RecordSettings.toMap(TdnConfig.physical()).keySet());
        known.addAll(ofTraining);
        RecordSettings.requireKnown(settings.keySet(), known, where);
        Parts parts = new Parts(new LinkedHashMap<>(settings), new LinkedHashMap<>(settings));
        parts.network.keySet().removeAll(ofTraining);
        parts.training.keySet().retainAll(ofTraining);
        return parts;
    }

    /**
     * The settings in a file, their names and ranges unchecked.
     *
     * @throws UserException if the file holds no JSON object
     * @throws IOException if it cannot be read
     */
    static Map<String, Object> read(Path file) throws IOException {
        Object content;
        try {
            content = JSON.std.anyFrom(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new UserException(file + ": no text in UTF-8; " + EXPECTED, e);
        } catch (JacksonException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new UserException(file + line + ": " + e.getOriginalMessage() + "; " + EXPECTED, e);
        }
        if (content instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // an object's names are texts
            Map<String, Object> settings = (Map<String, Object>) map;
            return settings;
        }
        throw new UserException(file + ": " + EXPECTED);
    }
}
