package dev.tdn4j.kernels.harmonics;

import dev.tdn4j.tensor.Degrees;
import java.util.Objects;

/**
 * Which harmonics: real, without the Condon–Shortley phase, sines at m &lt; 0, cosines at m &gt; 0, component (l, m) at
 * l² + l + m.
 *
 * @param lmax the largest degree L, 0..{@value #LARGEST}
 * @param domain whether of the direction or of the vector itself
 * @param normalization the size of a degree
 * @param order the order of the axes
 */
public record HarmonicsBasis(int lmax, Domain domain, Normalization normalization, AxisOrder order) {

    /** The largest degree allowed. The recurrences are stable beyond it; the work space is sized for it. */
    public static final int LARGEST = 64;

    /** Where harmonics live. */
    public enum Domain {
        /** Y_lm(v/|v|), a function of the direction alone. It is undefined at the zero vector. */
        SPHERE,
        /** |v|^l Y_lm(v/|v|), a homogeneous polynomial. It is defined everywhere. */
        SOLID
    }

    /**
     * Checks the description.
     *
     * @throws IllegalArgumentException if {@code lmax} is out of range
     * @throws NullPointerException if a choice is missing
     */
    public HarmonicsBasis {
        if (lmax < 0 || lmax > LARGEST) {
            throw new IllegalArgumentException("the largest degree must be 0.." + LARGEST + ", but is " + lmax);
        }
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(normalization, "normalization");
        Objects.requireNonNull(order, "order");
    }

    /**
     * The harmonics of directions in this library's convention: COMPONENT, e3nn's order.
     *
     * @param lmax the largest degree
     * @return the basis
     * @throws IllegalArgumentException if {@code lmax} is out of range
     */
    public static HarmonicsBasis sphere(int lmax) {
        return new HarmonicsBasis(lmax, Domain.SPHERE, Normalization.COMPONENT, AxisOrder.E3NN);
    }

    /**
     * The solid harmonics in this library's convention: COMPONENT, e3nn's order.
     *
     * @param lmax the largest degree
     * @return the basis
     * @throws IllegalArgumentException if {@code lmax} is out of range
     */
    public static HarmonicsBasis solid(int lmax) {
        return new HarmonicsBasis(lmax, Domain.SOLID, Normalization.COMPONENT, AxisOrder.E3NN);
    }

    /**
     * The number of harmonics.
     *
     * @return (L+1)²
     */
    public int components() {
        return Degrees.components(lmax);
    }
}
