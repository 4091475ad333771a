package dev.tdn4j.tdn.train;

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

    private static final String FORMAT = "tdn4j-checkpoint-1";

    private Checkpoint() {}

    static void write(Path file, TrainingState state, Parameters best) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        groups(state, best).forEach((group, parameters) -> parameters
                .byName()
                .forEach((name, data) -> tensors.put(group + "." + name, Tensor.ofFloats(data.clone(), data.length))));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("step", Long.toString(state.step));
        metadata.put("epoch", Integer.toString(state.epoch));
        metadata.put("seconds", Double.toString(state.seconds));
        metadata.put("best_score", Double.toString(state.bestScore));
        new Safetensors(metadata, tensors).write(file);
    }

    static void read(Path file, TrainingState state, Parameters best) throws IOException {
        Safetensors stored = Safetensors.read(file);
        if (!FORMAT.equals(stored.metadata().get("format"))) {
            throw new DataException(file + " is no checkpoint of this version: its format is "
                    + stored.metadata().get("format") + ", not " + FORMAT);
        }
        for (Map.Entry<String, Parameters> group : groups(state, best).entrySet()) {
            for (Map.Entry<String, float[]> entry : group.getValue().byName().entrySet()) {
                copy(file, stored.tensors().get(group.getKey() + "." + entry.getKey()), group.getKey() + "." + entry.getKey(), entry.getValue());
            }
        }
        state.step = Long.parseLong(stored.metadata().get("step"));
        state.epoch = Integer.parseInt(stored.metadata().get("epoch"));
        state.seconds = Double.parseDouble(stored.metadata().get("seconds"));
        state.bestScore = Double.parseDouble(stored.metadata().get("best_score"));
    }

    private static void copy(Path file, Tensor tensor, String name, float[] into) {
        if (tensor == null || tensor.size() != into.length) {
            throw new DataException(file + " does not fit this model: " + name + " has "
                    + (tensor == null ? "no values" : Arrays.toString(tensor.shape())) + ", not " + into.length);
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
