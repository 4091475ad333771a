package dev.tdn4j.tdn.md;

/**
 * The state of dynamics in numbers.
 *
 * @param step how many steps were made
 * @param time fs since the start
 * @param potential the potential energy, eV
 * @param kinetic the kinetic energy, eV
 * @param temperature twice the kinetic energy over Boltzmann's constant and the degrees of freedom, K; see
 *     {@link MolecularDynamics#degreesOfFreedom}
 */
public record Sample(long step, double time, double potential, double kinetic, double temperature) {

    /**
     * The total energy.
     *
     * @return potential + kinetic, eV
     */
    public double total() {
        return potential + kinetic;
    }
}
