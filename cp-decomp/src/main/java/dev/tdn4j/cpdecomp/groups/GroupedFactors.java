package dev.tdn4j.cpdecomp.groups;

import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.tensor.Factors;
import java.util.List;

/**
 * CP factors of every group of paths.
 *
 * @param groups the groups
 * @param parts one decomposition a group, in their order
 */
public record GroupedFactors(PathGroups groups, List<Decomposition> parts) {

    /**
     * Checks that the parts are those of the groups.
     *
     * @throws IllegalArgumentException if a part is missing or belongs to another tensor
     */
    public GroupedFactors {
        parts = List.copyOf(parts);
        if (!parts.stream().map(Decomposition::product).toList().equals(groups.groups())) {
            throw new IllegalArgumentException("the decompositions are not those of the groups, in their order");
        }
    }

    /**
     * The rank of all groups together: what a product with weights for each costs.
     *
     * @return Σ_g R_g
     */
    public int rank() {
        return parts.stream().mapToInt(Decomposition::rank).sum();
    }

    /**
     * The factors of the whole, block after block, each group's output factor times its weight.
     *
     * @param weights w_g, one a group, finite
     * @return factors of Σ_g w_g M̂_g, of rank {@link #rank}
     * @throws IllegalArgumentException if the weights are of another number, or one is not finite
     */
    public Factors combined(double... weights) {
        groups.requireOneEach(weights);
        Factors sum = null;
        for (int g = 0; g < weights.length; g++) {
            Factors part = weighted(parts.get(g).factors(), weights[g]);
            sum = sum == null ? part : sum.plus(part);
        }
        return sum;
    }

    private static Factors weighted(Factors factors, double weight) {
        double[] output = factors.matrix(2);
        for (int t = 0; t < output.length; t++) {
            output[t] *= weight;
        }
        return new Factors(factors.rank(), factors.matrix(0), factors.matrix(1), output);
    }
}
