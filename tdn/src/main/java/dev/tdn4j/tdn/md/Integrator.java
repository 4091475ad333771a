package dev.tdn4j.tdn.md;

/** How a time step is made. */
public sealed interface Integrator {

    /**
     * The time step.
     *
     * @return fs, positive
     */
    double timestep();

    /**
     * Velocity Verlet: constant number, volume and energy. Symplectic and reversible, of second order.
     *
     * @param timestep fs, positive
     */
    record VelocityVerlet(double timestep) implements Integrator {
        /**
         * Checks the time step.
         *
         * @param timestep fs, positive
         * @throws IllegalArgumentException if it is not positive and finite
         */
        public VelocityVerlet {
            positive("time step", timestep, "fs");
        }
    }

    /**
     * Langevin dynamics at constant temperature in the splitting BAOAB: half a kick, half a drift, friction and noise for
     * the whole step, half a drift, half a kick (Leimkuhler and Matthews, Appl. Math. Res. Express 2013, 34–56). It samples
     * positions of a harmonic oscillator without error whatever the time step.
     *
     * @param timestep fs, positive
     * @param temperature K, at least 0
     * @param friction 1/fs, positive; 0.01 is customary
     * @param seed of the noise
     */
    record Langevin(double timestep, double temperature, double friction, long seed) implements Integrator {
        /**
         * Checks the parameters.
         *
         * @param timestep fs, positive
         * @param temperature K, at least 0
         * @param friction 1/fs, positive
         * @param seed of the noise
         * @throws IllegalArgumentException if one is out of range
         */
        public Langevin {
            positive("time step", timestep, "fs");
            positive("friction", friction, "1/fs");
            if (!(temperature >= 0) || Double.isInfinite(temperature)) {
                throw new IllegalArgumentException("the temperature must be at least 0 K and finite, not " + temperature);
            }
        }
    }

    private static void positive(String what, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the " + what + " must be positive and finite, not " + value + " " + unit);
        }
    }
}
