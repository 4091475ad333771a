package dev.tdn4j.tdn.md;

import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.Structure;
import java.util.SplittableRandom;

/** Velocities of thermal equilibrium. */
public final class MaxwellBoltzmann {

    private MaxwellBoltzmann() {}

    /**
     * Draws velocities at a temperature, the centre of mass at rest and, for molecules, without rotation. Fixed atoms rest;
     * where there are any, the motion of the others as a whole is left as drawn. The temperature is that of the distribution:
     * the one of a single drawing scatters about it.
     *
     * @param structure the atoms
     * @param temperature K, at least 0
     * @param seed of the drawing
     * @return x, y, z of each atom's velocity in turn, Å/fs
     * @throws IllegalArgumentException if the temperature is negative or not finite
     */
    public static double[] velocities(Structure structure, double temperature, long seed) {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be at least 0 K and finite, not " + temperature);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] velocities = new double[3 * structure.size()];
        for (int i = 0; i < structure.size(); i++) {
            double width = width(Elements.mass(structure.number(i)), temperature);
            for (int k = 0; k < 3; k++) {
                double drawn = width * random.nextGaussian();
                velocities[3 * i + k] = structure.isFixed(i) ? 0 : drawn;
            }
        }
        new RigidMotion(structure).removeFrom(velocities);
        return velocities;
    }

    /** The standard deviation √(kT/m) of a velocity component, Å/fs. */
    static double width(double mass, double temperature) {
        return Math.sqrt(Units.BOLTZMANN * temperature * Units.ACCELERATION / mass);
    }
}
