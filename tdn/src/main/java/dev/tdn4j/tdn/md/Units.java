package dev.tdn4j.tdn.md;

/** Constants in Å, fs, amu, eV and K, from the SI values of CODATA 2018. */
final class Units {

    /** Boltzmann's constant, eV/K: 1.380649e-23 J/K over 1.602176634e-19 C. */
    static final double BOLTZMANN = 1.380649e-23 / 1.602176634e-19;

    /** The acceleration that 1 eV/Å gives to 1 amu, Å/fs²: e / (1e-10 m · amu), 1e-20 of a m/s² being an Å/fs². */
    static final double ACCELERATION = 1.602176634e-19 / 1e-10 / 1.66053906660e-27 * 1e-20;

    private Units() {}
}
