package dev.tdn4j.tdn.model;

import dev.tdn4j.kernels.Plan;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The values of a network's trainable parameters, or something of the same shape: a gradient, a moment, an average. */
public final class Parameters {

    private final Map<String, float[]> byName;

    private Parameters(Map<String, float[]> byName) {
        this.byName = byName;
    }

    /**
     * Freshly drawn values. Each parameter has a random stream of its own, made from the seed and its name, so that adding
     * one changes no other.
     *
     * @param specs the parameters
     * @param seed the seed
     * @return the values
     */
    public static Parameters initial(Collection<ParameterSpec> specs, long seed) {
        Parameters drawn = zeros(specs);
        for (ParameterSpec spec : specs) {
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + spec.name().hashCode());
            float[] data = drawn.byName.get(spec.name());
            for (int i = 0; i < data.length; i++) {
                data[i] = (float) spec.initial().draw(random, i, data.length);
            }
        }
        return drawn;
    }

    /**
     * Zeros.
     *
     * @param specs the parameters
     * @return the values
     */
    public static Parameters zeros(Collection<ParameterSpec> specs) {
        Map<String, float[]> zeros = new LinkedHashMap<>();
        specs.forEach(spec -> zeros.put(spec.name(), new float[spec.size()]));
        return new Parameters(zeros);
    }

    /**
     * A copy.
     *
     * @return the same values in arrays of their own
     */
    public Parameters copy() {
        Map<String, float[]> copy = new LinkedHashMap<>();
        byName.forEach((name, data) -> copy.put(name, data.clone()));
        return new Parameters(copy);
    }

    /**
     * The values, to be read and changed.
     *
     * @return by name, in the order of declaration
     */
    public Map<String, float[]> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /**
     * The number of trainable numbers.
     *
     * @return the sum of all sizes
     */
    public long count() {
        return byName.values().stream().mapToLong(data -> data.length).sum();
    }

    /**
     * Sets them in a plan, which must be bound.
     *
     * @param plan the plan
     */
    public void setIn(Plan plan) {
        byName.forEach(plan::set);
    }

    /**
     * Reads outputs of the same names.
     *
     * @param plan a plan that has run
     */
    public void getFrom(Plan plan) {
        byName.forEach(plan::get);
    }
}
