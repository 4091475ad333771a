package dev.tdn4j.tdn.study;

import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.NeuralPotential;
import java.util.Arrays;
import java.util.List;

/** How fast a potential gives energies and forces. */
final class Speed {

    private static final int BATCH = 16;
    private static final long MEASUREMENT_NANOS = 300_000_000L;
    private static final int MEASUREMENTS = 5;
    private static final int MOST_MEASUREMENTS = 40;

    /** A measurement that is faster by more than this shows that the compiler was not done. */
    private static final double FASTER = 1.02;

    private Speed() {}

    /** Structures a second: the median of five measurements of which none was faster than all before. */
    static double of(NeuralPotential potential, List<AtomGraph> graphs) {
        List<AtomGraph> batch = graphs.subList(0, Math.min(BATCH, graphs.size()));
        double[] last = new double[MEASUREMENTS];
        double best = 0;
        for (int m = 0, calm = 0; m < MOST_MEASUREMENTS && calm < MEASUREMENTS; m++) {
            double rate = rate(potential, batch);
            calm = rate > FASTER * best ? 0 : calm + 1;
            best = Math.max(best, rate);
            last[m % MEASUREMENTS] = rate;
        }
        Arrays.sort(last);
        return last[MEASUREMENTS / 2];
    }

    private static double rate(NeuralPotential potential, List<AtomGraph> batch) {
        long begin = System.nanoTime();
        long done = 0;
        long passed;
        do {
            potential.evaluate(batch);
            done += batch.size();
            passed = System.nanoTime() - begin;
        } while (passed < MEASUREMENT_NANOS);
        return done / (passed * 1e-9);
    }
}
