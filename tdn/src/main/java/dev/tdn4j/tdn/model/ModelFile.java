package dev.tdn4j.tdn.model;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A model as one safetensors file: parameters and factors as tensors; configuration, elements with their reference
 * energies, units and the factors' provenance as JSON among the metadata.
 */
public final class ModelFile {

    /** What the metadata's {@code format} says. */
    public static final String FORMAT = "tdn4j-model";

    /** The version of the file's layout that this program reads and writes. */
    public static final String VERSION = "1";

    private static final String PARAMETER = "parameter.";
    private static final String[] FACTOR = {"factors.a", "factors.b", "factors.c"};

    private ModelFile() {}

    /**
     * Writes a model, whole or not at all.
     *
     * @param file where
     * @param model the model
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Model model) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model.network().parameters().forEach((name, spec) -> {
            float[] data = model.parameters().byName().get(name);
            int items = data.length / spec.type().itemSize();
            tensors.put(
                    PARAMETER + name, Tensor.ofFloats(data.clone(), items, spec.type().rows(), spec.type().channels()));
        });
        model.products().factors().ifPresent(factors -> {
            for (int axis = 0; axis < 3; axis++) {
                tensors.put(FACTOR[axis], Tensor.ofDoubles(factors.matrix(axis), factors.size(axis), factors.rank()));
            }
        });
        new Safetensors(metadata(model), tensors).write(file);
    }

    private static Map<String, String> metadata(Model model) throws IOException {
        Map<String, Double> references = new LinkedHashMap<>();
        model.references().byElement().forEach((number, energy) -> references.put(Elements.symbol(number), energy));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("version", VERSION);
        metadata.put("config", JSON.std.asString(ConfigJson.toMap(model.config())));
        metadata.put("reference_energies", JSON.std.asString(references));
        metadata.put("units", "{\"length\":\"angstrom\",\"energy\":\"eV\",\"force\":\"eV/angstrom\"}");
        metadata.put("factors", model.products().provenance());
        return metadata;
    }

    /**
     * Reads a model.
     *
     * @param file where from
     * @return the model
     * @throws IOException if it cannot be read or is no safetensors file
     * @throws DataException if it is no model of this version, or parts are missing
     */
    public static Model read(Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        Map<String, String> metadata = stored.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new DataException(file + " is not a tdn4j model: its metadata names no format " + FORMAT);
        }
        if (!VERSION.equals(metadata.get("version"))) {
            throw new DataException(file + " is a model of version " + metadata.get("version") + ", but this program reads version "
                    + VERSION + ": train it again, or use the release that wrote it");
        }
        TdnConfig config = ConfigJson.fromMap(object(file, metadata, "config"), file + ", config");
        SharedProduct products = products(file, stored, config);
        TdnNetwork network = new TdnNetwork(config, products.coupling());
        Parameters parameters = Parameters.zeros(network.parameters().values());
        for (Map.Entry<String, float[]> entry : parameters.byName().entrySet()) {
            Tensor tensor = tensor(file, stored, PARAMETER + entry.getKey(), entry.getValue().length);
            System.arraycopy(tensor.floats(), 0, entry.getValue(), 0, entry.getValue().length);
            requireFinite(file, PARAMETER + entry.getKey(), IntStream.range(0, tensor.size()).mapToDouble(i -> entry.getValue()[i]));
        }
        return new Model(config, products, parameters, references(file, metadata));
    }

    private static SharedProduct products(Path file, Safetensors stored, TdnConfig config) {
        Tensor first = stored.tensors().get(FACTOR[0]);
        if (first == null && SharedProduct.rank(config) == 0) {
            return SharedProduct.exact(config);
        }
        int n = Degrees.components(config.lmax());
        // The file's own rank counts: a later release may know exact factors of a smaller one.
        int rank = first == null || config.rank() > 0 ? SharedProduct.rank(config) : Math.max(1, first.size() / n);
        int size = rank * n;
        double[][] factors = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            factors[axis] = tensor(file, stored, FACTOR[axis], size).doubles();
            requireFinite(file, FACTOR[axis], Arrays.stream(factors[axis]));
        }
        return SharedProduct.of(
                config, new Factors(rank, factors[0], factors[1], factors[2]), stored.metadata().getOrDefault("factors", "unknown"));
    }

    private static Tensor tensor(Path file, Safetensors stored, String name, int size) {
        Tensor tensor = stored.tensors().get(name);
        if (tensor == null) {
            throw new DataException(file + " lacks the tensor " + name + ", which its configuration calls for");
        }
        if (tensor.size() != size || !tensor.dtype().isFloating()) {
            throw new DataException(file + ": tensor " + name + " is " + tensor.dtype() + Arrays.toString(tensor.shape())
                    + ", but its configuration calls for " + size + " floating-point entries");
        }
        return tensor;
    }

    private static void requireFinite(Path file, String name, DoubleStream values) {
        values.filter(x -> !Double.isFinite(x)).findFirst().ifPresent(x -> {
            throw new DataException(file + ": the tensor " + name + " holds " + x);
        });
    }

    private static ReferenceEnergies references(Path file, Map<String, String> metadata) {
        SortedMap<Integer, Double> energies = new TreeMap<>();
        object(file, metadata, "reference_energies").forEach((symbol, energy) -> {
            if (!(energy instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                throw new DataException(file + ": the reference energy of " + symbol + " is " + energy);
            }
            int element = Elements.number(symbol)
                    .orElseThrow(() -> new DataException(file + ": " + symbol + " is no element"));
            energies.put(element, number.doubleValue());
        });
        return new ReferenceEnergies(energies);
    }

    private static Map<String, Object> object(Path file, Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new DataException(file + " lacks the metadata " + key);
        }
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException e) {
            throw new DataException(file + ": the metadata " + key + " is not JSON: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }
}
