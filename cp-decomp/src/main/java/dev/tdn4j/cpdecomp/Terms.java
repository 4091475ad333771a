package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rank-one terms of factors, to weigh and to leave out. */
final class Terms {

    private Terms() {}

    /** ‖a_r‖‖b_r‖‖c_r‖. */
    static double norm(Factors factors, int r) {
        double product = 1;
        for (int axis = 0; axis < 3; axis++) {
            double squared = 0;
            for (int row = 0; row < factors.size(axis); row++) {
                squared += factors.get(axis, row, r) * factors.get(axis, row, r);
            }
            product *= squared;
        }
        return Math.sqrt(product);
    }

    /** The same factors without some of their terms, but at least one of them. */
    static Factors without(Factors factors, int... dropped) {
        boolean[] isDropped = new boolean[factors.rank()];
        Arrays.stream(dropped).forEach(r -> isDropped[r] = true);
        int[] kept = IntStream.range(0, factors.rank()).filter(r -> !isDropped[r]).toArray();
        double[][] matrices = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            matrices[axis] = new double[factors.size(axis) * kept.length];
            for (int row = 0, at = 0; row < factors.size(axis); row++) {
                for (int r : kept) {
                    matrices[axis][at++] = factors.get(axis, row, r);
                }
            }
        }
        return new Factors(kept.length, matrices[0], matrices[1], matrices[2]);
    }
}
