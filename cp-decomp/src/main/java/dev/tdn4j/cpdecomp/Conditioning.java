package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;

/**
 * How well-behaved CP factors are in floating point.
 *
 * @param rank R, the number of rank-one terms
 * @param smallestWeight the smallest absolute weight of a path
 * @param largestWeight the largest absolute weight of a path
 * @param largestEntry the largest absolute entry of a factor after the three columns of every term have been given one
 *     norm, which leaves the term as it is
 * @param condition √(Σ_r ‖a_r‖²‖b_r‖²‖c_r‖²) / ‖M_w‖_F: by how much rounding of single terms is amplified relative to the
 *     whole, above 1 where terms cancel
 */
public record Conditioning(int rank, double smallestWeight, double largestWeight, double largestEntry, double condition) {

    /**
     * Measures factors.
     *
     * @param factors the factors, n×R
     * @param spec the paths with the weights that the factors have; M_w
     * @return their conditioning
     * @throws IllegalArgumentException if the factors do not fit the tensor
     */
    public static Conditioning of(Factors factors, CouplingSpec spec) {
        double norm = spec.tensor().with(factors).norm();
        double squared = 0;
        double largest = 0;
        for (int r = 0; r < factors.rank(); r++) {
            double[] length = new double[3];
            double[] entry = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                for (int row = 0; row < factors.size(axis); row++) {
                    double value = factors.get(axis, row, r);
                    length[axis] += value * value;
                    entry[axis] = Math.max(entry[axis], Math.abs(value));
                }
            }
            double product = length[0] * length[1] * length[2];
            squared += product;
            for (int axis = 0; axis < 3 && product > 0; axis++) {
                largest = Math.max(largest, entry[axis] * Math.cbrt(Math.sqrt(product)) / Math.sqrt(length[axis]));
            }
        }
        double[] weights = spec.weights().stream().mapToDouble(Math::abs).sorted().toArray();
        return new Conditioning(
                factors.rank(), weights[0], weights[weights.length - 1], largest, Math.sqrt(squared) / norm);
    }

    /**
     * How far from equal the paths' weights are.
     *
     * @return the largest absolute weight by the smallest, at least 1; infinite where a path has none
     */
    public double spread() {
        return largestWeight / smallestWeight;
    }
}
