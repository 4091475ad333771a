package dev.tdn4j.properties;

/** Every tolerance of these tests, with its derivation. */
final class Tolerances {

    /**
     * Energies in double, relative to Σ|atomic energies|. The chains of operations from positions to energies are a few
     * hundred long with sums of up to a hundred terms, 1e-16·√(1e2·1e2) = 1e-14. A layer norm multiplies the error of a
     * degree that is nearly 0 by up to 1/√1e-5 = 300, and two may follow each other before products of such degrees with
     * the harmonics, themselves that small, are summed into an energy: 1e-14 · 300 · 30.
     */
    static final double ENERGY = 1e-10;

    /** Forces in double, relative to the largest and to the energy's scale per Å: a derivative passes each norm twice. */
    static final double FORCE = 1e-9;

    /**
     * The same in float: 6e-8 in place of 1e-16, where the statistical estimate 6e-8·√(1e2·1e2) = 6e-6 is taken tenfold for
     * norms of degrees that are small, though not as small as they can be in double.
     */
    static final double FLOAT_ENERGY = 6e-5;

    /** Forces in float: tenfold again for the derivative of the norms. */
    static final double FLOAT_FORCE = 6e-4;

    /** Above the rounding of energies this shows that two networks differ. */
    static final double CLEAR_DIFFERENCE = 1e4 * ENERGY;

    private Tolerances() {}
}
