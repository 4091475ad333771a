package dev.tdn4j.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector species of the library. It is the widest the machine runs well, or the one the system property
 * {@value #PROPERTY} asks for. Static and final on purpose: a species held anywhere else is not a constant to the
 * compiler, and costs one or two orders of magnitude.
 */
public final class Lanes {

    /** The system property that forces a vector width in bits: 64, 128, 256 or 512. */
    public static final String PROPERTY = "tdn4j.vectorBits";

    /** The species of every float vector in the library. */
    public static final VectorSpecies<Float> FLOATS = species(System.getProperty(PROPERTY), maxBits());

    /** The number of floats in a vector, a power of two. */
    public static final int WIDTH = FLOATS.length();

    /** Vector registers: 32 on AVX-512 machines at every width, on 64-bit ARM and on RISC-V; 16 on other x86. */
    static final int REGISTERS =
            switch (System.getProperty("os.arch")) {
                case "aarch64", "riscv64" -> 32;
                default -> maxBits() >= 512 ? 32 : 16;
            };

    private Lanes() {}

    /**
     * The room that so many channels take in a padded row.
     *
     * @param channels the number of channels, at least 0
     * @return the next multiple of {@link #WIDTH}
     * @throws IllegalArgumentException if {@code channels} is negative
     * @throws ArithmeticException if the result exceeds an int
     */
    public static int pad(int channels) {
        if (channels < 0) {
            throw new IllegalArgumentException("the number of channels must be at least 0, but is " + channels);
        }
        return Math.addExact(channels, WIDTH - 1) & -WIDTH;
    }

    /** The widest vector of floats the machine has, in bits. */
    static int maxBits() {
        return FloatVector.SPECIES_MAX.vectorBitSize();
    }

    /** The species that a property's text asks for; null asks for the preferred one. */
    static VectorSpecies<Float> species(String text, int maxBits) {
        if (text == null) {
            return FloatVector.SPECIES_PREFERRED;
        }
        VectorSpecies<Float> species =
                switch (text.strip()) {
                    case "64" -> FloatVector.SPECIES_64;
                    case "128" -> FloatVector.SPECIES_128;
                    case "256" -> FloatVector.SPECIES_256;
                    case "512" -> FloatVector.SPECIES_512;
                    default ->
                        throw new IllegalArgumentException("the system property " + PROPERTY
                                + " must be 64, 128, 256 or 512, but is \"" + text + "\"");
                };
        if (species.vectorBitSize() > maxBits) {
            throw new IllegalArgumentException("the system property " + PROPERTY + " is " + text
                    + ", but this machine's vectors have at most " + maxBits + " bits; choose that or less");
        }
        return species;
    }
}
