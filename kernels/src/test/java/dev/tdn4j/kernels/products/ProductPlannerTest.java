package dev.tdn4j.kernels.products;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductPlannerTest {

    private static TensorProduct product(Coupling coupling, ChannelMode mode) {
        return new TensorProduct(coupling, mode, WeightMode.NONE, 64);
    }

    private static List<Algorithm> algorithms(List<ProductPlanner.Candidate> candidates) {
        return candidates.stream().map(ProductPlanner.Candidate::algorithm).toList();
    }

    @Test
    void aSharedYIsContractedFirst() {
        ProductPlanner planner = new ProductPlanner(product(EquivariantCouplings.all(3), ChannelMode.UVU), null, false);
        assertEquals(Algorithm.MATRIX, planner.plan().algorithm());
    }

    @Test
    void whereEveryChannelHasItsOwnYThereIsNoMatrix() {
        ProductPlanner planner = new ProductPlanner(product(EquivariantCouplings.all(3), ChannelMode.UUU), null, false);
        assertFalse(algorithms(planner.candidates()).contains(Algorithm.MATRIX));
        assertEquals(Algorithm.SPARSE, planner.plan().algorithm());
        assertEquals(Algorithm.DENSE, planner.kernel(Algorithm.DENSE).algorithm());
        assertThrows(IllegalArgumentException.class, () -> planner.kernel(Algorithm.SPIN));
    }

    @Test
    void factorsAreACandidateOnlyIfTheyAreExactOrAskedFor() {
        double[] ones = new double[4 * 3];
        Arrays.fill(ones, 1);
        Factors factors = new Factors(3, ones, ones, ones);
        Coupling other = EquivariantCouplings.all(1).with(factors);
        Coupling same = factors.toCoupling().with(factors);
        assertFalse(algorithms(new ProductPlanner(product(other, ChannelMode.UUU), null, false).candidates()).contains(Algorithm.CP));
        assertTrue(algorithms(new ProductPlanner(product(other, ChannelMode.UUU), null, true).candidates()).contains(Algorithm.CP));
        assertTrue(algorithms(new ProductPlanner(product(same, ChannelMode.UUU), null, false).candidates()).contains(Algorithm.CP));
    }

    @Test
    void measurementRanksWhatTheModelProposes() {
        ProductPlanner planner = new ProductPlanner(product(EquivariantCouplings.all(1), ChannelMode.UVU), null, false);
        List<ProductPlanner.Candidate> measured = planner.measure();
        assertTrue(algorithms(planner.candidates()).containsAll(algorithms(measured)));
        for (int c = 0; c < measured.size(); c++) {
            assertTrue(measured.get(c).cost() > 0);
            assertTrue(c == 0 || measured.get(c).cost() >= measured.get(c - 1).cost(), "the fastest come first");
        }
    }

    @Test
    void edgesAreAlignedOnlyWhereYIsHarmonicsAndTheCouplingCommutesWithRotations() {
        ProductPlanner any = new ProductPlanner(product(EquivariantCouplings.all(6), ChannelMode.UVU), null, false);
        assertFalse(algorithms(any.candidates()).contains(Algorithm.EDGE_ALIGNED));
        assertEquals(Algorithm.MATRIX, any.plan().algorithm());
        assertEquals(Algorithm.EDGE_ALIGNED, any.forHarmonics().plan().algorithm());
        Coupling all = EquivariantCouplings.all(1);
        double[] dense = all.dense();
        dense[1] += 1; // The scalars of x and y would give a component of degree 1, which rotations change.
        ProductPlanner other = new ProductPlanner(product(Coupling.ofDense(4, 4, 4, dense), ChannelMode.UVU), null, false);
        assertFalse(algorithms(other.forHarmonics().candidates()).contains(Algorithm.EDGE_ALIGNED));
    }

    @Test
    void theFastestIsOneOfTheCandidates() {
        ProductPlanner planner = new ProductPlanner(product(EquivariantCouplings.all(1), ChannelMode.UVU), null, false).forHarmonics();
        assertTrue(algorithms(planner.candidates()).contains(planner.fastest().algorithm()));
    }
}
