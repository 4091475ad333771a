package dev.tdn4j.tdn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.settings.RecordSettings;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/training.md lists the settings that there are, no others, with their defaults; its examples are valid. */
class TrainingDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "training.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\| ([^|]+) \\| [^|]");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static Map<String, String> texts(Record settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        RecordSettings.toMap(settings).forEach((key, value) -> texts.put(key, value.toString()));
        return texts;
    }

    @Test
    void settingsAndDefaults() throws IOException {
        Map<String, String> expected = texts(TdnConfig.physical());
        expected.putAll(texts(TrainingOptions.standard()));
        Map<String, String> listed = new LinkedHashMap<>();
        Matcher rows = ROW.matcher(Files.readString(DOCUMENT));
        while (rows.find()) {
            listed.put(rows.group(1), rows.group(2));
        }
        assertEquals(List.copyOf(expected.entrySet()), List.copyOf(listed.entrySet()));
    }

    @Test
    void examples() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(DOCUMENT));
        List<String> found = new ArrayList<>();
        while (examples.find()) {
            found.add(examples.group(1));
            Map<String, Object> network = JSON.std.mapFrom(examples.group(1));
            Map<String, Object> training = new LinkedHashMap<>(network);
            network.keySet().retainAll(texts(TdnConfig.physical()).keySet());
            training.keySet().removeAll(network.keySet());
            RecordSettings.with(TdnConfig.physical(), network, "the example");
            RecordSettings.with(TrainingOptions.standard(), training, "the example");
        }
        assertEquals(2, found.size());
    }
}
