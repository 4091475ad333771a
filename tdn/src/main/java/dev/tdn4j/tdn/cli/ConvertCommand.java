package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.ExtendedXyz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j convert}: a data set of any format as extended XYZ. */
@Command(
        name = "convert",
        description = "Write a data set as extended XYZ, in eV and Å.%n"
                + "Training reads single structures from plain extended XYZ fastest.")
final class ConvertCommand implements Callable<Integer> {

    @Mixin
    private JsonOption json;

    @Mixin
    private DataSetOptions format;

    @Option(names = "--data", required = true, paramLabel = "F", description = "What to convert: " + DataSetOptions.KINDS)
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where to write it (.gz, .xz).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        TrainCommand.requireWritable(out);
        Map<String, Object> results = new LinkedHashMap<>();
        try (DataSet structures = format.open(data);
                Progress bar = new Progress("convert")) {
            int[] done = new int[1];
            ExtendedXyz.write(out, structures.stream()
                    .peek(structure -> bar.at((double) ++done[0] / structures.size()))::iterator);
            results.put("structures", structures.size());
            results.put("data", structures.description());
        }
        results.put("out", out.toString());
        json.print(results, text -> text.printf("%s%nwritten to %s%n", results.get("data"), out));
        return 0;
    }
}
