package dev.tdn4j.tdn.model;

/**
 * The form of the loss.
 *
 * @param energy what is made of errors of energies
 * @param energyDelta where the energy's loss turns from quadratic to linear, eV
 * @param force what is made of errors of forces
 * @param forceDelta where the force's loss turns from quadratic to linear, eV/Å
 */
public record LossForm(EnergyLoss energy, double energyDelta, ForceLoss force, double forceDelta) {

    /** Few energies are as good as this; most forces are, so that outliers among them weigh more. */
    public static final LossForm STANDARD = new LossForm(EnergyLoss.SMOOTH, 1e-3, ForceLoss.SMOOTH, 0.1);
}
