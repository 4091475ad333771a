package dev.tdn4j.kernels.scalar;

import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Operation;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.graph.Type;
import dev.tdn4j.tensor.graph.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** One array of doubles a value, computed in the order of the program. */
final class ScalarPlan implements Plan {

    private final Program program;
    private final Map<String, Value> sources = new HashMap<>();
    private final Map<Value, double[]> data = new IdentityHashMap<>();
    private Binding binding;

    ScalarPlan(Program program) {
        this.program = program;
        for (Value value : program.values()) {
            switch (value.operation()) {
                case Operation.Input(String name) -> sources.put(name, value);
                case Operation.Parameter(String name) -> sources.put(name, value);
                default -> {}
            }
        }
    }

    @Override
    public void bind(Binding batch) {
        binding = batch;
        data.entrySet().removeIf(entry -> !keepsItsSize(entry.getKey(), entry.getValue()));
    }

    /** Whether data that was set still fits whatever the batch. */
    private boolean keepsItsSize(Value value, double[] entries) {
        boolean steady = value.type().space() == Space.ONE || value.type().space() == Space.ELEMENTS;
        return sources.containsValue(value) && steady && entries.length == size(value.type());
    }

    private void requireBound() {
        if (binding == null) {
            throw new IllegalStateException("bind the plan to a batch first");
        }
    }

    private int size(Type type) {
        requireBound();
        return binding.size(type.space()) * type.itemSize();
    }

    @Override
    public void set(String name, double[] entries) {
        Value value = sources.get(name);
        if (value == null) {
            return;
        }
        if (entries.length != size(value.type())) {
            throw new IllegalArgumentException(
                    name + " has " + size(value.type()) + " entries in this batch, not " + entries.length);
        }
        data.put(value, entries.clone());
    }

    @Override
    public void set(String name, float[] entries) {
        set(name, IntStream.range(0, entries.length).mapToDouble(i -> entries[i]).toArray());
    }

    @Override
    public void run() {
        requireBound();
        for (Value value : program.values()) {
            switch (value.operation()) {
                case Operation.Input(String name) -> requireSet(value, name);
                case Operation.Parameter(String name) -> requireSet(value, name);
                default -> data.put(value, compute(value));
            }
        }
    }

    private void requireSet(Value value, String name) {
        if (!data.containsKey(value)) {
            throw new IllegalStateException("input " + name + " was not set");
        }
    }

    private double[] compute(Value value) {
        double[] out = new double[size(value.type())];
        double[][] in = new double[value.arguments().size()][];
        for (int i = 0; i < in.length; i++) {
            in[i] = data.get(value.argument(i));
        }
        ScalarOperations.compute(value, binding, in, out);
        return out;
    }

    @Override
    public void get(String name, double[] into) {
        double[] from = output(name);
        if (into.length != from.length) {
            throw new IllegalArgumentException("output " + name + " has " + from.length + " entries, not " + into.length);
        }
        System.arraycopy(from, 0, into, 0, from.length);
    }

    @Override
    public void get(String name, float[] into) {
        double[] wide = new double[into.length];
        get(name, wide);
        for (int i = 0; i < into.length; i++) {
            into[i] = (float) wide[i];
        }
    }

    private double[] output(String name) {
        Value value = program.outputs().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the program has no output " + name + ", but " + program.outputs().keySet());
        }
        double[] entries = data.get(value);
        if (entries == null) {
            throw new IllegalStateException("run the plan before reading " + name);
        }
        return entries;
    }

    @Override
    public void close() {
        data.clear();
    }
}
