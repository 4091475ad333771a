package dev.tdn4j.kernels.harmonics;

/** How large the harmonics of one degree are. */
public enum Normalization {
    /** Orthonormal on the sphere: ∫ Y² = 1, Σ_m Y_lm² = (2l+1)/4π. */
    INTEGRAL {
        @Override
        double scale(int l) {
            return Math.sqrt((2 * l + 1) / (4 * Math.PI));
        }
    },
    /** √4π times {@link #INTEGRAL}: Σ_m Y_lm² = 2l+1, every component has mean square 1. */
    COMPONENT {
        @Override
        double scale(int l) {
            return Math.sqrt(2 * l + 1);
        }
    },
    /** Σ_m Y_lm² = 1. */
    NORM {
        @Override
        double scale(int l) {
            return 1;
        }
    };

    /**
     * The length of the harmonics of one degree.
     *
     * @param l the degree, at least 0
     * @return √(Σ_m Y_lm²)
     */
    abstract double scale(int l);
}
