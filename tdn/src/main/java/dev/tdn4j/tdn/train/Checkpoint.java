package dev.tdn4j.tdn.train;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The state of training as a safetensors file, written whole or not at all. */
final class Checkpoint {

    private static final String FORMAT = "tdn4j-checkpoint-2";

    private Checkpoint() {}

    /**
     * Writes a checkpoint.
     *
     * @param settings what training depends on, names and values: a checkpoint of others is refused
     */
    static void write(Path file, Map<String, Object> settings, TrainingState state, Parameters best) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        groups(state, best).forEach((group, parameters) -> parameters
                .byName()
                .forEach((name, data) -> tensors.put(group + "." + name, Tensor.ofFloats(data.clone(), data.length))));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("settings", JSON.std.asString(settings));
        metadata.put("step", Long.toString(state.step));
        metadata.put("epoch", Integer.toString(state.epoch));
        metadata.put("seconds", Double.toString(state.seconds));
        metadata.put("best_score", Double.toString(state.bestScore));
        metadata.put("stale_epochs", Integer.toString(state.staleEpochs));
        metadata.put("plateau_epochs", Integer.toString(state.plateauEpochs));
        metadata.put("plateau_share", Double.toString(state.plateauShare));
        new Safetensors(metadata, tensors).write(file);
    }

    /**
     * Reads a checkpoint into a state.
     *
     * @throws DataException if it is no checkpoint of this version or of other settings, or a part of it is missing
     */
    static void read(Path file, Map<String, Object> settings, TrainingState state, Parameters best) throws IOException {
        Safetensors stored = Safetensors.read(file);
        if (!FORMAT.equals(stored.metadata().get("format"))) {
            throw new DataException(file + " is no checkpoint of this version: its format is "
                    + stored.metadata().get("format") + ", not " + FORMAT);
        }
        requireSame(file, settings(file, text(file, stored, "settings")), settings);
        for (Map.Entry<String, Parameters> group : groups(state, best).entrySet()) {
            for (Map.Entry<String, float[]> entry : group.getValue().byName().entrySet()) {
                String name = group.getKey() + "." + entry.getKey();
                copy(file, stored.tensors().get(name), name, entry.getValue());
            }
        }
        try {
            state.step = Long.parseLong(text(file, stored, "step"));
            state.epoch = Integer.parseInt(text(file, stored, "epoch"));
            state.seconds = Double.parseDouble(text(file, stored, "seconds"));
            state.bestScore = Double.parseDouble(text(file, stored, "best_score"));
            state.staleEpochs = Integer.parseInt(text(file, stored, "stale_epochs"));
            state.plateauEpochs = Integer.parseInt(text(file, stored, "plateau_epochs"));
            state.plateauShare = Double.parseDouble(text(file, stored, "plateau_share"));
        } catch (NumberFormatException e) {
            throw new DataException(file + " is damaged: " + e.getMessage() + " stands where a number should", e);
        }
    }

    private static String text(Path file, Safetensors stored, String key) {
        String text = stored.metadata().get(key);
        if (text == null) {
            throw new DataException(file + " is damaged: it lacks the metadata " + key);
        }
        return text;
    }

    private static Map<String, Object> settings(Path file, String text) throws IOException {
        Map<String, Object> settings;
        try {
            settings = JSON.std.mapFrom(text);
        } catch (JacksonException e) {
            throw new DataException(file + " is damaged: its settings are no JSON object: " + e.getOriginalMessage(), e);
        }
        if (settings == null) {
            throw new DataException(file + " is damaged: its settings are no JSON object");
        }
        return settings;
    }

    /** As text, because JSON does not tell kinds of numbers apart. */
    private static void requireSame(Path file, Map<String, Object> stored, Map<String, Object> settings) {
        settings.forEach((key, value) -> {
            String there = String.valueOf(stored.get(key));
            if (!there.equals(String.valueOf(value))) {
                throw new DataException(file + " belongs to another training: " + key + " is " + there + " there, but " + value
                        + " here; resume with the same data and options, or start anew without --resume");
            }
        });
    }

    private static void copy(Path file, Tensor tensor, String name, float[] into) {
        if (tensor == null || tensor.size() != into.length || !tensor.dtype().isFloating()) {
            throw new DataException(file + " does not fit this model: " + name + " has "
                    + (tensor == null ? "no values" : tensor.dtype() + Arrays.toString(tensor.shape()))
                    + ", not " + into.length + " floating-point entries");
        }
        System.arraycopy(tensor.floats(), 0, into, 0, into.length);
    }

    private static Map<String, Parameters> groups(TrainingState state, Parameters best) {
        Map<String, Parameters> groups = new LinkedHashMap<>();
        groups.put("parameters", state.parameters);
        groups.put("average", state.average);
        groups.put("best", best);
        groups.put("adam_mean", state.optimiser.mean());
        groups.put("adam_square", state.optimiser.square());
        return groups;
    }
}
