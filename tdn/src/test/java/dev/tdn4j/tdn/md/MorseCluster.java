package dev.tdn4j.tdn.md;

import dev.tdn4j.tdn.data.Structure;

/** Every pair of atoms bound by D (1 − exp(−a (r − r0)))² − D: smooth, bounded, and without a cutoff. */
record MorseCluster(double depth, double steepness, double length) implements Potential {

    @Override
    public Evaluation evaluate(Structure structure) {
        double[] x = structure.positions();
        double[] forces = new double[x.length];
        double energy = 0;
        for (int i = 0; i < structure.size(); i++) {
            for (int j = 0; j < i; j++) {
                double[] d = {x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1], x[3 * i + 2] - x[3 * j + 2]};
                double r = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
                double tail = Math.exp(-steepness * (r - length));
                energy += depth * (1 - tail) * (1 - tail) - depth;
                double slope = 2 * depth * steepness * (1 - tail) * tail;
                for (int k = 0; k < 3; k++) {
                    forces[3 * i + k] -= slope * d[k] / r;
                    forces[3 * j + k] += slope * d[k] / r;
                }
            }
        }
        return new Evaluation(energy, forces);
    }

    /** Atoms of several elements near a cluster's minimum. */
    static Structure cluster(int... numbers) {
        double[] sites = {0, 0, 0, 2.2, 0, 0, 1.1, 1.9, 0, 1.1, 0.7, 1.8, 1.1, 0.7, -1.8, 3.2, 1.8, 0.4};
        return Structure.of(numbers, java.util.Arrays.copyOf(sites, 3 * numbers.length));
    }
}
