package dev.tdn4j.tdn.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads the JSON file of the option {@code --config}. */
final class ConfigFile {

    private static final String EXPECTED = "a configuration is a JSON object such as {\"channels\": 32}";

    private ConfigFile() {}

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
