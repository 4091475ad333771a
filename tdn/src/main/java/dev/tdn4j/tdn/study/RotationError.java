package dev.tdn4j.tdn.study;

import dev.tdn4j.cg.RandomRotation;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.md.Potential;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * What turning molecules at random changes in a potential that ought not to see it.
 *
 * @param force √(Σ‖F(Rx) − R F(x)‖² / Σ‖F(x)‖²), the relative RMS change of the forces beyond turning with the molecule
 * @param energy the root of the mean of (ΔE/N)², eV
 * @param largestEnergy the largest |ΔE|, eV
 */
public record RotationError(double force, double energy, double largestEnergy) {

    /**
     * Turns molecules.
     *
     * @param potential what is tested
     * @param molecules structures without a cell, taken in turn
     * @param rotations how many, at least 1
     * @param seed of the rotations
     * @param progress told the share that is done
     * @return the changes
     * @throws IllegalArgumentException if a structure is periodic, or there is none
     */
    public static RotationError of(
            Potential potential, List<Structure> molecules, int rotations, long seed, DoubleConsumer progress) {
        if (molecules.isEmpty() || molecules.stream().anyMatch(Structure::isPeriodic)) {
            throw new IllegalArgumentException("only molecules can be turned, at least one");
        }
        List<Evaluation> before = molecules.stream().limit(rotations).map(potential::evaluate).toList();
        SplittableRandom random = new SplittableRandom(seed);
        double change = 0;
        double forces = 0;
        double energies = 0;
        double largest = 0;
        for (int t = 0; t < rotations; t++) {
            Structure molecule = molecules.get(t % molecules.size());
            Evaluation first = before.get(t % molecules.size());
            double[] rotation = RandomRotation.next(random);
            Evaluation after = potential.evaluate(molecule.withPositions(turned(rotation, molecule.positions())));
            double[] expected = turned(rotation, first.forces());
            for (int c = 0; c < expected.length; c++) {
                double difference = after.forces()[c] - expected[c];
                change += difference * difference;
                forces += expected[c] * expected[c];
            }
            double energy = after.energy() - first.energy();
            energies += energy / molecule.size() * energy / molecule.size();
            largest = Math.max(largest, Math.abs(energy));
            progress.accept((t + 1.0) / rotations);
        }
        return new RotationError(Math.sqrt(change / forces), Math.sqrt(energies / rotations), largest);
    }

    private static double[] turned(double[] rotation, double[] vectors) {
        double[] out = new double[vectors.length];
        for (int at = 0; at < out.length; at++) {
            for (int t = 0; t < 3; t++) {
                out[at] += rotation[3 * (at % 3) + t] * vectors[at / 3 * 3 + t];
            }
        }
        return out;
    }
}
