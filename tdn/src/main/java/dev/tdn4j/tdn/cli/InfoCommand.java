package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.kernels.machine.Machine;
import dev.tdn4j.kernels.vector.Lanes;
import dev.tdn4j.tensor.work.WorkPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tdn4j info}: what runs here. */
@Command(name = "info", description = "Show the version, the executors and the machine as this program sees it.")
final class InfoCommand implements Callable<Integer> {

    @Mixin
    private ExecutorOption executor;

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
        results.put("executor", Executors.preferred().name());
        Map<String, String> executors = new TreeMap<>();
        Executors.available().forEach((name, found) -> executors.put(name, found.description()));
        results.put("executors", executors);
        results.put("missing", new TreeMap<>(Executors.missing()));
        results.put("vectorBits", executors.containsKey("vector") ? Lanes.WIDTH * Float.SIZE : 0);
        results.put("threads", WorkPool.defaultThreads());
        results.put("devices", devices());
        json.print(results, out -> results.forEach((key, value) -> printLines(out, key, value)));
        return 0;
    }

    /** The processor, on which every executor computes that has no devices of its own, and those devices. */
    private static List<Map<String, Object>> devices() {
        List<Map<String, Object>> devices = new ArrayList<>();
        devices.add(device("cpu", Machine.processorName(), Executors.available().values().stream()
                .filter(executor -> executor.devices().isEmpty())
                .map(Executor::name)
                .sorted()
                .toList()));
        for (Executor executor : Executors.available().values()) {
            executor.devices().forEach(name -> devices.add(device("accelerator", name, List.of(executor.name()))));
        }
        return devices;
    }

    private static Map<String, Object> device(String kind, String name, List<String> executors) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("kind", kind);
        device.put("name", name);
        device.put("executors", executors);
        return device;
    }

    private static void printLines(PrintWriter out, String key, Object value) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((name, text) -> out.printf("%-12s %s: %s%n", key, name, text));
            case List<?> list -> list.forEach(item -> out.printf("%-12s %s%n", key, ((Map<?, ?>) item).get("name")));
            default -> out.printf("%-12s %s%n", key, value);
        }
    }
}
