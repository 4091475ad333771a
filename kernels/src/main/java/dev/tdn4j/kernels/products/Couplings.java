package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Coupling;

/** Comparison of couplings. */
final class Couplings {

    /** Relative to the largest entry: far above the rounding of double, far below that of float. */
    private static final double TOLERANCE = 1e-9;

    private Couplings() {}

    /** Refuses a form that computes another coupling. */
    static void checkEqual(Coupling wanted, Coupling given) {
        if (!equal(wanted, given)) {
            throw new IllegalArgumentException("the form computes " + given + ", not the product's " + wanted);
        }
    }

    static boolean equal(Coupling wanted, Coupling given) {
        for (int axis = 0; axis < 3; axis++) {
            if (wanted.size(axis) != given.size(axis)) {
                return false;
            }
        }
        double[] a = wanted.dense(), b = given.dense();
        double largest = 0, difference = 0;
        for (int t = 0; t < a.length; t++) {
            largest = Math.max(largest, Math.abs(a[t]));
            difference = Math.max(difference, Math.abs(a[t] - b[t]));
        }
        return difference <= TOLERANCE * largest;
    }
}
