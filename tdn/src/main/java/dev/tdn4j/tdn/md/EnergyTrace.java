package dev.tdn4j.tdn.md;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An observer that remembers every sample: for plots and for the {@link Drift}. */
public final class EnergyTrace implements Observer {

    private final List<Sample> samples = new ArrayList<>();
    private int atoms;

    /** An empty trace. */
    public EnergyTrace() {}

    @Override
    public void observe(MolecularDynamics dynamics) {
        atoms = dynamics.velocities().length / 3;
        samples.add(dynamics.sample());
    }

    /**
     * What was seen.
     *
     * @return the samples in order, unmodifiable
     */
    public List<Sample> samples() {
        return Collections.unmodifiableList(samples);
    }

    /**
     * How well the total energy was conserved.
     *
     * @return the drift over all samples
     * @throws IllegalStateException if there is none
     */
    public Drift drift() {
        if (samples.isEmpty()) {
            throw new IllegalStateException("a drift needs at least one sample");
        }
        return Drift.of(
                samples.stream().mapToDouble(Sample::time).toArray(),
                samples.stream().mapToDouble(Sample::total).toArray(),
                atoms);
    }
}
