package dev.tdn4j.kernels.machine;

import dev.tdn4j.kernels.vector.Lanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where something was measured.
 *
 * @param processor the processor's model, or its architecture where the system does not tell
 * @param cores the processors this program may use
 * @param system the operating system and its architecture
 * @param jdk the version of the JDK
 * @param vectorBits the width of the library's vectors
 */
public record Machine(String processor, int cores, String system, String jdk, int vectorBits) {

    /**
     * The machine this program runs on.
     *
     * @return its description
     */
    public static Machine here() {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"), Runtime.version().toString(),
                Lanes.WIDTH * Float.SIZE);
    }

    /**
     * The model of the processor, which Linux tells; elsewhere the architecture must do.
     *
     * @return one line
     */
    public static String processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /**
     * The same by name, as JSON objects hold it.
     *
     * @return the components in order
     */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("processor", processor);
        values.put("cores", cores);
        values.put("system", system);
        values.put("jdk", jdk);
        values.put("vectorBits", vectorBits);
        return values;
    }

    @Override
    public String toString() {
        return "%s, %d cores, %s, JDK %s, vectors of %d bits".formatted(processor, cores, system, jdk, vectorBits);
    }
}
