package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;

/**
 * The errors of a potential over labelled structures, in the units that people compare: meV/atom and meV/Å. Forces count by
 * component, over all free atoms of all structures.
 */
public final class Errors {

    private static final double MILLI = 1000;

    private final boolean countFixed;
    private int energies;
    private double energyAbsolute;
    private double energySquare;
    private long components;
    private double forceAbsolute;
    private double forceSquare;

    /**
     * No structures yet.
     *
     * @param countFixed whether atoms marked fixed count
     */
    public Errors(boolean countFixed) {
        this.countFixed = countFixed;
    }

    /**
     * Counts one structure; labels that it lacks are left out.
     *
     * @param reference the labelled structure
     * @param predicted what the potential says
     */
    public void add(Structure reference, Evaluation predicted) {
        if (reference.energy().isPresent()) {
            double error = (predicted.energy() - reference.energy().getAsDouble()) / reference.size();
            energies++;
            energyAbsolute += Math.abs(error);
            energySquare += error * error;
        }
        if (reference.forces().isPresent()) {
            double[] forces = reference.forces().get();
            for (int i = 0; i < forces.length; i++) {
                if (countFixed || !reference.isFixed(i / 3)) {
                    double error = predicted.forces()[i] - forces[i];
                    components++;
                    forceAbsolute += Math.abs(error);
                    forceSquare += error * error;
                }
            }
        }
    }

    /**
     * Mean of |ΔE|/N.
     *
     * @return meV/atom, NaN without energies
     */
    public double energyMae() {
        return MILLI * energyAbsolute / energies;
    }

    /**
     * Root of the mean of (ΔE/N)².
     *
     * @return meV/atom, NaN without energies
     */
    public double energyRmse() {
        return MILLI * Math.sqrt(energySquare / energies);
    }

    /**
     * Mean of |ΔF| over components.
     *
     * @return meV/Å, NaN without forces
     */
    public double forceMae() {
        return MILLI * forceAbsolute / components;
    }

    /**
     * Root of the mean of ΔF² over components.
     *
     * @return meV/Å, NaN without forces
     */
    public double forceRmse() {
        return MILLI * Math.sqrt(forceSquare / components);
    }
}
