package dev.tdn4j.tdn.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Reference values computed elsewhere, as JSON; a test that asks for a file that is not there is skipped. */
final class Reference {

    private Reference() {}

    static Map<String, Object> read(String name) throws IOException {
        Path file = Path.of(System.getProperty("tdn4j.shared", ""), "reference", name);
        assumeTrue(Files.exists(file), "no reference data " + name + ": set -Dtdn4j.shared to the folder that holds reference/");
        return JSON.std.mapFrom(file.toFile());
    }

    /** The numbers of a list of lists of any depth, in order. */
    static double[] numbers(Object list) {
        return ((List<?>) list).stream()
                .flatMapToDouble(v -> v instanceof Number n
                        ? DoubleStream.of(n.doubleValue())
                        : Arrays.stream(numbers(v)))
                .toArray();
    }

    /** Numbers as the command line takes them, without loss. */
    static String commas(Object list) {
        return Arrays.stream(numbers(list)).mapToObj(Double::toString).collect(Collectors.joining(","));
    }
}
