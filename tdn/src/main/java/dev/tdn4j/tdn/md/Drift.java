package dev.tdn4j.tdn.md;

/**
 * How well dynamics conserved the total energy.
 *
 * @param perAtomPerPs |slope| of the least-squares line through the total energy, over the number of atoms, meV/atom/ps
 * @param largestExcursion the largest |E(t) − E(0)| over the number of atoms, meV/atom
 */
public record Drift(double perAtomPerPs, double largestExcursion) {

    /**
     * Measures a series.
     *
     * @param times fs, of equal number with the energies; at least one
     * @param totals total energies, eV
     * @param atoms the number of atoms
     * @return the drift; its slope is 0 where all times are one
     */
    public static Drift of(double[] times, double[] totals, int atoms) {
        if (times.length != totals.length || times.length == 0 || atoms < 1) {
            throw new IllegalArgumentException(times.length + " times, " + totals.length + " energies, " + atoms + " atoms");
        }
        double meanTime = 0;
        double meanEnergy = 0; // of E − E(0): totals are large, their changes small
        double excursion = 0;
        for (int s = 0; s < times.length; s++) {
            double energy = totals[s] - totals[0];
            meanTime += times[s] / times.length;
            meanEnergy += energy / times.length;
            excursion = Math.max(excursion, Math.abs(energy));
        }
        double covariance = 0;
        double variance = 0;
        for (int s = 0; s < times.length; s++) {
            covariance += (times[s] - meanTime) * (totals[s] - totals[0] - meanEnergy);
            variance += (times[s] - meanTime) * (times[s] - meanTime);
        }
        double slope = variance == 0 ? 0 : covariance / variance; // eV/fs, and 1 eV/fs = 1e6 meV/ps
        return new Drift(Math.abs(slope) * 1e6 / atoms, excursion * 1e3 / atoms);
    }
}
