package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.settings.RecordSettings;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class ConfigFileProperties {

    private static final String SOUND = """
            {"lmax": 1, "channels": 8, "cutoff": 4.5, "evenPaths": true, "factors": "quadrature",
             "batchSize": 3, "learningRate": 1e-3, "schedule": "plateau", "seed": 4}""";

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("tdn4j-test", ".json");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    /** What {@code train --config} makes of a file before it touches anything else. */
    private static String read(byte[] content) throws IOException {
        Files.write(file, content);
        try {
            ConfigFile.Parts parts = ConfigFile.parts(ConfigFile.read(file), file.toString());
            RecordSettings.with(TdnConfig.physical(), parts.network(), file.toString());
            RecordSettings.with(TrainingOptions.standard(), parts.training(), file.toString());
            return "";
        } catch (RuntimeException | IOException e) {
            return Failure.of(e).line();
        }
    }

    @Example
    void aSoundFileIsRead() throws IOException {
        assertEquals("", read(SOUND.getBytes(StandardCharsets.UTF_8)));
    }

    /** Any change of bytes, any end, any text: settings, or one line that names the file. */
    @Property
    void damagedFilesAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(max = 5) int flips, @ForAll boolean cut)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] text = SOUND.getBytes(StandardCharsets.UTF_8);
        byte[] damaged = cut ? Arrays.copyOf(text, random.nextInt(text.length)) : text;
        for (int f = 0; f < flips && damaged.length > 0; f++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(random.nextBoolean() ? 256 : 128);
        }
        String line = read(damaged);
        assertTrue(line.isEmpty() || line.startsWith("tdn4j: " + file), line);
        assertTrue(line.lines().count() <= 1, line);
    }

    @Example
    void deepAndLongFilesCostLittle() throws IOException {
        String deep = "{\"lmax\": " + "[".repeat(100_000);
        assertTrue(read(deep.getBytes(StandardCharsets.UTF_8)).startsWith("tdn4j: " + file));
        String number = "{\"learningRate\": " + "9".repeat(5000) + "}";
        assertTrue(read(number.getBytes(StandardCharsets.UTF_8)).startsWith("tdn4j: " + file));
    }
}
