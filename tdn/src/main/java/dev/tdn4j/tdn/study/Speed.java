package dev.tdn4j.tdn.study;

import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.NeuralPotential;
import java.util.Arrays;
import java.util.List;

/** How fast a potential gives energies and forces. */
final class Speed {

    private static final int BATCH = 16;
    private static final long WARM_UP_NANOS = 1_000_000_000L;
    private static final long MEASUREMENT_NANOS = 300_000_000L;
    private static final int MEASUREMENTS = 5;

    private Speed() {}

    /** Structures a second: the median of five measurements. */
    static double of(NeuralPotential potential, List<AtomGraph> graphs) {
        List<AtomGraph> batch = graphs.subList(0, Math.min(BATCH, graphs.size()));
        rate(potential, batch, WARM_UP_NANOS);
        double[] rates = new double[MEASUREMENTS];
        for (int m = 0; m < MEASUREMENTS; m++) {
            rates[m] = rate(potential, batch, MEASUREMENT_NANOS);
        }
        Arrays.sort(rates);
        return rates[MEASUREMENTS / 2];
    }

    private static double rate(NeuralPotential potential, List<AtomGraph> batch, long nanos) {
        long begin = System.nanoTime();
        long done = 0;
        long passed;
        do {
            potential.evaluate(batch);
            done += batch.size();
            passed = System.nanoTime() - begin;
        } while (passed < nanos);
        return done / (passed * 1e-9);
    }
}
