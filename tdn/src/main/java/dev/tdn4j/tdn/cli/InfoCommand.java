package dev.tdn4j.tdn.cli;

import dev.tdn4j.tensor.work.WorkPool;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tdn4j info}: what runs here. */
@Command(name = "info", description = "Show the version and the machine as this program sees it.")
final class InfoCommand implements Callable<Integer> {

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("version", Version.number());
        results.put("jdk", Runtime.version().toString());
        results.put("jvm", System.getProperty("java.vm.name"));
        results.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        results.put("processors", runtime.availableProcessors());
        results.put("maxHeapMiB", runtime.maxMemory() >> 20);
        results.put("threads", WorkPool.defaultThreads());
        json.print(results, out -> results.forEach((key, value) -> out.printf("%-12s %s%n", key, value)));
        return 0;
    }
}
