package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.model.ConfigJson;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.Preset;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j describe}: a network's shape, without training it. */
@Command(name = "describe", description = "Show a network's shape and where its parameters are, without training it.")
final class DescribeCommand implements Callable<Integer> {

    @Option(names = "--preset", paramLabel = "NAME", description = "The configuration to start from: ${COMPLETION-CANDIDATES}.")
    private Preset preset;

    @Option(names = "--lmax", paramLabel = "L", description = "Largest degree, in place of the preset's.")
    private Integer lmax;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings as JSON, in place of the preset's.")
    private Path config;

    @Option(names = "--model", paramLabel = "FILE", description = "A trained model, in place of a preset.")
    private Path model;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        Map<String, Object> results = model == null ? describePreset() : describeModel();
        json.print(results, out -> print(out, results));
        return 0;
    }

    private Map<String, Object> describeModel() throws IOException {
        if (preset != null || lmax != null || config != null) {
            throw new UserException("--model says all: leave out --preset, --lmax and --config");
        }
        Model read = ModelFile.read(model);
        Map<String, Object> results = describe(read.config(), read.network());
        results.put("factors", read.products().provenance());
        results.put("relativeError", read.products().relativeError());
        return results;
    }

    private Map<String, Object> describePreset() throws IOException {
        if (preset == null) {
            String presets = Arrays.stream(Preset.values()).map(UserValue::name).collect(Collectors.joining("|"));
            throw new UserException("describe needs --preset " + presets + " or --model FILE");
        }
        int degree = lmax == null ? preset.usualDegree() : UserValue.within("--lmax", lmax, 0, UserValue.LARGEST_NETWORK_DEGREE);
        Map<String, Object> settings = ConfigJson.toMap(UserValue.config(preset, degree));
        String where = "--preset " + UserValue.name(preset);
        if (config != null) {
            where = config.toString();
            settings.putAll(ConfigFile.parts(ConfigFile.read(config), where).network());
        }
        if (lmax != null) {
            settings.put("lmax", degree);
        }
        TdnConfig shape = ConfigJson.fromMap(settings, where);
        // Parameters do not depend on the factors, so none are computed here.
        return describe(shape, new TdnNetwork(shape, SharedProduct.exact(shape).coupling()));
    }

    /** The contract's keys first; the other settings follow under their own names. */
    private static Map<String, Object> describe(TdnConfig config, TdnNetwork network) {
        Map<String, Integer> byPart = new LinkedHashMap<>();
        network.parameters().values().forEach(parameter -> byPart.merge(
                parameter.name().substring(0, parameter.name().indexOf('.')),
                parameter.size(),
                Integer::sum));
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("parameters", byPart.values().stream().mapToLong(Integer::longValue).sum());
        results.putAll(ConfigJson.toMap(config));
        results.put("rank", SharedProduct.rank(config));
        results.put("parametersByPart", byPart);
        return results;
    }

    private static void print(PrintWriter out, Map<String, Object> results) {
        results.forEach((key, value) -> {
            if (value instanceof Map<?, ?> byPart) {
                out.println(key);
                byPart.forEach((part, count) -> out.printf("  %-16s %,12d%n", part, count));
            } else {
                out.printf("%-18s %12s%n", key, value instanceof Long count ? "%,d".formatted(count) : value);
            }
        });
    }
}
