package dev.tdn4j.tdn.md;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.Cell;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.Structure;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaxwellBoltzmannProperties {

    @Property(tries = 300)
    void moleculesNeitherDriftNorRotate(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int atoms) {
        SplittableRandom random = new SplittableRandom(seed);
        Structure molecule = Structure.of(
                random.ints(atoms, 1, Elements.COUNT + 1).toArray(), random.doubles(3L * atoms, -5, 5).toArray());
        double[] v = MaxwellBoltzmann.velocities(molecule, 300, seed);
        // Velocities stay below 0.2 Å/fs, masses below 300, distances below 10: sums of such numbers, rounded at 1e-16. A
        // nearly linear molecule amplifies it by the ratio of its moments, rarely above 1e3.
        double tolerance = 1e-16 * atoms * 0.2 * 300 * 10 * 1e3;
        assertArrayEquals(new double[3], MolecularDynamicsTest.momentum(molecule, v), tolerance);
        assertArrayEquals(new double[3], MolecularDynamicsTest.angularMomentum(molecule, v), 10 * tolerance);
    }

    /**
     * Removing the motion as a whole is a projection in the metric of the masses, so the mean kinetic energy of many drawings
     * is ½kT for each degree of freedom left, and scatters relatively by √(2/(f·drawings)).
     */
    @Test
    void meanTemperatureIsTheOneAskedFor() {
        Structure bent = MorseCluster.cluster(6, 8, 7, 6, 9, 14);
        Structure linear = Structure.of(new int[] {8, 6, 8}, new double[] {-1, -1, 0.5, 0, 0, 0, 1, 1, -0.5});
        Structure crystal = bent.withCell(Cell.periodic(9, 0, 0, 0, 9, 0, 0, 0, 9));
        Structure held = bent.withFixed(new boolean[] {true, false, false, false, false, false});
        assertMeanTemperature(bent, 12);
        assertMeanTemperature(linear, 4);
        assertMeanTemperature(crystal, 15);
        assertMeanTemperature(held, 15);
    }

    private static void assertMeanTemperature(Structure structure, int degreesOfFreedom) {
        int drawings = 4000;
        double mean = 0;
        Potential nothing = s -> new Evaluation(0, new double[3 * s.size()]);
        for (int d = 0; d < drawings; d++) {
            double[] v = MaxwellBoltzmann.velocities(structure, 250, d);
            MolecularDynamics dynamics = new MolecularDynamics(structure, v, nothing, new Integrator.VelocityVerlet(1));
            assertEquals(degreesOfFreedom, dynamics.degreesOfFreedom());
            mean += dynamics.sample().temperature() / drawings;
        }
        assertEquals(250, mean, 4 * 250 * Math.sqrt(2.0 / (degreesOfFreedom * (double) drawings)));
    }

    @Test
    void edgeCases() {
        Structure atom = Structure.of(new int[] {18}, new double[3]);
        assertArrayEquals(new double[3], MaxwellBoltzmann.velocities(atom, 300, 1), 1e-18);
        Structure pair = Structure.of(new int[] {1, 1}, new double[] {0, 0, 0, 1, 0, 0});
        assertArrayEquals(new double[6], MaxwellBoltzmann.velocities(pair, 0, 1), 1e-300); // zeros of either sign
        assertThrows(IllegalArgumentException.class, () -> MaxwellBoltzmann.velocities(atom, -1, 1));
        assertTrue(MaxwellBoltzmann.velocities(MorseCluster.cluster(1, 1, 1), 300, 1)[0] != 0);
    }
}
