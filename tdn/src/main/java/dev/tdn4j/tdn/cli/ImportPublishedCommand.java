package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.PublishedWeights;
import dev.tdn4j.tensor.io.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j import-published}: a model from weights of the published network. */
@Command(
        name = "import-published",
        description = "Make a model from weights of the published network, saved as safetensors under its own names together"
                + " with its CP factors (factors.a, factors.b, factors.c).")
final class ImportPublishedCommand implements Callable<Integer> {

    private static final String USUAL_CUTOFF = "4.5";
    private static final double LARGEST_CUTOFF = 100;

    @Mixin
    private JsonOption json;

    @Option(names = "--weights", required = true, paramLabel = "F", description = "The weights, safetensors.")
    private Path weights;

    @Option(names = "--lmax", required = true, paramLabel = "L", description = "The largest degree that they are of.")
    private int lmax;

    @Option(names = "--cutoff", paramLabel = "A", defaultValue = USUAL_CUTOFF, description = "The cutoff radius, Å. Default: 4.5.")
    private double cutoff;

    @Option(names = "--model", required = true, paramLabel = "OUT", description = "Where to write the model.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        UserValue.within("--lmax", lmax, 1, UserValue.LARGEST_NETWORK_DEGREE);
        if (!(cutoff > 0 && cutoff < LARGEST_CUTOFF)) {
            throw new UserException("--cutoff must be above 0 and below 100 Å, but is " + cutoff);
        }
        TrainCommand.requireWritable(out);
        Model model = PublishedWeights.model(Safetensors.read(weights), lmax, cutoff, weights.toString());
        ModelFile.write(out, model);
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("model", out.toString());
        results.put("parameters", model.parameters().count());
        results.put("lmax", lmax);
        results.put("channels", model.config().channels());
        results.put("layers", model.config().layers());
        results.put("rank", model.config().rank());
        results.put("relativeError", model.products().relativeError());
        json.print(results, text -> results.forEach((key, value) -> text.printf("%-16s %s%n", key, value)));
        return 0;
    }
}
