package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.Program;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/** Computes on a device until it fails, and on the processor from then on; the change is logged as a warning. */
final class FallbackPlan implements Plan {

    private static final Logger LOGGER = System.getLogger(FallbackPlan.class.getName());
    private static final String OTHER = "vector";

    private final Program program;
    private final Map<String, double[]> set = new LinkedHashMap<>();
    private Plan plan;
    private Binding binding;
    private boolean fallen;

    FallbackPlan(Plan plan, Program program) {
        this.plan = plan;
        this.program = program;
    }

    @Override
    public void bind(Binding batch) {
        binding = batch;
        try {
            plan.bind(batch);
        } catch (DeviceException e) {
            fall(e);
        }
    }

    @Override
    public void set(String name, double[] entries) {
        plan.set(name, entries);
        if (!fallen) {
            set.put(name, entries.clone());
        }
    }

    @Override
    public void set(String name, float[] entries) {
        plan.set(name, entries);
        if (!fallen) {
            double[] copy = new double[entries.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = entries[i];
            }
            set.put(name, copy);
        }
    }

    @Override
    public void run() {
        try {
            plan.run();
        } catch (DeviceException e) {
            fall(e);
            plan.run();
        }
    }

    private void fall(DeviceException failure) {
        if (fallen) {
            throw failure;
        }
        LOGGER.log(Level.WARNING, "the executor {0} goes on instead of tornado: {1}", OTHER, failure.getMessage());
        plan.close();
        fallen = true;
        plan = Executors.named(OTHER).compile(program);
        plan.bind(binding);
        set.forEach((name, entries) -> {
            try {
                plan.set(name, entries);
            } catch (IllegalArgumentException e) {
                // Of an earlier batch of another size; it must be set again in any case.
                LOGGER.log(Level.DEBUG, "not set again: {0}", e.getMessage());
            }
        });
        set.clear();
    }

    @Override
    public void get(String name, double[] into) {
        plan.get(name, into);
    }

    @Override
    public void get(String name, float[] into) {
        plan.get(name, into);
    }

    @Override
    public void close() {
        plan.close();
    }
}
