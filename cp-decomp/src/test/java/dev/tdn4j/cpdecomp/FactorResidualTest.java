package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FactorResidualTest {

    /** The same sum of squares as over the whole dense tensor, in another order: a few hundred roundings. */
    @Test
    void equalsTheDenseResidualForFactorsThatFitBadly() {
        SplittableRandom random = new SplittableRandom(3);
        Coupling target = CouplingSpec.all(2).tensor();
        int rank = 5;
        double[][] matrices = new double[3][9 * rank];
        for (double[] matrix : matrices) {
            for (int t = 0; t < matrix.length; t++) {
                matrix[t] = random.nextGaussian();
            }
        }
        Factors factors = new Factors(rank, matrices[0], matrices[1], matrices[2]);
        double dense = Als.relativeError(target, factors);
        assertEquals(dense, FactorResidual.relative(target, factors), 1e-13 * dense);
    }
}
